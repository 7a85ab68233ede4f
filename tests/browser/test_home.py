"""The home page in a browser: its map, its numbers, its downloads, how the survey is cited."""

from pathlib import Path

import pytest
from conftest import Project
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import fits


def test_a_card_leads_to_its_chapter_wherever_it_is_clicked(page: Page, sample_address: str) -> None:
    page.goto(sample_address)
    page.locator(".sv-map > li").filter(has_text="Local updating").click(position={"x": 5, "y": 40})
    expect(page).to_have_url(sample_address + "network/local-updating/")


def test_the_whole_survey_is_downloaded(page: Page, address: str, own: Project) -> None:
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF of the survey").click()
    assert Path(download.value.path()).read_bytes() == (own.site / "survey.pdf").read_bytes()


def test_the_survey_is_cited_by_copying(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_text("Cite this survey").click()
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@book{")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_fits_and_its_buttons_can_be_read(page: Page, address: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    fits(page, width)
    for button in page.locator(".sv-actions a").all():
        colours = button.evaluate("(it) => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]")
        assert colours[0] != colours[1]
