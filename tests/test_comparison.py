"""Comparison tables as pages, files and the book show them."""

import csv
import io
import json
import re

import lxml.html
import pytest
import yaml
from conftest import Project
from in_memory import SETTINGS, STORE, Page, survey_of
from markupsafe import Markup
from pypdf import PdfReader
from test_tables import CHAPTER, TABLE

from livingsurvey.model.amounts import Amount
from livingsurvey.render.comparison.amounts import aligned
from livingsurvey.render.comparison.files import tables
from livingsurvey.render.comparison.page import around
from livingsurvey.render.html import chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages

FILES = {
    "mkdocs.yml": SETTINGS,
    "docs/averages.md": CHAPTER,
    "docs/tables/ways.yml": TABLE,
    "bibliography/store.bib": STORE,
}


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(CHAPTER, path="averages.md", others={"docs/tables/ways.yml": TABLE})


def test_a_chapter_shows_a_table_with_caption_and_number(page: Page):
    assert page.texts("//figure[@id='tbl-ways']/figcaption") == ["Table 1. Ways to average"]
    assert page.texts("//a[@class='sv-xref']") == ["Table 1"]
    assert page.texts("//thead//th") == ["Size (GB)", "Cost", "Open", "Says"]
    assert page.texts("//tbody//th") == ["Plain mean (Ash, 2020)", "Median"]


def test_tables_are_numbered_among_the_others_of_their_page():
    text = "# A\n\n| a |\n|---|\n| b |\n\n/// table-caption\n    attrs: {id: tbl-a}\nFirst.\n///\n\n"
    text += "@tbl-a, @tbl-ways\n\n/// comparison | ways\n///\n"
    shown = Page(text, path="averages.md", others={"docs/tables/ways.yml": TABLE})
    assert shown.texts("//figcaption") == ["Table 1. First.", "Table 2. Ways to average"]
    assert shown.texts("//a[@class='sv-xref']") == ["Table 1", "Table 2"]


def test_each_cell_leads_to_its_evidence_and_to_the_references(page: Page):
    letters = page.texts("//li[starts-with(@id, 'tbl-ways.')]")
    assert letters == [
        "a Ash, 2020, p. 4",
        "b Ash, 2020",
        "c see Ash, 2020",
        "d Beech and Cedar, 2021",
        "e Ash's runs (Ash, 2020, p. 9).",
    ]
    assert page.values("//td[1]/a[@class='sv-evidence']/@href") == ["#tbl-ways.a", "#tbl-ways.d"]
    targets = {href.removeprefix("#") for href in page.values("//li[starts-with(@id, 'tbl-ways.')]//a/@href")}
    assert targets == set(page.values("//section//li/@id"))
    assert page.values("//sup/@id") == [f"cite-ash2020-{n}" for n in (3, 4, 5)] + [
        "cite-beech2021-1", "cite-beech2021-2", "cite-ash2020-6", "cite-beech2021-3"
    ]  # fmt: skip
    assert len(page.values("//@id")) == len(set(page.values("//@id")))


def test_judgement_and_what_is_unknown_are_told_in_words(page: Page):
    assert page.texts("//td[.//*[@class='sv-judged']]") == ["●○ low◆ editors’ judgement"]
    assert page.texts("//td[@class='sv-blank']") == ["unknown", "n/a"]
    assert page.texts("//td[3]") == ["● yesevidence b", "○ noevidence d"]


def test_what_only_scripts_do_is_hidden_without_them(page: Page):
    assert page.values("//button[not(@hidden)]/@class") == []


def test_numbers_stand_by_their_decimal_points():
    amounts = [Amount("1.50", "1.50"), Amount("10", "10"), Amount("5", "10"), Amount("", "-3"), Amount("7", "7", True)]
    assert aligned(amounts) == [
        "\u2007\u20071.50",
        "\u200710\u2008\u2007\u2007",
        "\u2007\u20075–10",
        "≤−3\u2008\u2007\u2007",
        "\u2007≈7\u2008\u2007\u2007",
    ]


