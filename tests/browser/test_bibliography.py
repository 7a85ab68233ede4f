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

from browser.conftest import served

WORKS = "references/"


@pytest.fixture
def data(own: Project) -> list[list[object]]:
    """The works as the script gets them."""
    works: list[list[object]] = json.loads((own.site / "references/works.json").read_text("utf-8"))["works"]
    return works


@pytest.fixture
def works(page: Page, address: str) -> Page:
    """The page, ready for a reader."""
    page.goto(address + WORKS)
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator(".sv-browse--ready")).to_be_attached()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search", exact=True)


def count(page: Page) -> Locator:
    return page.locator(".sv-count")


def titles(page: Page) -> list[str]:
    return page.locator(".sv-bibliography .sv-work").all_inner_texts()


def entries(page: Page) -> list[str]:
    return page.locator(".sv-bibliography ol > li").all_inner_texts()


def value(page: Page, facet: str, name: str) -> Locator:
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=re.compile(rf"^{name}\b"))


def shown(page: Page, facet: str, name: str) -> int:
    """How many works a facet promises for a value."""
    box = page.get_by_role("checkbox", name=re.compile(rf"^{name}\b"))
    row = page.get_by_role("group", name=facet, exact=True).locator("li").filter(has=box)
    return int(row.locator("b").inner_text())


@pytest.mark.parametrize("query", ["DiLoCo", "diloco", "Douillard 2023", "douillard2023diloco", "arthur douillard"])
def test_works_are_found_by_title_author_year_and_key(works: Page, query: str) -> None:
    total = len(titles(works))
    field(works).press_sequentially(query)
    expect(count(works)).to_have_text(re.compile(rf"^\d+ of {total} works$"))
    assert any("DiLoCo: Distributed Low-Communication" in title for title in titles(works))
    assert 0 < len(titles(works)) < 10
    assert count(works).inner_text().startswith(f"{len(titles(works))} of")


def test_accents_need_not_be_typed_and_may_be(works: Page) -> None:
    field(works).fill("ostman")
    plain = titles(works)
    field(works).fill("Östman")
    assert titles(works) == plain
    assert plain
    assert all("Östman" in entry for entry in entries(works))


def test_quotation_marks_ask_for_whole_words_in_their_order(works: Page) -> None:
    field(works).fill("learning federated")
    loose = len(titles(works))
    field(works).fill('"federated learning"')
    strict = entries(works)
    assert 0 < len(strict) < loose
    assert all("federated learning" in re.sub(r"\W+", " ", entry).lower() for entry in strict)
    field(works).fill('"federated lear"')
    assert entries(works) == []
    expect(count(works)).to_have_text(re.compile(r"^0 of"))


@pytest.mark.parametrize(
    ("facet", "name"),
    [
        ("Topic", "Privacy"),
        ("Year", "2024"),
        ("Type", "Preprint"),
        ("Venue", "arXiv"),
        ("Cited in", "Federated learning"),
    ],
)
def test_a_facet_narrows_the_list_to_as_many_works_as_it_says(works: Page, facet: str, name: str) -> None:
    total = len(titles(works))
    promised = shown(works, facet, name)
    assert 0 < promised < total
    value(works, facet, name).check()
    expect(count(works)).to_have_text(f"{promised} of {total} works")
    assert len(titles(works)) == min(promised, 50)
    expect(value(works, facet, name)).to_be_focused()
    works.get_by_role("button", name="Clear all filters").click()
    expect(count(works)).to_have_text(f"{total} works")
    expect(value(works, facet, name)).not_to_be_checked()


def test_counts_of_a_facet_follow_the_others_and_not_itself(works: Page) -> None:
    all_in_2023 = shown(works, "Year", "2023")
    all_preprints = shown(works, "Type", "Preprint")
    value(works, "Year", "2024").check()
    assert shown(works, "Year", "2023") == all_in_2023
    in_2024 = shown(works, "Type", "Preprint")
    assert 0 < in_2024 < all_preprints
    value(works, "Type", "Preprint").check()
    assert len(titles(works)) == in_2024
    value(works, "Year", "2023").check()
    assert in_2024 < len(titles(works)) < all_preprints
    assert all(re.search(r"\(202[34][a-z]?\)", entry) for entry in entries(works))


