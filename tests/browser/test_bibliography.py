"""The bibliography in a browser: search, facets, order, address, selection and what leaves with it."""

import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pybtex.database import parse_string

from browser.conftest import fits, served, until

WORKS = "references/"


ALL = 65  # works of the sample
ROWS = 50  # of them at first


@pytest.fixture
def works(page: Page, sample_address: str) -> Page:
    """The page, ready for a reader."""
    page.goto(sample_address + WORKS)
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator(".sv-browse--ready")).to_be_attached()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search", exact=True)


def count(page: Page) -> Locator:
    return page.locator(".sv-count")


def titles(page: Page) -> Locator:
    return page.locator(".sv-bibliography .sv-work")


def entries(page: Page) -> Locator:
    return page.locator(".sv-bibliography ol > li")


def narrowed(page: Page, number: int) -> None:
    """That so many works are found, and that as many of them stand there as may at first."""
    expect(count(page)).to_have_text(f"{number} of {ALL} works")
    expect(entries(page)).to_have_count(min(number, ROWS))


def whole(page: Page) -> None:
    expect(count(page)).to_have_text(f"{ALL} works")


def value(page: Page, facet: str, name: str) -> Locator:
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=re.compile(rf"^{name}\b"))


def promised(page: Page, facet: str, name: str) -> Locator:
    """How many works a facet promises for a value."""
    box = page.get_by_role("checkbox", name=re.compile(rf"^{name}\b"))
    return page.get_by_role("group", name=facet, exact=True).locator("li").filter(has=box).locator("b")


@pytest.mark.parametrize(
    "query", ['"DiLoCo: Distributed"', "Douillard 2023", "douillard2023diloco", "arthur yani rusu 2023"]
)
def test_works_are_found_by_title_author_year_and_key(works: Page, query: str) -> None:
    field(works).press_sequentially(query)
    narrowed(works, 1)
    expect(titles(works)).to_have_text(["DiLoCo: Distributed Low-Communication Training of Language Models"])


@pytest.mark.parametrize("query", ["diloco", "DILOCO"])
def test_letters_large_and_small_are_the_same(works: Page, query: str) -> None:
    field(works).fill(query)
    narrowed(works, 8)


@pytest.mark.parametrize("query", ["ostman", "Östman"])
def test_accents_need_not_be_typed_and_may_be(works: Page, query: str) -> None:
    field(works).fill(query)
    narrowed(works, 1)
    expect(entries(works)).to_contain_text(["Östman"])


def test_quotation_marks_ask_for_whole_words_in_their_order(works: Page) -> None:
    field(works).fill("learning federated")
    narrowed(works, 14)
    field(works).fill('"federated learning"')
    narrowed(works, 11)
    expect(entries(works)).to_contain_text([re.compile("federated learning", re.I)] * 11)
    field(works).fill('"federated lear"')
    narrowed(works, 0)


@pytest.mark.parametrize(
    ("facet", "name", "number"),
    [
        ("Challenges", "Privacy", 19),
        ("Topic", "local steps", 2),
        ("Year", "2024", 9),
        ("Type", "Preprint", 27),
        ("Venue", "arXiv", 27),
        ("Perspectives", "Deep learning", 52),
        ("Cited in", "Federated learning", 17),
    ],
)
def test_a_facet_narrows_the_list_to_as_many_works_as_it_says(works: Page, facet: str, name: str, number: int) -> None:
    expect(promised(works, facet, name)).to_have_text(str(number))
    value(works, facet, name).check()
    narrowed(works, number)
    expect(value(works, facet, name)).to_be_focused()
    works.get_by_role("button", name="Clear all filters").click()
    whole(works)
    expect(value(works, facet, name)).not_to_be_checked()


