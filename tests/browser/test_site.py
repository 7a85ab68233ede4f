"""Our own survey as a reader meets it: in a browser, under a sub-path, with and without scripts, on a phone."""

import re
from pathlib import Path

import pytest
from conftest import Project
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import CHAPTER, PAGES, REFERENCE, in_view
from browser.opening import OPENED


def searched(page: Page, words: str) -> list[tuple[str, str]]:
    """Title and address of what the search finds."""
    field = page.get_by_role("textbox", name="Search")
    field.click()
    field.press_sequentially(words)  # the theme listens to keys
    results = page.locator(".md-search-result__link")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"matching document|No matching"))
    links = results.evaluate_all("links => links.map(a => [a.querySelector('h1, h2')?.textContent ?? '', a.href])")
    return [(title, link) for title, link in links]


def test_search_for_words_of_a_chapter_finds_the_chapter(page: Page, address: str, own: Project) -> None:
    headings = html.fromstring(own.page(CHAPTER)).xpath("//h2[@id and @id != 'references']")
    words = headings[1].text_content().rstrip("¶")
    page.goto(address)
    found = searched(page, words)
    assert found[0][1].startswith(address + CHAPTER), found
    section = next(link for _, link in found if link.endswith(f"#{headings[1].get('id')}"))
    page.goto(section)
    in_view(page, "h2:target")


@pytest.mark.parametrize("words", ["DiLoCo", "Douillard", "douillard2023diloco"])
def test_search_for_a_name_an_author_or_a_key_finds_the_reference(page: Page, address: str, words: str) -> None:
    page.goto(address + CHAPTER)
    found = searched(page, words)
    assert address + REFERENCE in [re.sub(r"\?.*", "", link) for _, link in found], found
    page.locator(f".md-search-result__link[href*='{REFERENCE}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DiLoCo")


def test_reader_follows_a_citation_to_its_work_and_comes_back_to_the_very_mention(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    citation = page.locator("[id='cite-douillard2023diloco-2']")
    citation.click()
    assert page.url == f"{address}{CHAPTER}#ref-douillard2023diloco"
    in_view(page, "li:target")

    page.locator("li:target a.sv-work").click()
    page.wait_for_url(address + REFERENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("DiLoCo")

    back = page.locator(f"a[href$='{CHAPTER}#cite-douillard2023diloco-2']")
    sentence = back.inner_text()
    back.click()
    page.wait_for_url(f"{address}{CHAPTER}#cite-douillard2023diloco-2")
    in_view(page, "a.sv-cite:target")
    assert page.locator("a.sv-cite:target").inner_text() in sentence

    page.go_back()
    page.wait_for_url(address + REFERENCE)


def test_reader_of_the_list_comes_back_to_each_mention(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAPTER}#ref-douillard2023diloco")
    links = page.locator("li:target .sv-backlinks a")
    for number in range(1, 1 + links.count()):
        page.goto(f"{address}{CHAPTER}#ref-douillard2023diloco")
        links.nth(number - 1).click()
        in_view(page, f":target[id='cite-douillard2023diloco-{number}']")
    assert number > 1


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
    searched(page, "learning")
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
        page.wait_for_url(address + CHAPTER)
        expect(page.locator("math").first).to_be_visible()
        page.locator("[id='cite-douillard2023diloco-1']").click()
        in_view(page, "li:target")
        page.locator("li:target a.sv-work").click()
        page.wait_for_url(address + REFERENCE)
        page.locator(f".sv-cited-in a[href$='{CHAPTER}#cite-douillard2023diloco-1']").click()
        in_view(page, "a.sv-cite:target")


@pytest.mark.parametrize("address_of", PAGES.values(), ids=PAGES)
def test_phone_never_scrolls_sideways(browser: Browser, known_address: str, address_of: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(known_address + address_of)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]") == [width, width]
            # What is wider scrolls in a box of its own.
            wide = page.evaluate(
                """width => [...document.querySelectorAll('.md-content :is(p, li, h1, h2, h3, pre, figure, section)')]
                    .filter(it => !it.closest('.md-typeset__scrollwrap, pre, math'))
                    .filter(it => it.getBoundingClientRect().right > width + 1).map(it => it.outerHTML.slice(0, 90))""",
                width,
            )
            assert wide == []


def test_dark_mode_is_toggled_and_remembered(page: Page, address: str) -> None:
    def background() -> str:
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    light = background()
    page.get_by_title("Switch to dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(address + REFERENCE)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert background() != light
    page.get_by_title("Switch to light").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert background() == light


def test_bibliography_can_be_downloaded(page: Page, address: str, own: Project) -> None:
    page.goto(address + "references/")
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX", exact=True).click()
    assert Path(download.value.path()).read_bytes() == (own.site / "exports/survey.bib").read_bytes()