def test_the_address_holds_what_is_chosen_and_back_takes_a_step_back(works: Page, address: str) -> None:
    everything = titles(works)
    field(works).press_sequentially("learning")
    found = titles(works)
    value(works, "Type", "Conference paper").check()
    narrowed = titles(works)
    works.get_by_label("Order").select_option(label="Newest first")
    assert works.url == f"{address}{WORKS}?find=learning&sort=year&type=paper"
    ordered = titles(works)

    works.go_back()
    assert (titles(works), works.url) == (narrowed, f"{address}{WORKS}?find=learning&type=paper")
    works.go_back()
    assert (titles(works), works.url) == (found, f"{address}{WORKS}?find=learning")
    works.go_back()  # what was typed in one go is one step
    assert (titles(works), works.url) == (everything[:50], f"{address}{WORKS}")
    assert field(works).input_value() == ""

    works.goto(f"{address}{WORKS}?find=learning&sort=year&type=paper")
    ready(works)
    assert titles(works) == ordered
    expect(field(works)).to_have_value("learning")
    expect(value(works, "Type", "Conference paper")).to_be_checked()


def test_an_address_with_words_that_mean_nothing_shows_everything(page: Page, address: str, faults: list[str]) -> None:
    page.goto(f"{address}{WORKS}?sort=size&colour=blue&year=1066")
    ready(page)
    expect(page.get_by_label("Order")).to_have_value("")
    assert len(titles(page)) == 50
    assert faults == []


def test_works_are_ordered(works: Page, data: list[list[object]]) -> None:
    order = works.get_by_label("Order")
    by_author = entries(works)
    order.select_option(label="Newest first")
    years = [int(re.search(r"\((\d{4})", entry)[1]) for entry in entries(works)]  # type: ignore[index]
    assert years == sorted(years, reverse=True)
    assert years[0] > years[-1]
    order.select_option(label="Most cited")
    places = [re.search(r"cited in (\d+) place", entry) for entry in entries(works)]
    cited = [int(found[1]) if found else 0 for found in places]
    assert cited == sorted(cited, reverse=True)
    assert cited[0] == max(int(str(work[3])) for work in data)
    order.select_option(label="Title")
    names = [re.sub(r"^(a|an|the) ", "", re.sub(r"\W+", " ", title.lower())).strip() for title in titles(works)]
    assert names == sorted(names)
    order.select_option(label="Author")
    assert entries(works) == by_author[:50]


def test_a_long_list_comes_in_parts(works: Page, data: list[list[object]]) -> None:
    works.get_by_label("Order").select_option(label="Title")
    assert len(titles(works)) == 50
    works.get_by_role("button", name="Show more").click()
    assert len(titles(works)) == min(100, len(data))
    expect(works.locator(".sv-bibliography li").nth(50).locator(".sv-work")).to_be_focused()
    for known in range(100, len(data), 50):
        works.get_by_role("button", name="Show more").click()
        assert len(titles(works)) == min(known + 50, len(data))
    expect(works.get_by_role("button", name="Show more")).to_be_hidden()


def test_rows_of_the_script_lead_to_the_pages_of_works(works: Page) -> None:
    field(works).fill("diloco distributed low-communication training")
    works.locator(".sv-bibliography .sv-work").first.click()
    expect(works.get_by_role("heading", level=1)).to_contain_text("DiLoCo")


def test_bars_of_the_chart_lead_to_their_years(works: Page, address: str) -> None:
    works.locator("a[data-year='2024']").click()
    works.wait_for_url(f"{address}{WORKS}?year=2024")
    ready(works)
    expect(value(works, "Year", "2024")).to_be_checked()
    assert all("(2024" in entry for entry in entries(works))


