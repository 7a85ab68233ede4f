"""The taxonomy in a browser: from a chapter's tag to the term's page, and from there to the narrowed bibliography."""

from typing import Literal

import pytest
from conftest import Project
from lxml import html
from playwright.sync_api import Browser, Page, expect

from browser.conftest import CHAPTER, fits


def test_a_tag_leads_to_its_terms_page_and_that_to_the_works(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    page.locator(".sv-tags a", has_text="Network scalability").press("Enter")
    expect(page).to_have_url(sample_address + "topics/challenges/network-scalability/")
    expect(page.locator("h1")).to_have_text("Network scalability")
    expect(page.locator(".sv-references li")).to_have_count(37)
    page.get_by_role("link", name="in the bibliography").press("Enter")
    expect(page.locator(".sv-browse--ready")).to_be_visible()
    expect(page.locator(".sv-count")).to_have_text("37 of 65 works")
    expect(page.locator("input[name='challenges'][value='network-scalability']")).to_be_checked()


@pytest.mark.parametrize("query", ["challenges=verification", "topic=challenges:verification"])
def test_an_address_with_a_term_narrows_the_bibliography_also_as_it_was_before(
    page: Page, sample_address: str, query: str
) -> None:
    page.goto(f"{sample_address}references/?{query}")
    expect(page.locator("input[name='challenges'][value='verification']")).to_be_checked()
    expect(page.locator(".sv-count")).to_have_text("6 of 65 works")
    expect(page.locator(".sv-bibliography")).to_contain_text("Verde")
    expect(page.locator(".sv-bibliography")).not_to_contain_text("Deep Leakage from Gradients")


def test_a_cell_of_the_evidence_map_leads_to_as_many_works_as_it_says(page: Page, sample_address: str) -> None:
    page.goto(sample_address)
    cell = page.get_by_role("link", name="Verification, Cryptography: ")
    expect(cell).to_have_text("3")
    cell.press("Enter")
    expect(page.locator(".sv-count")).to_have_text("3 of 65 works")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_the_evidence_map_fits_its_page_and_its_numbers_can_be_read(
    browser: Browser, sample_address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(sample_address)
    fits(page, width)
    # What a canvas makes of both colours, as WCAG 2.2 measures contrast (1.4.3).
    contrasts = page.locator(".sv-matrix td a").evaluate_all(
        """links => links.map(link => {
            const light = color => {
                const canvas = document.createElement("canvas").getContext("2d");
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
            };
            const text = light(getComputedStyle(link).color);
            const ground = light(getComputedStyle(link.parentElement).backgroundColor);
            return Math.max(text, ground) / Math.min(text, ground);
        })"""
    )
    context.close()
    assert len(contrasts) > 10
    assert min(contrasts) >= 4.5


def test_a_work_names_its_terms(page: Page, sample_address: str) -> None:
    page.goto(sample_address + "references/douillard2023diloco/")
    expect(page.locator(".sv-about a", has_text="Network scalability")).to_have_attribute(
        "href", "../../topics/challenges/network-scalability/"
    )


def test_pages_of_terms_are_in_the_search_and_among_the_pages_that_have_no_broken_links(sample: Project) -> None:
    index = (sample.site / "search/search_index.json").read_text("utf-8")
    assert '"topics/challenges/privacy/"' in index
    page = html.parse(sample.site / "topics/challenges/privacy/index.html")
    for link in page.xpath("//article//a/@href"):
        if "://" not in link and not link.startswith("#"):
            target = sample.site / "topics/challenges/privacy" / link.split("?")[0].split("#")[0]
            assert (target / "index.html").is_file() or target.is_file(), link
