"""Charts and timelines as a reader meets them: on a phone and on a desk, by the keyboard, without scripts, on paper."""

from collections.abc import Iterator

import pytest
from conftest import Project
from in_memory import STORE
from playwright.sync_api import Browser, Page, expect
from test_charts import BEFORE, CHAPTER, OTHERS

from browser.conftest import fits, in_view, served, visit

SETTINGS = """site_name: Drawn
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins: [search, survey]
markdown_extensions: [attr_list, tables, {toc: {permalink: true}}, pymdownx.blocks.caption]
extra: {generator: false}
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/index.md": CHAPTER.replace("before.png", "before.svg"),
    "docs/before.svg": BEFORE,
    "bibliography/store.bib": STORE,
    **OTHERS,
}
# The least size of a letter as it is seen, and whether any text of a drawing reaches beyond it by more than a letter.
LETTERS = """() => Math.min(...[...document.querySelectorAll('svg[role=img] text')]
    .filter(it => it.checkVisibility()).map(it => parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a))"""
BEYOND = """() => [...document.querySelectorAll('svg[role=img] text')].filter(it => it.checkVisibility())
    .filter(it => {
        const [box, room] = [it, it.closest('svg[role=img]')].map(it => it.getBoundingClientRect());
        return box.left < room.left - 8 || box.right > room.right + 8;
    }).map(it => it.textContent)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = Project(tmp_path_factory.mktemp("drawn"), FILES)
    made.build()
    with served(made.site) as root:
        yield root


@pytest.mark.parametrize("width", [320, 1280])
def test_every_text_of_a_drawing_can_be_read(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site)
    expect(page.get_by_role("img", name="Links & loads")).to_be_visible()
    fits(page, width)
    assert page.evaluate(LETTERS) >= 11
    assert page.evaluate(BEYOND) == []


def test_colours_follow_light_and_dark(browser: Browser, site: str) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
            page = context.new_page()
            visit(page, site)
            expect(page.locator("body")).to_have_attribute(
                "data-md-color-scheme", "slate" if scheme == "dark" else "default"
            )
            drawing = page.get_by_role("img", name="Links & loads")
            colour = "it => getComputedStyle(it).color"
            seen[scheme] = [drawing.locator(".sv-s0").first.evaluate(colour), drawing.evaluate(colour)]
    assert seen["light"][0] == "rgb(0, 114, 178)"
    assert seen["dark"][0] == "rgb(86, 180, 233)"
    assert seen["light"][1] != seen["dark"][1]


def test_the_keyboard_opens_the_data_and_follows_its_evidence(page: Page, site: str) -> None:
    visit(page, site)
    figure = page.locator("#fig-links")
    table = figure.get_by_role("table")
    expect(table).to_be_hidden()
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")
    if page.evaluate("!document.activeElement.matches('a')"):  # the table, if it scrolls
        page.keyboard.press("Tab")
    expect(table.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    in_view(page, "#ref-ash2020:target")


def test_the_data_are_there_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site)
        figure = page.locator("#fig-runs")
        expect(page.get_by_role("img", name="Runs")).to_be_visible()
        figure.locator("summary").click()
        expect(figure.get_by_role("cell", name="2 July 2023")).to_be_visible()
        with page.expect_download() as download:
            figure.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename == "runs.csv"


def test_letters_on_paper_have_no_edge(page: Page, site: str) -> None:
    visit(page, site)
    text = page.get_by_role("img", name="Links & loads").locator("text").first
    expect(text).to_have_css("stroke-width", "4px")
    page.emulate_media(media="print")
    expect(text).to_have_css("stroke", "none")