def test_counts_of_a_facet_follow_the_others_and_not_itself(works: Page) -> None:
    expect(promised(works, "Year", "2023")).to_have_text("5")
    value(works, "Year", "2024").check()
    narrowed(works, 9)
    expect(promised(works, "Year", "2023")).to_have_text("5")
    expect(promised(works, "Type", "Preprint")).to_have_text("7")
    value(works, "Type", "Preprint").check()
    narrowed(works, 7)
    expect(promised(works, "Year", "2023")).to_have_text("2")
    value(works, "Year", "2023").check()
    narrowed(works, 9)
    expect(entries(works)).to_contain_text([re.compile(r"\(202[34][a-z]?\)")] * 9)


def test_the_address_holds_what_is_chosen_and_back_takes_a_step_back(works: Page, sample_address: str) -> None:
    here = sample_address + WORKS
    field(works).press_sequentially("learning")
    narrowed(works, 35)
    value(works, "Type", "Conference paper").check()
    narrowed(works, 28)
    works.get_by_label("Order").select_option(label="Newest first")
    expect(works).to_have_url(f"{here}?find=learning&sort=year&type=paper")
    newest = titles(works).first.inner_text()

    works.go_back()
    narrowed(works, 28)
    expect(works).to_have_url(f"{here}?find=learning&type=paper")
    works.go_back()
    narrowed(works, 35)
    expect(works).to_have_url(f"{here}?find=learning")
    works.go_back()  # what was typed in one go is one step
    whole(works)
    expect(works).to_have_url(here)
    expect(field(works)).to_have_value("")

    works.goto(f"{here}?find=learning&sort=year&type=paper")
    ready(works)
    narrowed(works, 28)
    expect(titles(works).first).to_have_text(newest)
    expect(field(works)).to_have_value("learning")
    expect(value(works, "Type", "Conference paper")).to_be_checked()


def test_an_address_with_words_that_mean_nothing_shows_everything(
    page: Page, sample_address: str, faults: list[str]
) -> None:
    page.goto(f"{sample_address}{WORKS}?sort=size&colour=blue&year=1066")
    ready(page)
    expect(page.get_by_label("Order")).to_have_value("")
    expect(titles(page)).to_have_count(ROWS)
    assert faults == []


def test_works_are_ordered(works: Page) -> None:
    def first(*words: str) -> None:
        for place, word in enumerate(words):
            expect(entries(works).nth(place)).to_contain_text(word)

    order = works.get_by_label("Order")
    order.select_option(label="Newest first")
    first("(2026", "(2026", "(2026", "(2026", "(2025")
    order.select_option(label="Most cited")
    first("cited in 9 places")
    order.select_option(label="Title")
    first("Adaptive Federated", "Asynchronous Local", "Bandwidth optimal", "Can Decentralized")
    order.select_option(label="Author")
    first("Abadi", "Acar", "Achiam")


def test_a_long_list_comes_in_parts(works: Page) -> None:
    works.get_by_label("Order").select_option(label="Title")
    expect(titles(works)).to_have_count(ROWS)
    works.get_by_role("button", name="Show more").click()
    expect(titles(works)).to_have_count(ALL)
    expect(works.locator(".sv-bibliography li").nth(ROWS).locator(".sv-work")).to_be_focused()
    expect(works.get_by_role("button", name="Show more")).to_be_hidden()


def test_rows_of_the_script_lead_to_the_pages_of_works(works: Page) -> None:
    field(works).fill('"diloco distributed low" training')
    narrowed(works, 1)
    titles(works).click()
    expect(works.get_by_role("heading", level=1)).to_contain_text("DiLoCo")


def test_bars_of_the_chart_lead_to_their_years(works: Page, sample_address: str) -> None:
    works.locator("a[data-year='2024']").click()
    expect(works).to_have_url(f"{sample_address}{WORKS}?year=2024")
    ready(works)
    narrowed(works, 9)
    expect(value(works, "Year", "2024")).to_be_checked()
    expect(entries(works)).to_contain_text(["(2024"] * 9)