def test_a_table_to_take_away_has_its_citations():
    survey = survey_of(FILES)
    as_csv, as_json = tables(survey)
    assert (as_csv.path, as_json.path) == ("tables/ways.csv", "tables/ways.json")
    rows = list(csv.reader(io.StringIO(as_csv.text.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["", "Works", "Size (GB)", "Size: evidence"]
    assert rows[1][:4] == ["Plain mean", "ash2020", "1.50", "ash2020, p. 4"]
    data = json.loads(as_json.text)
    plain, median = data["rows"]
    assert plain["cells"]["size"] == {"value": "1.50", "number": 1.5, "cites": [{"key": "ash2020", "locator": "p. 4"}]}
    assert plain["cells"]["cost"] == {"value": "low", "judgement": True}
    assert median["cells"]["size"]["number"] == {"from": 5.0, "to": 10.0}
    assert data["columns"][1]["scale"] == ["low", "high"]


@pytest.mark.parametrize(
    ("repo", "edit", "edited", "history"),
    [
        ("https://github.com/me/own", "edit/main/docs/", "edit/main/docs", "commits/main/docs"),
        ("https://gitlab.com/me/own", "-/edit/main/docs/", "-/edit/main/docs", "-/commits/main/docs"),
    ],
)
def test_a_tables_own_page_leads_to_its_file_and_the_history_of_that(repo: str, edit: str, edited: str, history: str):
    known = f"site_name: Own\nrepo_url: {repo}\nedit_uri: {edit}\n"
    pages = Pages(survey_of({**FILES, "mkdocs.yml": known}))
    links = lxml.html.fromstring(around(pages, pages.survey.tables["ways"], Markup(""))).xpath("//a")
    told = {link.text_content().strip(): link.get("href") for link in links}
    assert told["Edit this table"] == f"{repo}/{edited}/tables/ways.yml"
    assert told["History"] == f"{repo}/{history}/tables/ways.yml"


def test_a_reference_page_quotes_the_cell_by_its_row_and_column():
    survey = survey_of(FILES)
    body = next(page.body for page in reference_pages(Pages(survey)) if page.title == "Second")
    items = lxml.html.fromstring(str(body)).xpath("//ul[@class='sv-cited-in']/li/p")
    said = [" ".join(item.text_content().split()) for item in items]
    assert said[0] == ('Plain mean · Says: It is "plain" (see Ash, 2020; Beech and Cedar, 2021)')
    assert said[1].startswith("Median · Size: 5–10 (Beech and Cedar, 2021)")


def test_the_book_has_the_table_with_its_evidence_and_nothing_for_scripts():
    survey = survey_of(FILES)
    html = chapter_html(Pages(survey), survey.chapter_by_path["averages.md"])
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//button | //input")
    foot = " ".join(tree.xpath("//tfoot")[0].text_content().split())
    assert foot.startswith("As of 25 November 2026. ◆ The editors’ judgement. Sought in vain: a third way.")
    assert "a Ash, 2020, p. 4; b Ash, 2020;" in foot


def test_a_note_is_data_and_no_markup():
    hostile = TABLE.replace("Sought in vain: a third way.", "<script>alert(1)</script> <b onclick=x>*kept*</b>")
    shown = Page(CHAPTER, path="averages.md", others={"docs/tables/ways.yml": hostile})
    assert not shown.tree.xpath("//script | //@onclick")
    assert shown.texts("//div[@class='sv-table-notes']//em") == ["kept"]


def test_a_term_is_told_by_its_label_and_leads_to_its_page():
    taxonomy = "facets:\n  aims:\n    label: Aims\n    terms:\n      trust: {label: Trust in others}\n"
    text = TABLE.replace("{id: says, label: Says, type: text}", "{id: says, label: Aim, type: term, facet: aims}")
    text = text.replace('"It is \\"plain\\" [see @ash2020; @beech2021]"', "trust [@ash2020]")
    shown = Page(CHAPTER, path="averages.md", others={"docs/tables/ways.yml": text, "docs/taxonomy.yml": taxonomy})
    assert shown.texts("//td[4]/a[1]") == ["Trust in others"]
    assert shown.values("//td[4]/a[1]/@href")[0] == "../topics/aims/trust/"


def test_the_table_is_read_back_from_the_book_with_its_citations(own: Project):
    table = yaml.safe_load((own.root / "docs/tables/low-communication-training.yml").read_text("utf-8"))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(own.site / "survey.pdf").pages).split())
    found = text[text.index(f"Table 1. {table['title']}") :]
    cells = [cell for row in table["rows"] for cell in row["cells"].values() if isinstance(cell, dict)]
    ranges = [f"{cell['from']}–{cell['to']}" for cell in cells if {"from", "to"} <= cell.keys()]
    notes = [cell["note"] for cell in cells if re.fullmatch(r"[\w ,]+\.", cell.get("note", ""))]
    assert ranges
    assert notes
    for said in ("◆ The editors’ judgement", "unknown", *ranges):
        assert said in found, said
    for row in table["rows"]:
        assert re.search(rf"{_broken(row['label'])} \([^()]*\d{{4}}", found), row["label"]
    for note in notes:
        assert re.search(rf"\b[a-z]{{1,2}} {_broken(note)}", found), note


def _broken(words: str) -> str:
    """The pattern of words that lines may break anywhere, with a hyphen."""
    return "(?:[-\xad] )?".join(map(re.escape, words))


def test_the_search_keeps_the_words_of_neighbouring_cells_apart(own: Project):
    docs = json.loads((own.site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    (text,) = (doc["text"] for doc in docs if doc["location"] == "tables/low-communication-training/")
    assert "What is exchanged How often Shown on" in text
    assert "unknown unknown" in text
    assert "unknownunknown" not in text
