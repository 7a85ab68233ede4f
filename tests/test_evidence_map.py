"""The evidence map: its counts recomputed from the sources, where its cells lead, and its forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from urllib.parse import parse_qs, urlsplit

import lxml.html
import yaml
from in_memory import REPOSITORY, survey_of
from markdown import Markdown

from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages
from livingsurvey.render.typst.document import body

MAP = "/// evidence-map | rows=challenges columns=stages\n///\n"
FILES: Mapping[str, str] = {
    "docs/taxonomy.yml": "facets:\n"
    "  challenges: {label: Challenges, terms: {privacy: {label: Privacy}, cost: {label: Cost|s}, speed: {label: Speed}}"
    "}\n"
    "  stages: {label: Stages, terms: {data: {label: Data}, training: {label: Training}}}\n",
    "docs/index.md": f"---\ntitle: Home\n---\n\n{MAP}",
    "docs/a.md": "---\ntitle: A\nchallenges: [privacy]\nstages: [data]\n---\n",
    "docs/b.md": "---\ntitle: B\nchallenges: [privacy, cost]\nstages: [data]\n---\n",
    "bibliography/a.bib": "@misc{a, title={A}, keywords={challenges:privacy, challenges:cost, stages:data}}\n"
    "@misc{b, title={B}, keywords={challenges:privacy, stages:data, stages:training}}\n"
    "@misc{c, title={C}, keywords={challenges:cost, stages:data}}\n"
    "@misc{d, title={D}, keywords={challenges:privacy}}\n"
    "@misc{e, title={E}, keywords={challenges:gone, stages:data}}\n",
}


def shown(text: str = MAP, files: Mapping[str, str] = FILES, path: str = "index.md") -> lxml.html.HtmlElement:
    pages = Pages(survey_of({**files, f"docs/{path}": text}))
    ours = LivingSurvey(pages=pages, path=path)
    html = Markdown(extensions=["pymdownx.blocks.caption", ours]).convert(text)
    return lxml.html.fromstring(f"<div>{html}</div>")


def numbers(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The rows of the body as a reader sees them: heads and counts."""
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]


def test_each_cell_counts_the_works_that_have_both_terms_and_totals_count_each_once() -> None:
    assert numbers(shown()) == [
        ["Privacy", "2", "1", "2"],
        ["Cost|s", "2", "none", "2"],
        ["Speed", "none", "none", "none"],
        ["All", "3", "1", "3"],
    ]


def test_the_map_of_our_own_survey_counts_what_its_files_say() -> None:
    taxonomy = (REPOSITORY / "docs/taxonomy.yml").read_text("utf-8")
    files = (REPOSITORY / "bibliography").glob("*.bib")
    stores = {f"bibliography/{file.name}": file.read_text("utf-8") for file in files}
    facets = yaml.safe_load(taxonomy)["facets"]
    rows, columns = facets["challenges"]["terms"], facets["perspectives"]["terms"]
    counts: Counter[tuple[str, str]] = Counter()
    works = 0
    for keywords in re.findall(r"^ *keywords = \{(.*)\}", "".join(stores.values()), re.M):
        words = keywords.split(", ")
        pairs = [
            (r, c) for r, c in product(rows, columns) if f"challenges:{r}" in words and f"perspectives:{c}" in words
        ]
        counts.update(pairs)
        works += bool(pairs)
    block = "/// evidence-map | rows=challenges columns=perspectives\n///\n"
    table = numbers(shown(block, {**stores, "docs/taxonomy.yml": taxonomy}))
    assert [row[1:-1] for row in table[:-1]] == [[str(counts[r, c] or "none") for c in columns] for r in rows]
    assert table[-1][-1] == str(works)
    assert works > 90


def links(table: lxml.html.HtmlElement) -> Iterator[tuple[int, Mapping[str, list[str]]]]:
    """The count of each cell that leads to the bibliography, and to which works it narrows that."""
    for link in table.xpath(".//td/a"):
        address = urlsplit(link.get("href"))
        assert address.path == "references/"
        yield int(link.text), parse_qs(address.query)


def test_each_number_leads_to_as_many_works_as_it_says() -> None:
    terms = {
        "a": {"challenges": {"privacy", "cost"}, "stages": {"data"}},
        "b": {"challenges": {"privacy"}, "stages": {"data", "training"}},
        "c": {"challenges": {"cost"}, "stages": {"data"}},
        "d": {"challenges": {"privacy"}, "stages": set()},
        "e": {"challenges": set(), "stages": {"data"}},
    }
    found = list(links(shown()))
    assert len(found) == 8
    for count, wanted in found:
        # As the bibliography's script has it: one of the values of each facet.
        works = [key for key, of in terms.items() if all(of[facet] & set(values) for facet, values in wanted.items())]
        assert len(works) == count, wanted
    assert found[0][1] == {"challenges": ["privacy"], "stages": ["data"]}


