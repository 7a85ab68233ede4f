"""Our own survey as a reader meets it: in a browser, under a sub-path, with and without scripts, on a phone."""

from functools import partial
from pathlib import Path

import pytest
from conftest import Project
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import CHAPTER, PAGES, REFERENCE, at, in_view, until
from browser.opening import OPENED
from browser.searching import found

SIZES = "[document.documentElement.scrollWidth, innerWidth]"


def test_search_for_words_of_a_chapter_finds_the_chapter(page: Page, address: str, own: Project) -> None:
    headings = html.fromstring(own.page(CHAPTER)).xpath("//h2[@id and @id != 'references']")
    words, identity = headings[1].text_content().rstrip("¶"), headings[1].get("id")
    page.goto(address)
    links = found(page, words)
    assert links[0].startswith(CHAPTER), links
    assert f"{CHAPTER}#{identity}" in links
    page.goto(f"{address}{CHAPTER}#{identity}")
    in_view(page, "h2:target")


@pytest.mark.parametrize("words", ["DiLoCo", "Douillard", "douillard2023diloco"])
def test_search_for_a_name_an_author_or_a_key_finds_the_reference(page: Page, address: str, words: str) -> None:
    page.goto(address + CHAPTER)
    assert REFERENCE in found(page, words)
    page.locator(f".md-search-result__link[href*='{REFERENCE}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DiLoCo")


WORK = "references/kale2025eager/"


def test_reader_follows_a_citation_to_its_work_and_comes_back_to_the_very_mention(page: Page, address: str) -> None:
    # One that few chapters cite, so that its page has room for each sentence.
    page.goto(address + CHAPTER)
    page.locator("[id='cite-kale2025eager-1']").click()
    in_view(page, "#ref-kale2025eager:target")

    page.locator("li:target a.sv-work").click()
    at(page, address + WORK)
    expect(page.get_by_role("heading", level=1)).to_contain_text("DiLoCo")

    back = page.locator(f"a[href$='{CHAPTER}#cite-kale2025eager-1']")
    sentence = back.inner_text()
    back.click()
    at(page, address + CHAPTER)
    in_view(page, "[id='cite-kale2025eager-1']:target")
    assert page.locator("a.sv-cite:target").inner_text() in sentence

    page.go_back()
    at(page, address + WORK)


def test_reader_of_the_list_comes_back_to_each_mention(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAPTER}#ref-douillard2023diloco")
    links = page.locator("li:target .sv-backlinks a")
    expect(links.nth(1)).to_be_visible()
    for number in range(1, 1 + links.count()):
        page.goto(f"{address}{CHAPTER}#ref-douillard2023diloco")
        links.nth(number - 1).click()
        in_view(page, f":target[id='cite-douillard2023diloco-{number}']")


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """The addresses that pages ask for while a test runs."""
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    return addresses


def elsewhere(asked: list[str], address: str) -> list[str]:
    """What was asked of anybody else, or of the same server outside the site's folder."""
    assert asked
    return [url for url in asked if not url.startswith((address, "data:", "blob:" + address.removesuffix("name/")))]


@pytest.mark.parametrize("address_of", PAGES.values(), ids=PAGES)
def test_page_asks_no_other_server_and_logs_no_error(
    page: Page, known_address: str, address_of: str, asked: list[str], faults: list[str]
) -> None:
    page.goto(known_address + address_of, wait_until="networkidle")
    found(page, "learning")
    assert (elsewhere(asked, known_address), faults) == ([], [])


@pytest.mark.parametrize("what", OPENED)
def test_what_opens_asks_no_other_server_and_logs_no_error(
    page: Page, known_address: str, what: str, asked: list[str], faults: list[str]
) -> None:
    where, act, _ = OPENED[what]
    page.goto(known_address + where)
    act(page)
    page.wait_for_load_state("networkidle")
    assert (elsewhere(asked, known_address), faults) == ([], [])


def test_site_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.locator(".md-content").get_by_role("link", name="Local updating").first.click()
        expect(page).to_have_url(address + CHAPTER)
        expect(page.locator("math").first).to_be_visible()
        page.locator("[id='cite-douillard2023diloco-1']").click()
        in_view(page, "li:target")
        page.locator("li:target a.sv-work").click()
        expect(page).to_have_url(address + REFERENCE)
        page.locator(f".sv-cited-in a[href$='{CHAPTER}#cite-douillard2023diloco-1']").click()
        in_view(page, "a.sv-cite:target")


@pytest.mark.parametrize("address_of", PAGES.values(), ids=PAGES)
def test_phone_never_scrolls_sideways(browser: Browser, known_address: str, address_of: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(known_address + address_of)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            until(page, partial(page.evaluate, SIZES), [width, width].__eq__)
            # What is wider scrolls in a box of its own.
            wide = page.evaluate(
                """width => [...document.querySelectorAll('.md-content :is(p, li, h1, h2, h3, pre, figure, section)')]
                    .filter(it => !it.closest('.md-typeset__scrollwrap, pre, math'))
                    .filter(it => it.getBoundingClientRect().right > width + 1).map(it => it.outerHTML.slice(0, 90))""",
                width,
            )
            assert wide == []


def test_dark_mode_is_toggled_and_remembered(page: Page, address: str) -> None:
    body = page.locator("body")
    page.goto(address)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = body.evaluate("body => getComputedStyle(body).backgroundColor")
    page.get_by_title("Switch to dark").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + REFERENCE)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).not_to_have_css("background-color", light)
    page.get_by_title("Switch to light").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(body).to_have_css("background-color", light)


def test_bibliography_can_be_downloaded(page: Page, address: str, own: Project) -> None:
    page.goto(address + "references/")
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX", exact=True).click()
    assert Path(download.value.path()).read_bytes() == (own.site / "exports/survey.bib").read_bytes()
