"""The head of a chapter in a browser: its notice, and how it is cited, by pointer, by keyboard and without scripts."""

import datetime
from pathlib import Path

import pytest
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import CHAPTER, fits

OVERDUE = "The literature search of this chapter has been due since 22 May 2027."


@pytest.mark.parametrize(
    ("today", "told"), [("2027-05-22", False), ("2027-05-23", True), ("2031-01-01", True), ("2026-12-01", False)]
)
def test_an_overdue_search_is_told_by_the_readers_clock(
    page: Page, sample_address: str, today: str, told: bool
) -> None:
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{today}T12:00:00"))
    page.goto(sample_address + CHAPTER)
    expect(page.get_by_role("button", name="Copy as text", include_hidden=True)).not_to_have_attribute("hidden", "")
    expect(page.get_by_text(OVERDUE)).to_have_count(int(told))


def test_a_chapters_citation_is_copied(context: BrowserContext, page: Page, sample_address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sample_address + CHAPTER)
    expect(page.get_by_role("button", name="Copy as BibTeX")).to_be_hidden()
    page.get_by_text("Cite this chapter").click()
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#sv-as-bibtex").text_content()
    assert copied.startswith("@incollection{")


def test_a_chapter_is_cited_by_the_keyboard(context: BrowserContext, page: Page, sample_address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sample_address + CHAPTER)
    page.locator(".sv-cite-this > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy as text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#sv-as-text").text_content()


def test_the_references_of_a_chapter_are_downloaded(page: Page, sample_address: str, sample: Project) -> None:
    page.goto(sample_address + CHAPTER)
    with page.expect_download() as download:
        page.get_by_role("link", name="References (BibTeX)", exact=True).click()
    assert download.value.suggested_filename == "network-local-updating.bib"
    assert Path(download.value.path()).read_bytes() == (sample.site / CHAPTER / "references.bib").read_bytes()


def test_without_scripts_a_chapter_is_cited_all_the_same(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample_address + CHAPTER)
    page.get_by_text("Cite this chapter").click()
    expect(page.locator("#sv-as-ris")).to_be_visible()
    expect(page.locator(".sv-copy:visible")).to_have_count(0)
    expect(page.locator(".sv-overdue")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_an_open_citation_fits_its_page(page: Page, sample_address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(sample_address + CHAPTER)
    page.get_by_text("Cite this chapter").click()
    expect(page.locator("#sv-as-ris")).to_be_visible()
    fits(page, width)


def test_on_paper_a_chapter_is_an_article(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    page.emulate_media(media="print")
    expect(page.locator(".sv-tools")).to_be_hidden()
    expect(page.get_by_role("link", name="Download these references")).to_have_count(0)
    expect(page.locator("#references")).to_be_visible()
    expect(page.locator(".sv-references li").first).to_be_visible()


def test_a_chapter_leads_to_those_before_and_behind_it(page: Page, sample_address: str) -> None:
    page.goto(sample_address + "introduction/definition/")
    footer = page.get_by_role("navigation", name="Footer")
    expect(footer.get_by_role("link", name="Previous: Introduction")).to_be_visible()
    footer.get_by_role("link", name="Next: Terminology").click()
    expect(page).to_have_url(sample_address + "introduction/terminology/")


def test_the_contents_beside_a_chapter_lead_to_its_sections(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    page.locator(".md-sidebar--secondary").get_by_role("link", name="References").click()
    expect(page.locator("#references")).to_be_in_viewport()
