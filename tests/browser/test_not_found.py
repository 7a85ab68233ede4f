"""The page for an address where there is none: at any depth, below a sub-path, with and without scripts."""

from collections.abc import Iterator

import pytest
from conftest import SMALL, Once, Project
from playwright.sync_api import Browser, Page, expect

from browser.conftest import fits, served

DEPTHS = ["404.html", "gone/", "far/away/and/gone.html"]


def _filled(root: object) -> None:
    Project(
        root, SMALL | {"mkdocs.yml": SMALL["mkdocs.yml"].replace("example.org/small/", "example.org/name/")}
    ).build()


@pytest.fixture(scope="module")
def lost(once: Once) -> Iterator[str]:
    with served(once("lost", _filled) / "site") as root:
        yield root


@pytest.mark.parametrize("address", DEPTHS)
def test_it_looks_and_leads_the_same_at_any_depth(page: Page, lost: str, address: str) -> None:
    page.goto(lost + address)
    expect(page).to_have_title("No page at this address - A small survey")
    expect(page.get_by_role("heading", level=1)).to_have_text("No page at this address")
    paper = page.evaluate("getComputedStyle(document.body).getPropertyValue('--sv-paper').trim()")
    assert paper == "#fcfbf8", "our style sheet is found"
    article = page.get_by_role("article")
    article.get_by_role("link", name="Bibliography").click()
    expect(page).to_have_url(f"{lost}references/")
    page.go_back()
    article.get_by_role("link", name="Home").click()
    expect(page).to_have_url(lost)


def test_what_one_looked_for_can_be_searched_by_the_keyboard(page: Page, lost: str) -> None:
    page.goto(f"{lost}far/gone/")
    page.get_by_label("Search the survey").focus()
    page.keyboard.type("traitors")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{lost}?q=traitors")
    expect(page.locator(".md-search-result__item").first).to_contain_text("traitors")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(page: Page, lost: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{lost}gone/")
    fits(page, 320)
    for control in (page.get_by_label("Search the survey"), page.locator(".sv-lost button")):
        assert control.evaluate("it => it.offsetHeight") >= 44


def test_without_scripts_nothing_offers_a_search(browser: Browser, lost: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lost}404.html")
    expect(page.get_by_label("Search the survey")).to_be_hidden()
    expect(page.get_by_role("article").get_by_role("link", name="Bibliography")).to_be_visible()
    context.close()