def saved(page: Page, form: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("region", name="Selection").get_by_role("button", name=form, exact=True).click()
    assert download.value.suggested_filename.startswith("selection.")
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_a_selection_survives_narrowing_and_leaves_in_three_formats(
    works: Page, sample: Project, faults: list[str]
) -> None:
    region = works.get_by_role("region", name="Selection")
    expect(region).to_be_hidden()
    field(works).fill("douillard2023diloco")
    works.get_by_role("checkbox", name=re.compile("^Select DiLoCo")).check()
    expect(region.get_by_role("status")).to_have_text("1 selected")
    field(works).fill('"secure aggregation"')
    narrowed(works, 3)
    works.get_by_role("button", name="Select these 3").click()
    expect(region.get_by_role("status")).to_have_text("4 selected")
    works.get_by_role("checkbox", name=re.compile("^Select")).first.uncheck()
    expect(region.get_by_role("status")).to_have_text("3 selected")
    works.reload()
    ready(works)
    expect(region.get_by_role("status")).to_have_text("3 selected")

    bib = saved(works, "BibTeX")
    read = parse_string(bib, "bibtex").entries
    assert len(read) == 3
    assert "DiLoCo" in read["douillard2023diloco"].fields["title"]
    everything = parse_string((sample.site / "exports/survey.bib").read_text("utf-8"), "bibtex").entries
    assert all(entry == everything[key] for key, entry in read.items())
    assert set(bibtexparser.parse_string(bib).entries_dict) == set(read)
    assert {record["id"] for record in rispy.loads(saved(works, "RIS"))} == set(read)
    assert {item["id"] for item in json.loads(saved(works, "CSL-JSON"))} == set(read)

    region.get_by_role("button", name="Clear").click()
    expect(region).to_be_hidden()
    expect(works.locator(".sv-pick :checked")).to_have_count(0)
    assert faults == []


def test_all_works_selected_leave_as_the_whole_file(works: Page, sample: Project) -> None:
    works.get_by_role("button", name="Select all").click()
    expect(works.get_by_role("region", name="Selection").get_by_role("status")).to_have_text(f"{ALL} selected")
    assert saved(works, "RIS") == (sample.site / "exports/survey.ris").read_bytes().decode("utf-8")
    assert json.loads(saved(works, "CSL-JSON")) == json.loads((sample.site / "exports/survey.json").read_text("utf-8"))
    assert saved(works, "BibTeX").split() == (sample.site / "exports/survey.bib").read_text("utf-8").split()


def test_an_export_that_is_not_of_the_pages_age_is_told(works: Page, page: Page) -> None:
    page.route("**/survey.bib", lambda route: route.fulfill(body="@misc{other,\n}\n"))
    works.get_by_role("checkbox", name=re.compile("^Select")).first.check()
    works.get_by_role("button", name="BibTeX", exact=True).click()
    expect(works.get_by_role("region", name="Selection")).to_contain_text("could not be made")


def test_everything_can_be_done_with_the_keyboard(works: Page) -> None:
    keys = works.keyboard
    field(works).focus()
    keys.type("aggregation")
    expect(field(works)).to_be_focused()
    keys.press("Tab")
    keys.press("m")
    expect(works.get_by_label("Order")).to_have_value("cited")
    keys.press("Tab")
    expect(works.get_by_role("button", name="Clear all filters")).to_be_focused()
    keys.press("Tab")
    expect(works.get_by_role("button", name=re.compile("^Select these"))).to_be_focused()
    keys.press("Tab")
    first = works.locator("#sv-facets input").first
    expect(first).to_be_focused()
    narrowed(works, 5)
    keys.press("Space")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    narrowed(works, 4)
    works.locator(".sv-pick input").first.focus()
    keys.press("Space")
    expect(works.get_by_role("region", name="Selection")).to_be_visible()


def test_on_a_phone_the_facets_are_a_sheet(browser: Browser, sample_address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(sample_address + WORKS)
        ready(page)
        sheet = page.locator("#sv-facets")
        expect(sheet).to_be_hidden()
        page.get_by_role("button", name="Filter", exact=True).tap()
        expect(sheet).to_be_visible()
        edges = "it => ['left', 'right', 'bottom'].map(edge => Math.round(it.getBoundingClientRect()[edge]))"
        until(page, lambda: sheet.evaluate(edges), lambda found: found == [0, 320, 700])
        value(page, "Type", "Preprint").check()
        page.get_by_role("button", name="Show the works").tap()
        expect(sheet).to_be_hidden()
        narrowed(page, 27)
        page.get_by_role("button", name="Filter", exact=True).tap()
        expect(sheet).to_be_visible()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        fits(page, 320)
        small = page.evaluate(
            """() => [...document.querySelectorAll('.sv-browse :is(button, select, [type=search], .sv-pick)')]
                .filter((it) => it.checkVisibility()).map((it) => [it.outerHTML, it.getBoundingClientRect()])
                .filter(([, { width, height }]) => Math.min(width, height) < 43.9).map(([html]) => html)"""
        )
        assert small == []


def test_the_works_are_fetched_when_somebody_begins_or_the_page_is_idle(
    context: BrowserContext, page: Page, sample_address: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script("window.requestIdleCallback = (work) => (window.idle = work)")
    page.goto(sample_address + WORKS)
    expect(page.locator(".sv-browse--live")).to_be_attached()
    page.wait_for_function("Boolean(window.idle)")
    assert not any(url.endswith("works.json") for url in asked)
    field(page).press_sequentially("diloco")
    ready(page)
    narrowed(page, 8)
    assert [url for url in asked if url.endswith("works.json")] == [f"{sample_address}references/works.json"]


def test_nothing_moves_when_the_works_arrive(context: BrowserContext, page: Page, sample_address: str) -> None:
    context.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((it) => (window.moved += it.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(sample_address + WORKS)
    ready(page)
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert page.evaluate("window.moved") < 0.02


def test_without_scripts_there_is_the_list_and_nothing_that_does_nothing(browser: Browser, sample_address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_address + WORKS)
        listing = page.locator(".sv-browse")
        expect(listing.locator(".sv-work")).to_have_count(ALL)
        for role in ("searchbox", "button", "checkbox", "combobox"):
            for control in listing.get_by_role(role).all():  # type: ignore[arg-type]
                expect(control).to_be_hidden()
        expect(listing.locator("svg a[href]")).to_have_count(0)
        page.get_by_role("navigation", name="First letters").get_by_role("link", name="D", exact=True).click()
        expect(page.locator("li:target .sv-work")).to_contain_text("Sybil")
        page.locator("li:target .sv-work").click()
        expect(page).to_have_url(f"{sample_address}references/douceur2002sybil/")


def test_many_works_stay_quick_and_whole(browser: Browser, tmp_path: Path) -> None:
    store = "\n".join(
        f"@misc{{k{n}, author = {{Ash{n % 7}, A}}, title = {{T{n}}}, year = {2000 + n % 9}}}" for n in range(1100)
    )
    settings = "site_name: T\ntheme: {name: material, font: false}\nplugins: [survey]\nuse_directory_urls: false\n"
    files = {
        "mkdocs.yml": settings + "extra: {survey: {select: [CIT001]}}\n",
        "docs/index.md": "# T\n",
        "bibliography/store.bib": store,
    }
    made = Project(tmp_path, files)
    made.build()
    with served(made.site) as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}references/index.html")
        expect(titles(page)).to_have_count(500)
        for first, number in ((501, 500), (1001, 100)):
            page.get_by_role("link", name="Next").click()
            expect(page.locator(f"ol[start='{first}'] .sv-work")).to_have_count(number)
    with served(made.site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}references/index.html")
        ready(page)
        expect(page.get_by_role("link", name="Next")).to_be_hidden()
        page.get_by_role("button", name="Show more").click()
        expect(titles(page)).to_have_count(550)
        field(page).fill("t1099")
        expect(count(page)).to_have_text("1 of 1,100 works")
        page.locator(".sv-bibliography .sv-work").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("T1099")


def test_paper_gets_the_works_and_none_of_the_tools(works: Page) -> None:
    expect(works.get_by_role("searchbox")).to_be_visible()
    works.emulate_media(media="print")
    expect(works.get_by_role("searchbox")).to_be_hidden()
    expect(works.locator(".sv-scripted").first).to_be_hidden()
    expect(works.locator(".sv-references li").first).to_be_visible()
