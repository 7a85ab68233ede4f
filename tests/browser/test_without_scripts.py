"""Every type of page where scripts are off: all its text, links and downloads are there, and nothing that is dead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PAGES, REFERENCE

# What stands in the text. What scripts alone do has buttons, and filters and counts that are marked as theirs.
TEXT = """() => [...document.querySelectorAll('.md-content :is(h1, h2, h3, p, li, dt, dd, th, td, pre, figcaption)')]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.closest('.sv-scripted'))
    .map(it => [...it.querySelectorAll('button')].reduce((text, button) => text.replace(button.innerText, ''),
        it.innerText).replace(/\\s+/g, ' ').trim()).filter(text => text)"""
LINKS = """() => [...document.querySelectorAll('.md-content a[href]')]
    .filter(it => !it.closest('.sv-scripted') && !it.matches('[data-year]'))
    .map(it => [it.href, it.hasAttribute('download')])"""
# Whatever looks as if something could be done with it; a summary and a link do what they promise without scripts, and
# so does a label by which the theme's style sheet opens the navigation.
DEAD = """() => [...document.querySelectorAll('button, input, select, textarea, [role=button], label, .md-search')]
    .filter(it => it.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(it => it.getBoundingClientRect().width > 0)
    .filter(it => !it.matches('label[for=__drawer], label[for=__toc], label[for^=__nav_], label.md-nav__title'))
    .map(it => it.outerHTML.slice(0, 200))"""


@pytest.fixture
def without(browser: Browser) -> Iterator[Page]:
    """A page where scripts are off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", PAGES)
def test_all_text_links_and_downloads_are_there(page: Page, without: Page, known_address: str, kind: str) -> None:
    page.clock.install(time="2026-12-01")  # no search of the literature is overdue
    for each in (page, without):
        each.goto(known_address + PAGES[kind])
    if kind == "bibliography":
        expect(page.locator(".sv-browse--ready")).to_be_attached()
    here = set(without.evaluate(TEXT))
    assert here
    assert [text for text in page.evaluate(TEXT) if text not in here] == []
    links = without.evaluate(LINKS)
    assert [link for link in page.evaluate(LINKS) if link not in links] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_shows_that_does_nothing(without: Page, known_address: str, kind: str, width: int) -> None:
    without.set_viewport_size({"width": width, "height": 800})
    without.goto(known_address + PAGES[kind])
    expect(without.get_by_role("heading", level=1)).to_be_visible()
    while (closed := without.locator(".md-content details:not([open]) > summary")).count():
        closed.first.click()  # what it holds counts, too
    assert without.evaluate(DEAD) == []


def test_navigation_opens_on_a_phone(without: Page, known_address: str) -> None:
    without.set_viewport_size({"width": 320, "height": 800})
    without.goto(known_address + REFERENCE)
    without.locator("label.md-header__button[for=__drawer]").click()
    without.locator(".md-sidebar--primary").get_by_role("link", name="Home").click()
    expect(without).to_have_url(known_address)


def test_record_of_a_work_can_be_read(without: Page, known_address: str) -> None:
    without.goto(known_address + REFERENCE)
    expect(without.get_by_text("@misc{douillard2023diloco")).to_be_visible()
    with without.expect_download() as download:
        without.get_by_role("link", name="Download RIS").click()
    assert Path(download.value.path()).read_bytes().startswith(b"TY  - ")