def test_the_fullest_cell_is_the_darkest_and_a_gap_has_no_shade() -> None:
    shades = [cell.get("style") for cell in shown().xpath(".//td")]
    assert shades[:3] == ["--share:100%", "--share:71%", None]
    assert [cell.get("class") for cell in shown().xpath(".//td")].count("sv-gap") == 4


def test_it_is_a_table_that_explains_itself_to_those_who_cannot_see_it() -> None:
    table = shown()
    assert [head.get("scope") for head in table.xpath(".//th")] == ["col"] * 4 + ["row"] * 4
    assert table.xpath("string(.//caption)").startswith("Works by challenges (rows) and stages (columns).")
    assert [link.get("aria-label") for link in table.xpath(".//td/a")][:3] == [
        "Privacy, Data: 2 works",
        "Privacy, Training: 1 work",
        "Privacy: 2 works",
    ]
    assert [link.get("href") for link in table.xpath(".//th/a")][:2] == [
        "topics/stages/data/",
        "topics/stages/training/",
    ]


def test_chapters_are_counted_where_the_block_says_so() -> None:
    table = shown("/// evidence-map | rows=challenges count=chapters columns=stages\n///\n", path="c.md")
    assert numbers(table)[:2] == [["Privacy", "2", "none", "2"], ["Cost|s", "1", "none", "1"]]
    addresses = [link.get("href") for link in table.xpath(".//td/a")]
    assert addresses[:3] == ["../topics/challenges/privacy/", "../topics/challenges/privacy/", "../b/"]


def test_rows_of_tables_are_counted_where_the_block_says_so_and_stand_on_the_pages_of_their_terms() -> None:
    table = (
        "title: Ways\ndescription: Some ways.\nas_of: 2026-01-01\ncolumns:\n"
        "  - {id: what, label: What, type: term, facet: challenges}\n"
        "  - {id: when, label: When, type: term, facet: stages}\n"
        "rows:\n  - {id: one, label: One, cells: {what: {value: [privacy, gone]}, when: {value: data}}}\n"
        "  - {id: two, label: Two, cells: {what: {value: privacy}, when: {value: training}}}\n"
    )
    files = {**FILES, "docs/tables/ways.yml": table}
    found = shown("/// evidence-map | rows=challenges columns=stages count=rows\n///\n", files)
    assert numbers(found)[0] == ["Privacy", "1", "1", "2"]
    assert [link.get("href") for link in found.xpath(".//td/a")][:3] == [
        "tables/ways/#tbl-ways--one",
        "tables/ways/#tbl-ways--two",
        "topics/challenges/privacy/",
    ]
    rows = shown("<!-- -->", files, "topics/challenges/privacy.md").xpath(".//section[h2[@id='rows']]//li")
    assert [" ".join(row.text_content().split()) for row in rows] == ["One in Ways", "Two in Ways"]


def test_a_caption_below_the_block_gives_it_a_number() -> None:
    figure = shown(f"{MAP}\n/// table-caption\nWhere the works are.\n///\n")
    assert figure.xpath("string(.//figure/figcaption)").split() == "Table 1. Where the works are.".split()
    assert figure.xpath(".//figure//table")


def test_a_block_that_asks_for_no_map_stays_text() -> None:
    assert "rows=nothing" in shown("/// evidence-map | rows=nothing columns=stages\n///\n").text_content()
    without = {path: text for path, text in FILES.items() if path != "docs/taxonomy.yml"}
    assert "evidence-map" in shown(files=without).text_content()


def test_a_map_of_nothing_is_all_gaps() -> None:
    table = shown(files={**FILES, "bibliography/a.bib": ""})
    assert {cell for row in numbers(table) for cell in row[1:]} == {"none"}


def test_in_the_book_it_is_a_shaded_table_without_links() -> None:
    pages = Pages(survey_of(FILES))
    html = chapter_html(pages, pages.survey.chapter_by_path["index.md"])
    assert "<a " not in html
    typst = body(html, lambda _: None, path="index.md").text
    assert 'table.cell(fill: shade(100%))[#"2"], table.cell(fill: shade(71%))[#"1"], [#"2"]' in typst
    assert typst.count('[#"–"]') == 4


def test_the_twin_has_it_as_a_table() -> None:
    (home,) = (twin.text for twin in twins(Pages(survey_of(FILES))) if twin.path == "index.html.md")
    assert "| Challenges | Data | Training | All |\n| --- | --- | --- | --- |\n| Privacy | 2 | 1 | 2 |\n" in home
    assert "| Cost\\|s | 2 | 0 | 2 |" in home
