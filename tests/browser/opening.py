"""What a reader can open on a page: how, and where it is then."""

from playwright.sync_api import Page, expect

from browser.conftest import CHAPTER
from browser.searching import RESULT, ask, field

PHONE = 320


def on_phone(page: Page) -> bool:
    return page.viewport_size is not None and page.viewport_size["width"] == PHONE


def card_of_a_citation(page: Page) -> None:
    page.locator("a.sv-cite").first.hover()
    expect(page.get_by_role("dialog").filter(has=page.locator("#sv-card-title"))).to_be_visible()


def card_of_a_table(page: Page) -> None:
    page.locator("a.sv-xref[href^='#tbl-']").first.hover()
    expect(page.locator(".sv-card table")).to_be_visible()


def how_to_cite(page: Page) -> None:
    page.get_by_text("Cite this chapter").click()
    expect(page.get_by_role("button", name="Copy as BibTeX")).to_be_visible()


def enlarged_figure(page: Page) -> None:
    page.locator(".sv-enlarge").first.click()
    expect(page.locator("dialog[open] img")).to_be_visible()


def selection(page: Page) -> None:
    expect(page.locator(".sv-browse--ready")).to_be_attached()
    page.get_by_role("checkbox", name="Select ").first.check()
    expect(page.get_by_role("region", name="Selection")).to_be_visible()


def filters(page: Page) -> None:
    selection(page)
    if on_phone(page):
        page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("group", name="Year", exact=True).get_by_role("checkbox").first.check()


def search(page: Page) -> None:
    if on_phone(page):
        page.locator("label.md-header__button[for=__search]").click()
    field(page).click()
    ask(page, "learning")
    expect(page.locator(RESULT).first).to_be_visible()


def navigation(page: Page) -> None:
    if on_phone(page):
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()


OPENED = {  # where, how, and what of the page is looked at then: the rest is as it was
    "citation": (CHAPTER, card_of_a_citation, ".sv-card"),
    "cross-reference": (CHAPTER, card_of_a_table, ".sv-card"),
    "how to cite": (CHAPTER, how_to_cite, ".sv-tools"),
    "figure": ("landscape/", enlarged_figure, "dialog"),
    "selection": ("references/", selection, "[aria-label=Selection]"),
    "filters": ("references/", filters, ".sv-facets"),
    "search": ("", search, ".md-header"),
    "navigation": (CHAPTER, navigation, ".md-sidebar--primary"),
}
