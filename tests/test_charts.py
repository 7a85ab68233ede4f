"""Charts and timelines: read from their files, drawn on pages and in the book, and taken away."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Callable, Mapping

import lxml.html
import pytest
from conftest import Project
from in_memory import SETTINGS, STORE, Page, survey_of
from lxml import etree
from pypdf import PdfReader

from livingsurvey.model.amounts import Amount
from livingsurvey.model.charts import Chart, Event, Moment, Point, Timeline
from livingsurvey.model.survey import Survey
from livingsurvey.render.charts.files import chart_files
from livingsurvey.render.charts.scale import Scale, scale, time_scale
from livingsurvey.render.html import chapter_html
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages
from livingsurvey.render.typst.document import body

CHART = """\
title: Links & loads
as-of: 2026-11-25
note: Sought in vain by @beech2021.
axis: {label: Bandwidth, unit: Mbit/s, scale: log}
series:
  - label: At home
    points:
      - {label: Ash's link, value: "1,000.50", cite: "[@ash2020, p. 4]", note: Of *one* house.}
      - {label: Beech's link, from: 5, to: 10, cite: ["[@ash2020]", "[@beech2021]"]}
  - label: Elsewhere
    points: [{label: A guess, about: 10, judgement: true}, {label: A bound, to: 0.1, cite: "[@ash2020]"}]
"""
COSTS = """\
title: Costs
description: Times grow with sizes.
as-of: 2026-11-25
x: {label: Size, unit: GB}
y: {label: Time, unit: s, scale: log}
series:
  - label: Proofs
    points:
      - {label: Small, x: 1, y: 1, cite: "[@ash2020]"}
      - {label: Large, x: 10, y: 100, cite: "[@ash2020]"}
      - {label: Large as well, x: 10, y: 100, cite: "[@beech2021]"}
"""
RUNS = """\
title: Runs
as-of: 2026-11-25
events:
  - {label: Later, date: 2024-05, group: Small, cite: "[@beech2021]"}
  - {label: Earlier, date: 2022, group: Large, cite: "[@ash2020]"}
  - {label: Long, from: 2023-05, to: 2023-07-02, group: Large, cite: "[@ash2020]"}
"""
CHAPTER = """\
# Links

Links differ, says @ash2020 (@fig-links, @fig-runs).

![Before](before.png){#fig-before}

/// chart | links
///

/// chart | costs
///

/// timeline | runs
///
"""
OTHERS = {"docs/charts/links.yml": CHART, "docs/charts/costs.yml": COSTS, "docs/timelines/runs.yml": RUNS}
BEFORE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
BOOKS = """\
site_name: Drawn
theme: {name: material, font: false}
plugins: [search, survey]
markdown_extensions: [attr_list, tables, pymdownx.blocks.caption]
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/links.md": CHAPTER,
    "docs/before.png": "",
    "bibliography/store.bib": STORE,
    **OTHERS,
}


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_of(FILES)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(CHAPTER, path="links.md", others={"docs/before.png": "", **OTHERS})


def marks(page: Page, number: int) -> Mapping[str, list[str]]:
    """Where the marks of each colour stand across a page's drawing, by the colour's class."""
    svg = page.tree.xpath("//svg[@role='img']")[number]
    found: dict[str, list[str]] = {}
    for mark in svg.xpath(".//svg[@x]"):
        found.setdefault(mark.getparent().get("class"), []).append(mark.get("x"))
    return found


def test_a_chart_is_read_with_its_amounts_as_written(survey: Survey) -> None:
    chart = survey.drawings[Chart]["links"]
    assert isinstance(chart, Chart)
    assert (chart.title, chart.as_of, chart.label) == ("Links & loads", datetime.date(2026, 11, 25), "fig-links")
    assert [(axis.title, axis.logarithmic) for axis in chart.axes] == [("Bandwidth (Mbit/s)", True)]
    assert [(series.label, len(series.points)) for series in chart.series] == [("At home", 2), ("Elsewhere", 2)]
    assert [datum.said for datum in chart.data] == ["1,000.50", "5–10", "about 10", "at most 0.1"]
    first = chart.data[0]
    assert isinstance(first, Point)
    assert first.amounts == (Amount("1,000.50", "1,000.50"),)
    assert first.amounts[0]
    assert first.amounts[0].bounds == (1000.5, 1000.5)
    assert [citation.key for group in first.groups for citation in group.citations] == ["ash2020"]
    assert chart.problems == ()


def test_events_come_in_the_order_of_their_dates(survey: Survey) -> None:
    timeline = survey.drawings[Timeline]["runs"]
    assert [datum.label for datum in timeline.data] == ["Earlier", "Long", "Later"]
    assert [datum.said for datum in timeline.data] == ["2022", "May 2023 to 2 July 2023", "May 2024"]
    later = timeline.data[2]
    assert isinstance(later, Event)
    assert later.start
    assert (later.start.iso, later.start.last) == ("2024-05", datetime.date(2024, 5, 31))


@pytest.mark.parametrize(
    ("moment", "written", "first", "last"),
    [
        (Moment(2024), "2024", (2024, 1, 1), (2024, 12, 31)),
        (Moment(2024, 2), "February 2024", (2024, 2, 1), (2024, 2, 29)),
        (Moment(2024, 2, 9), "9 February 2024", (2024, 2, 9), (2024, 2, 9)),
    ],
)
def test_a_moment_means_every_day_that_it_may_be(
    moment: Moment, written: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert (str(moment), moment.first, moment.last) == (written, datetime.date(*first), datetime.date(*last))


def test_what_a_drawing_cites_the_page_cites(survey: Survey) -> None:
    assert [(mention.citation.key, mention.number) for mention in survey.mentions] == [
        ("ash2020", 1),
        *(("ash2020", 2), ("ash2020", 3), ("beech2021", 1), ("ash2020", 4), ("beech2021", 2)),
        *(("ash2020", 5), ("ash2020", 6), ("beech2021", 3)),
        *(("ash2020", 7), ("ash2020", 8), ("beech2021", 4)),
    ]
    assert [mention.shown and mention.shown.title for mention in survey.mentions][::4] == [
        None,
        "Links & loads",
        "Costs",
    ]


def test_drawings_have_captions_and_numbers_among_the_figures_of_their_page(page: Page) -> None:
    assert page.texts("//figcaption") == [
        "Figure 1. Before",
        "Figure 2. Links & loads",
        "Figure 3. Costs",
        "Figure 4. Runs",
    ]
    assert page.texts("//a[@class='sv-xref']") == ["Figure 2", "Figure 4"]
    assert page.values("//figure[.//svg]/@id") == ["fig-links", "fig-costs", "fig-runs"]


def test_a_drawing_tells_itself_without_eyes(page: Page) -> None:
    told = page.tree.xpath("//svg[@role='img']")
    assert [svg.findtext("title") for svg in told] == ["Links & loads", "Costs", "Runs"]
    assert [svg.findtext("desc") for svg in told] == [
        "4 entries: Bandwidth (Mbit/s).",
        "Times grow with sizes.",
        "3 entries: 2022 to May 2024.",
    ]


def test_texts_of_a_drawing_are_texts(page: Page) -> None:
    said = {" ".join(text.text_content().split()) for text in page.tree.xpath("(//svg[@role='img'])[1]//text")}
    assert said == {
        *("At home", "Ash's link 1,000.50", "Beech's link 5–10"),
        *("Elsewhere", "A guess about 10 ◆", "A bound at most 0.1"),
        *("0.1", "1", "10", "100", "1,000", "Bandwidth (Mbit/s), logarithmic"),
    }


def test_marks_stand_where_the_axis_has_their_amounts(page: Page) -> None:
    axis = scale([0.1, 1000.5], logarithmic=True)
    at = {value: f"{axis.at(value):g}%" for value in (0.1, 5, 10, 1000.5)}
    assert marks(page, 0) == {
        "sv-s0": ["0%", at[1000.5], at[5], at[10]],  # the first is that of the series' name
        "sv-s1": ["0%", at[10], at[0.1]],
    }
    assert at[0.1] == "4%"
    assert at[1000.5] == "96%"


def test_events_of_a_timeline_have_the_marks_of_their_groups(page: Page) -> None:
    found = marks(page, 2)
    assert len(found["sv-s0"]) == 1 + 1 + 2  # the group's name, a moment, and both ends of what took longer
    assert len(found["sv-s1"]) == 1 + 1


def test_a_point_whose_name_has_no_room_tells_it_when_it_is_pointed_at(page: Page) -> None:
    svg = page.tree.xpath("//svg[@role='img']")[1]
    said = [text.text_content() for text in svg.xpath(".//text")]
    assert "Small" in said
    assert "Large" in said
    assert [title.text for title in svg.xpath(".//svg/title")] == [
        "Small: 1, 1",
        "Large: 10, 100",
        "Large as well: 10, 100",
    ]


def test_the_data_are_a_plain_table_with_their_evidence(page: Page) -> None:
    assert page.texts("(//figure//details)[1]//thead//th") == ["Point", "Bandwidth (Mbit/s)", "Evidence"]
    assert page.texts("(//figure//details)[1]//tbody//td") == [
        *("Ash's linkAt home", "1,000.50", "(Ash, 2020, p. 4) Of one house."),
        *("Beech's linkAt home", "5–10", "(Ash, 2020; Beech and Cedar, 2021)"),
        *("A guessElsewhere", "about 10", "◆ the editors’ judgement."),
        *("A boundElsewhere", "at most 0.1", "(Ash, 2020)"),
    ]
    assert page.texts("(//figure//details)[1]//p") == [
        "Sought in vain by Beech and Cedar (2021).",
        "As of 25 November 2026. Data: CSV, JSON, BibTeX",
    ]
    assert page.values("//figure//details//a[@download]/@href") == [
        *(f"../charts/links.{form}" for form in ("csv", "json", "bib")),
        *(f"../charts/costs.{form}" for form in ("csv", "json", "bib")),
        *(f"../timelines/runs.{form}" for form in ("csv", "json", "bib")),
    ]
    entries = set(page.values("//section//li/@id"))
    assert {href.removeprefix("#") for href in page.values("//figure//details//a[@class='sv-cite']/@href")} == entries
    assert len(page.values("//@id")) == len(set(page.values("//@id")))


def test_data_to_take_away_have_their_citations(survey: Survey) -> None:
    files = {file.path: file.text for file in chart_files(Pages(survey))}
    assert list(files) == [
        *(
            f"charts/{name}"
            for name in ("costs.csv", "costs.json", "costs.bib", "links.csv", "links.json", "links.bib")
        ),
        *("timelines/runs.csv", "timelines/runs.json", "timelines/runs.bib"),
    ]
    rows = list(csv.reader(io.StringIO(files["charts/links.csv"].removeprefix("\ufeff"))))
    assert rows[0] == ["Series", "Point", "Bandwidth (Mbit/s): least", "Bandwidth (Mbit/s): most", "Evidence"]
    assert rows[1] == ["At home", "Ash's link", "1,000.50", "1,000.50", "ash2020, p. 4; Of one house."]
    assert rows[4] == ["Elsewhere", "A bound", "", "0.1", "ash2020"]
    data = json.loads(files["charts/links.json"])
    assert data["axes"] == [{"label": "Bandwidth", "unit": "Mbit/s", "scale": "log"}]
    assert data["series"][0]["points"][1] == {
        "label": "Beech's link",
        "values": [{"from": 5.0, "to": 10.0}],
        "cites": [{"key": "ash2020"}, {"key": "beech2021"}],
    }
    assert json.loads(files["timelines/runs.json"])["events"][1] == {
        "label": "Long",
        "from": "2023-05",
        "to": "2023-07-02",
        "group": "Large",
        "cites": [{"key": "ash2020"}],
    }


def test_a_reference_page_quotes_the_point_by_its_name(survey: Survey) -> None:
    body_ = next(page.body for page in reference_pages(Pages(survey)) if page.title == "Second")
    said = " ".join(lxml.html.fromstring(str(body_)).xpath("//ul[@class='sv-cited-in']")[0].text_content().split())
    assert "Beech's link: 5–10 (Ash, 2020) (Beech and Cedar, 2021)" in said
    assert "Later: May 2024 (Beech and Cedar, 2021)" in said


def test_the_book_has_the_drawing_and_its_sources_below_the_caption(survey: Survey) -> None:
    html = chapter_html(Pages(survey), survey.chapter_by_path["links.md"])
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//details")
    caption = " ".join(tree.xpath("//figcaption")[1].text_content().split())
    assert caption.startswith(
        "Figure 2. Links & loadsAs of 25 November 2026. Sources: Ash's link (Ash, 2020, p. 4): Of"
    )
    assert caption.endswith("A bound (Ash, 2020). Sought in vain by Beech and Cedar (2021).")
    written = body(html, lambda _: None, path="links.md")
    assert written.unknown == ()
    assert written.text.count("#drawing(") == 3
    assert 'alt: "Costs. Times grow with sizes."' in written.text


def test_both_books_have_the_drawings_with_what_they_cite(project: Callable[..., Project]) -> None:
    without = CHAPTER.replace("![Before](before.png){#fig-before}", "![Before](before.svg){#fig-before}")
    made = project({**FILES, "mkdocs.yml": BOOKS, "docs/links.md": without, "docs/before.svg": BEFORE})
    done = made.survey("build")
    assert done.code == 0, done
    words = "\n".join(page.extract_text() for page in PdfReader(made.site / "survey.pdf").pages)
    said = " ".join(words.split())
    for each in ("Beech's link", "at most 0.1", "Bandwidth (Mbit/s), logarithmic", "2 July 2023", "Size (GB) →"):
        assert each in said
    assert (
        "Figure 2. Links & loads As of 25 November 2026. Sources: Ash’s link (Ash, 2020, p. 4): Of one house." in said
    )
    with zipfile.ZipFile(made.site / "survey.epub") as epub:
        names = epub.namelist()
        chapters = [epub.read(name).decode() for name in names if "/chapters/" in name]
    [tree] = [etree.fromstring(chapter.encode()) for chapter in chapters if "Links &amp; loads" in chapter]
    space = {"h": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}
    figures = tree.xpath("//h:figure[.//svg:svg[@role='img']]", namespaces=space)
    assert [figure.get("id") for figure in figures] == ["fig-links", "fig-costs", "fig-runs"]
    assert [figure.xpath("string(.//svg:desc)", namespaces=space) for figure in figures][1] == "Times grow with sizes."
    caption = " ".join(figures[0].xpath("string(.//h:figcaption)", namespaces=space).split())
    assert "Sources: Ash's link (Ash, 2020, p. 4): Of one house." in caption
    assert figures[0].xpath(".//h:figcaption//h:a[contains(@href, 'ref-ash2020')]", namespaces=space)


def test_a_twin_has_the_data_as_a_table(survey: Survey) -> None:
    twin = next(source.text for source in twins(Pages(survey)) if source.path == "links/index.html.md")
    assert "Figure 2. Links & loads\n\n| Of |  | Bandwidth (Mbit/s) | Evidence |\n| --- | --- | --- | --- |\n" in twin
    assert "| At home | Beech's link | 5–10 | (Ash, 2020) (Beech and Cedar, 2021) |\n" in twin
    assert "| Large | Earlier | 2022 | (Ash, 2020) |\n" in twin


def test_what_a_file_says_is_data_and_no_markup() -> None:
    hostile = CHART.replace("Ash's link", '"</text><script>alert(1)</script>"').replace("Links & loads", '"<b>"')
    shown = Page(CHAPTER, path="links.md", others={**OTHERS, "docs/charts/links.yml": hostile})
    assert not shown.tree.xpath("//script | //figcaption//b | //svg//b")
    assert shown.texts("(//figure//details)[1]//td[1]")[0].startswith("</text><script>alert(1)</script>")


def test_a_chart_that_is_none_stays_text() -> None:
    shown = Page("# A\n\n/// chart | nothing\n///\n", path="links.md", others=OTHERS)
    assert not shown.tree.xpath("//svg | //figure")
    assert "/// chart | nothing" in shown.tree.text_content()


@pytest.mark.parametrize(
    ("values", "logarithmic", "names"),
    [
        ([3, 97], False, ["0", "20", "40", "60", "80", "100"]),
        ([97, 99], False, ["97", "97.5", "98", "98.5", "99"]),
        ([-5, 5], False, ["−6", "−4", "−2", "0", "2", "4", "6"]),
        ([0.008, 4080], True, ["0.01", "0.1", "1", "10", "100", "1,000"]),
        ([2, 9], True, ["2", "5", "10"]),
        ([1e-9, 1e9], True, ["10⁻⁹", "10⁻⁵", "0.1", "1,000", "10⁷"]),
        ([5], False, ["0", "1", "2", "3", "4", "5"]),
        ([], False, []),
        ([0, -1], True, []),
    ],
)
def test_an_axis_names_round_places(values: list[float], logarithmic: bool, names: list[str]) -> None:
    found = scale(values, logarithmic)
    assert [name for _, name in found.ticks] == names
    places = [found.at(value) for value, _ in found.ticks]
    assert places == sorted(places)
    assert all(0 < found.at(value) < 100 for value in values)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2021-06-01", "2026-03-31", ["2021", "2022", "2023", "2024", "2025", "2026", "2027"]),
        ("1950-01-01", "2026-03-31", ["1940", "1960", "1980", "2000", "2020", "2040"]),
        ("2022-01-01", "2024-05-31", ["Jan 2022", "Jul", "Jan 2023", "Jul", "Jan 2024", "Jul"]),
        ("2024-02-01", "2024-04-30", ["Feb", "Mar", "Apr", "May"]),
        ("2023-08-01", "2024-12-31", ["Jul", "Oct", "Jan 2024", "Apr", "Jul", "Oct", "Jan 2025"]),
    ],
)
def test_an_axis_of_time_names_years_or_months(first: str, last: str, names: list[str]) -> None:
    found = time_scale(map(datetime.date.fromisoformat, (first, last)))
    assert [name for _, name in found.ticks] == names


def test_an_axis_puts_what_it_cannot_hold_at_its_end() -> None:
    assert Scale(1, 100, logarithmic=True).at(0) == Scale(1, 100, logarithmic=True).at(1)
