"""A work's page in a browser: what one copies and saves there, by keyboard, without scripts, on a phone, printed."""

import json
from pathlib import Path

import pytest
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pybtex.database import parse_string

from browser.conftest import REFERENCE

KEY = REFERENCE.split("/")[1]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(("label", "extension"), [("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".json")])
def test_reader_saves_the_work_in_each_format(
    browser: Browser, sample_address: str, sample: Project, label: str, extension: str, scripts: bool
) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(sample_address + REFERENCE)
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Download {label}").press("Enter")
        assert download.value.suggested_filename == KEY + extension
        saved = Path(download.value.path()).read_bytes()
    whole = (sample.site / f"exports/survey{extension}").read_bytes()
    if extension == ".json":
        assert json.loads(saved) == [item for item in json.loads(whole) if item["id"] == KEY]
    else:
        assert saved.strip() in whole


@pytest.mark.parametrize("label", ["RIS", "CSL-JSON"])
def test_reader_copies_what_a_link_would_save(
    context: BrowserContext, page: Page, sample_address: str, label: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sample_address + REFERENCE)
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {label}").click()
    page.get_by_role("button", name=f"Copy {label}").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == Path(download.value.path()).read_text("utf-8").split()


def test_reader_copies_bibtex_from_the_top_of_the_page(
    context: BrowserContext, page: Page, sample_address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sample_address + REFERENCE)
    page.get_by_role("button", name="Copy BibTeX").first.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = parse_string(page.evaluate("navigator.clipboard.readText()"), "bibtex")
    assert list(copied.entries) == [KEY]


def test_reader_goes_on_to_a_work_cited_together_with_it(page: Page, sample_address: str) -> None:
    page.goto(sample_address + REFERENCE)
    link = page.locator(".sv-together a").first
    title = link.inner_text()
    link.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page).not_to_have_url(sample_address + REFERENCE)
    expect(page.locator(f".sv-together a[href='../{KEY}/']")).to_have_count(1)


def test_topic_leads_to_the_bibliography_narrowed_to_it(page: Page, sample_address: str) -> None:
    page.goto(sample_address + REFERENCE)
    page.locator(".sv-about").get_by_role("link", name="local steps").press("Enter")
    expect(page.locator("input[name='topic'][value='local steps']")).to_be_checked()
    expect(page.locator(".sv-count")).to_have_text("2 of 65 works")
    expect(page.locator(f"a.sv-work[href='{KEY}/']")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_address_of_an_earlier_key_leads_on(browser: Browser, sample_address: str, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{sample_address}references/team2025intellect/")
        expect(page).to_have_url(f"{sample_address}references/primeintellectteam2025intellect/")
        expect(page.locator("code", has_text="team2025intellect").first).to_be_visible()


def test_without_scripts_no_button_shows(browser: Browser, sample_address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_address + REFERENCE)
        expect(page.locator("#sv-entry")).to_contain_text(f"{{{KEY},")
        expect(page.locator("article button:visible")).to_have_count(0)


def test_on_a_phone_what_one_touches_is_large_enough(browser: Browser, sample_address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(sample_address + REFERENCE)
        for button in page.locator(".sv-reference :is(.md-button, summary)").all():
            if button.is_visible():
                assert button.evaluate("it => it.getBoundingClientRect().height") >= 44


def test_print_leaves_out_what_paper_cannot_do(page: Page, sample_address: str) -> None:
    page.goto(sample_address + REFERENCE)
    page.emulate_media(media="print")
    expect(page.locator("#sv-text")).to_be_visible()
    expect(page.locator(".sv-cited-in a").first).to_be_visible()
    expect(page.locator("article :is(button, summary, pre):visible")).to_have_count(0)
