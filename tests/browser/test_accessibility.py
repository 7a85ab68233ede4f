"""Every type of page, and what opens on it, by axe-core: no violation, light and dark, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from browser.conftest import CHAPTER, PAGES

OF_COLOUR = ["color-contrast", "link-in-text-block"]  # what else axe looks at is the same in the dark
PHONE = 320
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"


def card_of_a_citation(page: Page) -> None:
    page.locator("a.survey-cite").first.hover()
    expect(page.get_by_role("dialog").filter(has=page.locator("#survey-card-title"))).to_be_visible()


def card_of_a_table(page: Page) -> None:
    page.locator("a.survey-xref[href^='#tbl-']").first.hover()
    expect(page.locator(".survey-card table")).to_be_visible()


def how_to_cite(page: Page) -> None:
    page.get_by_text("Cite this chapter").click()
    expect(page.get_by_role("button", name="Copy as BibTeX")).to_be_visible()


def enlarged_figure(page: Page) -> None:
    page.locator(".survey-enlarge").first.click()
    expect(page.locator("dialog[open] img")).to_be_visible()


def selection(page: Page) -> None:
    expect(page.locator(".survey-browse--ready")).to_be_attached()
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
    field = page.get_by_role("textbox", name="Search", exact=True)
    field.click()
    field.press_sequentially("learning")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def navigation(page: Page) -> None:
    if on_phone(page):
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()


def a_few_rules(page: Page) -> None:
    """One rule is as the other: hundreds of them take axe half a minute."""
    page.evaluate("document.querySelectorAll('.md-content__inner > :nth-child(n + 40)').forEach(it => it.remove())")


OPENED = {  # where, how, and what of the page is looked at then: the rest is as it was
    "citation": (CHAPTER, card_of_a_citation, ".survey-card"),
    "cross-reference": (CHAPTER, card_of_a_table, ".survey-card"),
    "how to cite": (CHAPTER, how_to_cite, ".survey-tools"),
    "figure": ("introduction/", enlarged_figure, "dialog"),
    "selection": ("references/", selection, "[aria-label=Selection]"),
    "filters": ("references/", filters, ".survey-facets"),
    "search": ("", search, ".md-header"),
    "navigation": (CHAPTER, navigation, ".md-sidebar--primary"),
}


def on_phone(page: Page) -> bool:
    return page.viewport_size is not None and page.viewport_size["width"] == PHONE


def violations(page: Page, rules: list[str], within: str = "html") -> list[str]:
    """What is wrong with a page as it stands: the rule, the element, what to do."""
    page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])["violations"]
    return [f"{each['id']}: {node['html'][:200]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def shown(
    browser: Browser, address: str, scheme: str, act: Callable[[Page], None] | None, within: str = "html"
) -> list[str]:
    """All violations in one colour scheme, on a phone and on a desk."""
    found = []
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        for width in (PHONE, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto("about:blank")  # nothing stays open
            page.goto(address)
            page.add_style_tag(content=STILL)
            expect(page.locator("body")).to_have_attribute(
                "data-md-color-scheme", "slate" if scheme == "dark" else "default"
            )
            if act:
                act(page)
            found += [f"{width}: {each}" for each in violations(page, OF_COLOUR if scheme == "dark" else [], within)]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_page_has_no_violation(browser: Browser, known_address: str, kind: str, scheme: str) -> None:
    assert shown(browser, known_address + PAGES[kind], scheme, a_few_rules if kind == "rules" else None) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", OPENED)
def test_what_opens_has_no_violation(browser: Browser, known_address: str, what: str, scheme: str) -> None:
    page, act, within = OPENED[what]
    assert shown(browser, known_address + page, scheme, act, within) == []


def test_violations_are_found(page: Page) -> None:
    page.set_content("<!doctype html><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")
    assert [each.split(":")[0] for each in violations(page, [])] == ["html-has-lang", "image-alt"]
    page.set_content("<p style='color: #999; background: #fff'>Pale</p>")
    assert [each.split(":")[0] for each in violations(page, OF_COLOUR)] == ["color-contrast"]