def saved(page: Page, form: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("region", name="Selection").get_by_role("button", name=form, exact=True).click()
    assert download.value.suggested_filename.startswith("selection.")
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_a_selection_survives_narrowing_and_leaves_in_three_formats(
    works: Page, address: str, own: Project, faults: list[str]
) -> None:
    region = works.get_by_role("region", name="Selection")
    expect(region).to_be_hidden()
    field(works).fill("douillard2023diloco")
    works.get_by_role("checkbox", name=re.compile("^Select DiLoCo")).check()
    expect(region.get_by_role("status")).to_have_text("1 selected")
    field(works).fill('"secure aggregation"')
    number = len(titles(works))
    works.get_by_role("button", name=f"Select these {number}").click()
    expect(region.get_by_role("status")).to_have_text(f"{number + 1} selected")
    works.get_by_role("checkbox", name=re.compile("^Select")).first.uncheck()
    works.reload()
    ready(works)
    expect(region.get_by_role("status")).to_have_text(f"{number} selected")

    bib = saved(works, "BibTeX")
    read = parse_string(bib, "bibtex").entries
    assert len(read) == number
    assert "DiLoCo" in read["douillard2023diloco"].fields["title"]
    whole = parse_string((own.site / "exports/survey.bib").read_text("utf-8"), "bibtex").entries
    assert all(entry == whole[key] for key, entry in read.items())
    assert set(bibtexparser.parse_string(bib).entries_dict) == set(read)
    assert {record["id"] for record in rispy.loads(saved(works, "RIS"))} == set(read)
    assert {item["id"] for item in json.loads(saved(works, "CSL-JSON"))} == set(read)

    region.get_by_role("button", name="Clear").click()
    expect(region).to_be_hidden()
    assert not works.locator(".sv-pick :checked").count()
    assert faults == []


def test_all_works_selected_leave_as_the_whole_file(works: Page, own: Project) -> None:
    works.get_by_role("button", name="Select all").click()
    whole = (own.site / "exports/survey.ris").read_bytes().decode("utf-8")
    assert saved(works, "RIS") == whole
    assert json.loads(saved(works, "CSL-JSON")) == json.loads((own.site / "exports/survey.json").read_text("utf-8"))
    assert saved(works, "BibTeX").split() == (own.site / "exports/survey.bib").read_text("utf-8").split()


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
    before = len(titles(works))
    keys.press("Space")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    assert 0 < len(titles(works)) < before
    works.locator(".sv-pick input").first.focus()
    keys.press("Space")
    expect(works.get_by_role("region", name="Selection")).to_be_visible()


def test_on_a_phone_the_facets_are_a_sheet(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(address + WORKS)
        ready(page)
        sheet = page.locator("#sv-facets")
        expect(sheet).to_be_hidden()
        page.get_by_role("button", name="Filter", exact=True).tap()
        expect(sheet).to_be_visible()
        box = sheet.bounding_box()
        assert box is not None
        assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 320, 700)
        value(page, "Type", "Preprint").check()
        page.get_by_role("button", name="Show the works").tap()
        expect(sheet).to_be_hidden()
        expect(count(page)).to_have_text(re.compile(r"^\d+ of"))
        page.get_by_role("button", name="Filter", exact=True).tap()
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        small = page.evaluate(
            """() => [...document.querySelectorAll('.sv-browse :is(button, select, [type=search], .sv-pick)')]
                .filter((it) => it.checkVisibility()).map((it) => [it.outerHTML, it.getBoundingClientRect()])
                .filter(([, { width, height }]) => Math.min(width, height) < 43.9).map(([html]) => html)"""
        )
        assert small == []


def test_the_works_are_fetched_when_somebody_begins_or_the_page_is_idle(
    context: BrowserContext, page: Page, address: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script("window.requestIdleCallback = (work) => (window.idle = work)")
    page.goto(address + WORKS)
    expect(page.locator(".sv-browse--live")).to_be_attached()
    page.wait_for_function("Boolean(window.idle)")
    assert not any(url.endswith("works.json") for url in asked)
    field(page).press_sequentially("diloco")
    ready(page)
    expect(count(page)).to_have_text(re.compile(r"^\d+ of"))
    assert [url for url in asked if url.endswith("works.json")] == [f"{address}references/works.json"]


def test_nothing_moves_when_the_works_arrive(context: BrowserContext, page: Page, address: str) -> None:
    context.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((it) => (window.moved += it.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(address + WORKS)
    ready(page)
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02


def test_without_scripts_there_is_the_list_and_nothing_that_does_nothing(
    browser: Browser, address: str, data: list[list[object]]
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + WORKS)
        listing = page.locator(".sv-browse")
        assert listing.locator(".sv-work").count() == len(data)
        for role in ("searchbox", "button", "checkbox", "combobox"):
            for control in listing.get_by_role(role).all():  # type: ignore[arg-type]
                expect(control).to_be_hidden()
        assert listing.locator("svg a[href]").count() == 0
        page.get_by_role("navigation", name="First letters").get_by_role("link", name="D", exact=True).click()
        assert re.search(r"#ref-d", page.url)
        page.locator("li:target .sv-work").click()
        assert re.search(r"references/d[^/]*/$", page.url)


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
        assert len(titles(page)) == 500
        page.get_by_role("link", name="Next").click()
        page.get_by_role("link", name="Next").click()
        assert len(titles(page)) == 100
    with served(made.site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}references/index.html")
        ready(page)
        expect(page.get_by_role("link", name="Next")).to_be_hidden()
        page.get_by_role("button", name="Show more").click()
        assert len(titles(page)) == 550
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
