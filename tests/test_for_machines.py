"""What programs read of a site: tags and linked data in the head, the card, llms.txt, Markdown twins, data files."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SMALL, Project, contents
from in_memory import SETTINGS, STORE, survey_of
from jsonschema import Draft202012Validator
from lxml import html
from pybtex.database import parse_file
from site_links import broken_links
from test_charts import CHAPTER as DRAWN
from test_charts import OTHERS as DRAWINGS
from test_tables import CHAPTER, TABLE

from livingsurvey.build.card import png
from livingsurvey.build.stage import generated
from livingsurvey.render.card import card
from livingsurvey.render.head import with_head
from livingsurvey.render.machines.linked_data import linked_data
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages

Make = Callable[..., Project]
CITATION = """\
cff-version: 1.2.0
title: How machines agree
authors:
  - {given-names: Ann, name-particle: von, family-names: Ash, orcid: https://orcid.org/0000-0002-1825-0097}
  - name: The Contributors
version: 1.2.0
date-released: 2026-03-09
license: CC-BY-4.0
doi: 10.5281/zenodo.123
"""
TOLD = SMALL | {
    "CITATION.cff": CITATION,
    "mkdocs.yml": SMALL["mkdocs.yml"].replace("font: false}", "font: false, language: en}"),
    "docs/foundations/time.md": SMALL["docs/foundations/time.md"].replace(
        "title: Time\n", "title: Time\nauthors: [Bo]\n"
    ),
}
ADDRESS = "https://example.org/small/"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A survey of which all is known, with its book."""
    made = Project(tmp_path_factory.mktemp("told"), TOLD)
    assert made.survey("build").code == 0
    return made


def tags(page: str, kind: str = "name") -> list[tuple[str, str]]:
    """The tags of a page's head that are ours, in order."""
    found = [(tag.get(kind) or "", tag.get("content") or "") for tag in html.fromstring(page).xpath("//head/meta")]
    return [tag for tag in found if tag[0].startswith(("citation_", "og:", "twitter:"))]


def links(page: str) -> list[tuple[str, str, str]]:
    found = html.fromstring(page).xpath("//head/link")
    ours = ("cite-as", "type", "author", "license", "item", "describedby", "alternate")
    told = [((link.get("rel") or "").strip(), link.get("type") or "", link.get("href")) for link in found]
    return [link for link in told if link[0] in ours]


def linked(page: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")]


def head_of(files: dict[str, str], path: str = "index.md") -> str:
    return with_head(Pages(survey_of(files)), path, "<html><head><title>T - Test</title></head><body></body></html>")


def twin_of(text: str, path: str = "a.md") -> str:
    survey = survey_of({"mkdocs.yml": SETTINGS, "docs/index.md": "# Home\n", f"docs/{path}": text, **SMALL_STORE})
    return {source.path: source.text for source in twins(Pages(survey))}[f"{path.removesuffix('.md')}/index.html.md"]


SMALL_STORE = {name: text for name, text in SMALL.items() if name.endswith(".bib")}


# ------------------------------------------------------------------------------------------- the head


def test_home_tells_of_the_whole_as_google_scholar_asks(told: Project) -> None:
    assert [tag for tag in tags(told.page("")) if tag[0].startswith("citation_")] == [
        ("citation_title", "How machines agree"),
        ("citation_author", "von Ash, Ann"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "The Contributors"),
        ("citation_publication_date", "2026/3/9"),
        ("citation_language", "en"),
        ("citation_doi", "10.5281/zenodo.123"),
        ("citation_pdf_url", f"{ADDRESS}survey.pdf"),
    ]


def test_a_chapter_tells_of_itself_and_of_what_it_is_part_of(told: Project) -> None:
    assert [tag for tag in tags(told.page("foundations/time")) if tag[0].startswith("citation_")] == [
        ("citation_title", "Time"),
        ("citation_author", "Bo"),
        ("citation_publication_date", "2026/3/9"),
        ("citation_language", "en"),
        ("citation_inbook_title", "How machines agree"),
        ("citation_fulltext_html_url", f"{ADDRESS}foundations/time/"),
    ]


def test_pages_about_works_of_others_and_indexes_are_nothing_to_cite(told: Project) -> None:
    for address in ("references", "references/castro1999practical", "foundations", "contribute/rules"):
        page = told.page(address)
        assert "citation_" not in page, address
        assert linked(page) == [], address
        assert [link for link in links(page) if link[0] != "alternate"] == [], address


def test_linked_data_of_a_chapter_lists_the_works_that_it_cites(told: Project) -> None:
    [data] = linked(told.page("foundations/time"))
    assert data.pop("citation") == [
        {
            "@type": "ScholarlyArticle",
            "name": "Timestamps in Message-Passing Systems",
            "author": [{"@type": "Person", "name": "Colin J. Fidge"}],
            "datePublished": "1988",
        },
        {
            "@type": "ScholarlyArticle",
            "name": "Time, Clocks, and the Ordering of Events",
            "author": [{"@type": "Person", "name": "Leslie Lamport"}],
            "datePublished": "1978",
            "sameAs": "https://doi.org/10.1145/359545.359563",
        },
        {
            "@type": "ScholarlyArticle",
            "name": "Virtual Time and Global States",
            "author": [{"@type": "Person", "name": "Friedemann Mattern"}],
            "datePublished": "1989",
        },
    ]
    assert data == {
        "@context": "https://schema.org",
        "@id": f"{ADDRESS}foundations/time/",
        "@type": "Chapter",
        "name": "Time",
        "description": "Clocks without time.",
        "author": [{"@type": "Person", "name": "Bo"}],
        "datePublished": "2026-03-09",
        "inLanguage": "en",
        "license": "https://spdx.org/licenses/CC-BY-4.0",
        "isPartOf": {"@type": ["Book", "ScholarlyArticle"], "name": "How machines agree", "url": ADDRESS},
        "url": f"{ADDRESS}foundations/time/",
    }


def test_linked_data_of_home_is_that_of_the_whole(told: Project) -> None:
    [data] = linked(told.page(""))
    assert data == {
        "@context": "https://schema.org",
        "@id": "https://doi.org/10.5281/zenodo.123",
        "@type": ["Book", "ScholarlyArticle"],
        "name": "How machines agree",
        "description": "A survey of three pages.",
        "author": [
            {"@type": "Person", "name": "Ann von Ash", "sameAs": "https://orcid.org/0000-0002-1825-0097"},
            {"@type": "Organization", "name": "The Contributors"},
        ],
        "datePublished": "2026-03-09",
        "inLanguage": "en",
        "license": "https://spdx.org/licenses/CC-BY-4.0",
        "version": "1.2.0",
        "url": ADDRESS,
    }


def test_links_show_programs_the_way(told: Project) -> None:
    orcid, licence = "https://orcid.org/0000-0002-1825-0097", "https://spdx.org/licenses/CC-BY-4.0"
    assert links(told.page("")) == [
        ("cite-as", "", "https://doi.org/10.5281/zenodo.123"),
        ("type", "", "https://schema.org/AboutPage"),
        ("type", "", "https://schema.org/Book"),
        ("author", "", orcid),
        ("license", "", licence),
        ("describedby", "application/x-bibtex", "citation.bib"),
        ("item", "application/pdf", "survey.pdf"),
        ("item", "application/epub+zip", "survey.epub"),
        ("alternate", "text/markdown", "index.html.md"),
    ]
    assert links(told.page("agreement/generals")) == [
        ("cite-as", "", f"{ADDRESS}agreement/generals/"),
        ("type", "", "https://schema.org/Chapter"),
        ("author", "", orcid),
        ("license", "", licence),
        ("describedby", "application/x-bibtex", "citation.bib"),
        ("alternate", "text/markdown", "index.html.md"),
    ]
    assert broken_links(told.site, "/small/") == []


def test_a_file_beside_each_page_tells_how_to_cite_it(told: Project) -> None:
    [whole] = parse_file(str(told.site / "citation.bib"), bib_format="bibtex").entries.values()
    assert [str(person) for person in whole.persons["author"]] == ["von Ash, Ann", "{The Contributors}"]
    assert whole.fields["title"] == "How machines agree"
    assert (whole.fields["doi"], whole.fields["url"]) == ("10.5281/zenodo.123", ADDRESS)
    [chapter] = parse_file(str(told.site / "foundations/time/citation.bib"), bib_format="bibtex").entries.values()
    assert (chapter.fields["title"], chapter.fields["booktitle"]) == ("Time", "How machines agree")
    assert chapter.fields["url"] == f"{ADDRESS}foundations/time/"
    assert not (told.site / "foundations/citation.bib").exists()


def test_what_is_not_known_is_not_told(project: Make) -> None:
    unknown = project({**SMALL, "mkdocs.yml": SMALL["mkdocs.yml"].replace(f"site_url: {ADDRESS}\n", "")})
    unknown.build()
    page = unknown.page("foundations/time")
    assert tags(page) == [
        ("citation_title", "Time"),
        ("citation_inbook_title", "A small survey"),
        ("twitter:card", "summary"),
    ]
    assert tags(page, "property") == [
        ("og:type", "article"),
        ("og:site_name", "A small survey"),
        ("og:title", "Time"),
        ("og:description", "Clocks without time."),
    ]
    assert links(page) == [
        ("type", "", "https://schema.org/Chapter"),
        ("describedby", "application/x-bibtex", "citation.bib"),
        ("alternate", "text/markdown", "index.html.md"),
    ]
    [data] = linked(page)
    assert data.keys() == {"@context", "@type", "name", "description", "isPartOf", "citation"}
    assert data["isPartOf"] == {"@type": ["Book", "ScholarlyArticle"], "name": "A small survey"}
    assert not (unknown.site / "assets/survey/card.png").exists()
    assert "https://" not in (unknown.site / "llms.txt").read_text("utf-8")
    assert 'rel="canonical"' not in page


def test_contributed_text_stays_text_in_the_head() -> None:
    evil = '</script><script>alert(1)</script>" onload="x'
    files = {
        "docs/index.md": "# Home\n",
        "docs/a.md": f"---\ntitle: '{evil}'\ndescription: '{evil}'\nauthors: ['{evil}']\n---\n\n[@e2020]\n",
        "bibliography/a.bib": f"@misc{{e2020, title = {{{evil}}}, author = {{{{{evil}}}}}, year = 2020}}\n",
    }
    page = head_of(files, "a.md")
    tree = html.fromstring(page)
    assert [script.get("type") for script in tree.iter("script")] == ["application/ld+json"]
    assert not tree.xpath("//@onload")
    [data] = linked(page)
    assert data["name"] == data["description"] == data["citation"][0]["name"] == evil
    assert dict(tags(page))["citation_title"] == evil


def test_a_licence_that_is_no_identifier_makes_no_address() -> None:
    page = head_of({"docs/index.md": "# Home\n", "CITATION.cff": "title: T\nlicense: see the file\n"})
    assert not [link for link in links(page) if link[0] == "license"]
    assert "license" not in linked(page)[0]


def test_tags_of_another_hand_are_not_doubled() -> None:
    pages = Pages(survey_of({"docs/index.md": "# Home\n"}))
    page = with_head(pages, "index.md", '<head><meta property="og:title" content="Theirs"></head>')
    assert tags(page, "property") == [("og:title", "Theirs")]


# ------------------------------------------------------------------------------------------- the card


def test_every_page_names_the_card_and_itself_by_whole_addresses(told: Project) -> None:
    for address, title in (
        ("", "How machines agree"),
        ("foundations/time", "Time"),
        ("references", "Bibliography"),
        ("references/pease1980reaching", "Reaching Agreement with $n > 3f$ Processes"),
    ):
        page = told.page(address)
        shared = dict(tags(page, "property"))
        assert shared["og:title"] == title
        assert shared["og:url"] == f"{ADDRESS}{address}/".replace("small//", "small/")
        assert shared["og:image"] == f"{ADDRESS}assets/survey/card.png"
        assert dict(tags(page))["twitter:card"] == "summary_large_image"
        [canonical] = html.fromstring(page).xpath("//link[@rel='canonical']/@href")
        assert canonical == shared["og:url"]


def test_the_card_is_a_picture_of_the_promised_size(told: Project) -> None:
    data = (told.site / "assets/survey/card.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    shared = dict(tags(told.page(""), "property"))
    assert struct.unpack(">II", data[16:24]) == (int(shared["og:image:width"]), int(shared["og:image:height"]))


@pytest.mark.parametrize("title", ["", "T", "Very long " * 60, 'a" + read("/etc/passwd") #x \\', "漢字 العربية"])
def test_any_title_makes_a_card_and_the_same_one_again(title: str) -> None:
    text = card(title, title, [title] * 5, "https://example.org/" + "long/" * 50)
    made = png(text, "card")
    assert struct.unpack(">II", made[16:24]) == (1200, 630)
    assert png(text, "card") == made
    assert png(card("Other", "", [], "https://example.org"), "card") != made


# ------------------------------------------------------------------------------------------- llms.txt and twins


def test_llms_txt_lists_every_page_by_parts(told: Project) -> None:
    text = (told.site / "llms.txt").read_text("utf-8")
    assert text.startswith("# How machines agree\n\n> How machines agree.\n\n")
    assert re.findall(r"^## (.*)", text, re.M) == ["Pages", "Foundations", "Agreement", "Optional"]
    assert f"- [Time]({ADDRESS}foundations/time/index.html.md): Clocks without time.\n" in text
    addresses = re.findall(rf"\({ADDRESS}(.*?)\)", text)
    assert len(addresses) == 9
    assert all((told.site / address).is_file() for address in addresses)


def test_a_twin_has_title_text_and_works_as_text(told: Project) -> None:
    text = (told.site / "foundations/time/index.html.md").read_text("utf-8")
    assert text.startswith(f"# Time\n\n> Clocks without time.\n\n<{ADDRESS}foundations/time/>\n\nTime is relative.")
    assert "partial (see Lamport, 1978, pp. 558–559; also Mattern, 1989)." in text
    assert "As Lamport (1978, p. 560) puts it, $C(a) < C(b)$ holds" in text
    assert "![Messages between three processes](../../figures/messages.svg)\n" in text
    assert "## References\n\n- Fidge, C. J. (1988). Timestamps in Message-Passing Systems." in text
    assert "https://doi.org/10.1145/359545.359563" in text
    assert "@" not in text
    generals = (told.site / "agreement/generals/index.html.md").read_text("utf-8")
    assert generals.count("# Generals") == 1
    assert "[the clocks](../../foundations/time/index.html.md#vectors-after)" in generals
    home = (told.site / "index.html.md").read_text("utf-8")
    assert "[all entries](references/)" in home


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Water is H<sub class='x'>2</sub>O.", "Water is H<sub>2</sub>O."),
        ('<div onclick="x()">In a box</div>', "In a box"),
        ("A <script>alert(1)</script>B", "A B"),
        ("A <scr<script>x</script>ipt>alert(1)</script> B", "A &lt;scr"),
        ('<img src="x.png" alt="A *map*" onerror="x()">', r"A \*map\*"),
        ("Here <!-- not there --> again", "Here  again"),
        ("[now](javascript:alert(1))", "[now](#)"),
        ("[now](https://example.org/a_(b))", "[now](https://example.org/a_(b))"),
        ("See <https://example.org/>.", "See <https://example.org/>."),
        ("Less $a <b$ here", "Less $a < b$ here"),
        ("In code `<script>` and `[@lamport1978time]`", "In code `<script>` and `[@lamport1978time]`"),
        ("    <script>\n", "    <script>"),
        ("{{ page }} and a {.lead #x} list", "{{ page }} and a list"),
        (
            "[up](index.md#home) [here](#x) [out](../../x.md)",
            "[up](../index.html.md#home) [here](#x) [out](../../x.md)",
        ),
        (
            "[works](references/index.md) [all][it]\n\n[it]: references/index.md",
            "[works](../references/) [all][it]\n\n[it]: ../references/",
        ),
        (
            "See @fig-x [cf. @fig-x; @fidge1988timestamps].\n\n![P](p.svg)\n\n"
            "/// figure-caption\n    attrs: {id: fig-x}\nP as *drawn*.\n///\n\nEnd.",
            "See Figure 1 (cf. Figure 1; Fidge, 1988).\n\n![P](../p.svg)\n\nFigure 1.\nP as *drawn*.\n\n\nEnd.",
        ),
        ("[rules](contribute/rules.md)", "[rules](../contribute/rules/)"),
        ("Unknown [@nobody2020].", "Unknown (?nobody2020)."),
        ("[@fidge1988timestamps, *p*. 3_4\\_]", "(Fidge, 1988, p. 3_4\\_)"),
    ],
)
def test_a_twin_holds_what_the_page_shows(written: str, shown: str) -> None:
    body = twin_of(f"# A\n\n{written}\n").removeprefix("# A\n\n")
    assert body.startswith(shown), body


def test_a_twin_holds_the_comparison_tables_of_its_page_with_their_evidence(own: Project) -> None:
    text = (own.site / "network/local-updating/index.html.md").read_text("utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith("| DiLoCo |"))
    assert "500 (Douillard et al., 2023)" in row
    assert re.search(r"^Table \d+\. Low-communication training methods$", text, re.M)
    assert "(the editors' judgement)" in text
    assert "///" not in text


def test_a_twin_keeps_no_tag_that_could_act() -> None:
    text = twin_of(
        "# A\n\n<iframe src='//x'>\n\n<b onclick='x'>b</b> <a href='javascript:x'>y</a> <svg onload=x>\n\nEnd.\n"
    )
    assert not re.search(r"<(?!b>|/b>)", text), text


# ------------------------------------------------------------------------------------------- data files


def api(files: dict[str, str]) -> dict[str, Any]:
    made = generated(Pages(survey_of(files)))
    return {source.path: json.loads(source.text) for source in made if source.path.startswith("api/")}


def known(schema: dict[str, Any], data: Any, root: dict[str, Any]) -> None:
    """Every fact of the data is documented: an open schema would let a new one pass."""
    schema = schema.get("allOf", [schema])[0]
    schema = root["$defs"][schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
    if isinstance(data, dict):
        for name, value in data.items():
            of_name = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
            assert of_name, name
            known(of_name, value, root)
    elif isinstance(data, list):
        for item in data:
            known(schema["items"], item, root)


def test_data_files_keep_to_their_schema_and_the_schema_knows_every_fact(own: Project, told: Project) -> None:
    for project in (own, told):
        schema = json.loads((project.site / "api/schema.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        for name in ("references", "chapters", *(("glossary", "taxonomy", "tables") if project is own else ())):
            data = json.loads((project.site / f"api/{name}.json").read_text("utf-8"))
            Draft202012Validator(schema).validate(data)
            known(schema["$defs"][name], data, schema)
            broken = {**data, "version": 2}
            assert not Draft202012Validator(schema).is_valid(broken)
    taxonomy = json.loads((own.site / "api/taxonomy.json").read_text("utf-8"))
    assert all(
        (own.site / term["address"] / "index.html").is_file() for facet in taxonomy["facets"] for term in facet["terms"]
    )


def test_data_of_works_and_chapters_refer_to_one_another(told: Project) -> None:
    works = json.loads((told.site / "api/references.json").read_text("utf-8"))["references"]
    data = json.loads((told.site / "api/chapters.json").read_text("utf-8"))
    cited = {(key, chapter["path"]) for chapter in data["chapters"] for key in chapter["cites"]}
    assert cited == {(work["key"], path) for work in works for path in work["cited_in"]}
    for record in (*works, *data["chapters"]):
        assert (told.site / record["address"] / "index.html").is_file()
        assert (told.site / record.get("markdown", "")).exists()
        assert (told.site / record.get("bibtex", "")).exists()
        assert (told.site / record.get("citation", "")).exists()
    assert data["survey"] == {
        "title": "How machines agree",
        "description": "How machines agree.",
        "authors": [
            {"name": "Ann von Ash", "given": "Ann", "family": "von Ash", "orcid": "0000-0002-1825-0097"},
            {"name": "The Contributors"},
        ],
        "version": "1.2.0",
        "released": "2026-03-09",
        "licence": "CC-BY-4.0",
        "doi": "10.5281/zenodo.123",
        "language": "en",
        "address": ADDRESS,
    }


def test_a_glossary_is_data_where_there_is_one() -> None:
    files = {"docs/index.md": "# Home\n", "docs/fl.md": "On FL.\n", "bibliography/a.bib": STORE}
    assert not any("glossary" in source.path for source in generated(Pages(survey_of(files))))
    text = (
        "DeAI: AI that no *single* party controls [@ash2020; @none].\n"
        "Federated learning: {acronym: FL, definition: 'To train\n  apart.', also: [federated], see: deai}\n"
    )
    survey = survey_of(files | {"docs/glossary.yml": text})
    made = {source.path: source.text for source in generated(Pages(survey))}
    data, schema = json.loads(made["api/glossary.json"]), json.loads(made["api/schema.json"])
    assert data["terms"] == [
        {
            "term": "DeAI",
            "definition": "AI that no *single* party controls [@ash2020; @none].",
            "cites": ["ash2020"],
            "address": "glossary/#term-deai",
        },
        {
            "term": "Federated learning",
            "acronym": "FL",
            "also": ["federated"],
            "definition": "To train apart.",
            "see": ["deai"],
            "address": "glossary/#term-federated-learning",
            "used_in": ["fl.md"],
        },
    ]
    Draft202012Validator(schema).validate(data)
    known(schema["$defs"]["glossary"], data, schema)


def test_tables_are_data_with_their_citations_and_addresses() -> None:
    files = {"docs/averages.md": CHAPTER, "docs/index.md": "# Home\n", "bibliography/a.bib": STORE}
    assert not any(source.path == "api/tables.json" for source in generated(Pages(survey_of(files))))
    made = {source.path: source.text for source in generated(Pages(survey_of(files | {"docs/tables/ways.yml": TABLE})))}
    assert "[Comparison tables](api/tables.json)" in made["llms.txt"]
    data, schema = json.loads(made["api/tables.json"]), json.loads(made["api/schema.json"])
    Draft202012Validator(schema).validate(data)
    known(schema["$defs"]["tables"], data, schema)
    (table,) = data["tables"]
    median = table["rows"][1]["cells"]["size"]
    assert median == {
        "value": "5–10",
        "number": {"from": 5.0, "to": 10.0},
        "cites": [{"key": "beech2021"}, {"key": "ash2020"}],
        "note": "Ash's runs [@ash2020, p. 9].",
        "note_cites": [{"key": "ash2020", "locator": "p. 9"}],
    }
    addresses = {name: table.pop(name) for name in ("cites", "address", "csv", "json", "bibtex", "shown_in")}
    assert addresses == {
        "cites": ["ash2020", "beech2021"],
        "address": "tables/ways/",
        "csv": "tables/ways.csv",
        "json": "tables/ways.json",
        "bibtex": "tables/ways/references.bib",
        "shown_in": ["averages.md"],
    }
    assert {addresses["csv"], addresses["bibtex"]} <= made.keys()
    alone = json.loads(made[addresses["json"]])
    assert alone.pop("$schema") == "../api/schema.json#/$defs/table"
    assert alone == table
    one = {"$ref": "#/$defs/table", "$defs": schema["$defs"]}
    Draft202012Validator(one).validate(alone)
    assert not Draft202012Validator(one).is_valid(alone | {"rows": [{"id": "x"}]})


def test_charts_and_timelines_are_data_with_their_citations_and_files() -> None:
    files = {"docs/links.md": DRAWN, "docs/index.md": "# Home\n", "bibliography/a.bib": STORE}
    assert not any(source.path == "api/charts.json" for source in generated(Pages(survey_of(files))))
    made = {source.path: source.text for source in generated(Pages(survey_of(files | DRAWINGS)))}
    assert "[Charts and timelines](api/charts.json)" in made["llms.txt"]
    data, schema = json.loads(made["api/charts.json"]), json.loads(made["api/schema.json"])
    Draft202012Validator(schema).validate(data)
    known(schema["$defs"]["charts"], data, schema)
    assert [(drawing["kind"], drawing["id"]) for drawing in data["charts"]] == [
        ("chart", "costs"),
        ("chart", "links"),
        ("timeline", "runs"),
    ]
    links = data["charts"][1]
    assert links["note"] == "Sought in vain by @beech2021."
    assert links["note_cites"] == [{"key": "beech2021"}]
    assert links["series"][1]["points"] == [
        {"label": "A guess", "values": [10.0], "judgement": True},
        {"label": "A bound", "values": [{"to": 0.1}], "cites": [{"key": "ash2020"}]},
    ]
    one = {"$ref": "#/$defs/chart", "$defs": schema["$defs"]}
    assert not Draft202012Validator(one).is_valid(links | {"axes": [{"label": "x", "scale": "cubic"}]})
    for drawing in data["charts"]:
        addresses = {name: drawing.pop(name) for name in ("cites", "csv", "json", "bibtex", "shown_in")}
        assert addresses["cites"] == ["ash2020", "beech2021"]
        assert addresses["shown_in"] == ["links.md"]
        assert addresses["csv"] in made
        assert made[addresses["bibtex"]].count("@article{") == 2
        alone = json.loads(made[addresses["json"]])
        assert alone.pop("$schema") == "../api/schema.json#/$defs/chart"
        assert alone == drawing
        Draft202012Validator(one).validate(alone)


def test_the_page_of_the_glossary_is_a_set_of_defined_terms() -> None:
    text = "Gossip: {acronym: GO, definition: 'Talk *a lot* [@ash2020] </script>.', also: [chat]}\n"
    files = {"docs/index.md": "# Home\n", "bibliography/a.bib": STORE, "docs/glossary.yml": text}
    script = linked_data(Pages(survey_of(files)), "glossary/index.md")
    facts = json.loads(script.partition(">")[2].removesuffix("</script>"))
    assert facts["@type"] == "DefinedTermSet"
    assert facts["name"] == "Glossary"
    assert facts["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "name": "Gossip",
            "termCode": "GO",
            "alternateName": ["chat"],
            "description": "Talk a lot (Ash, 2020) .",
        }
    ]
    assert [each["name"] for each in facts["citation"]] == ["First"]


def test_data_of_a_work_holds_what_the_store_knows() -> None:
    entry = (
        "@inproceedings{new2020, ids = {old2020}, title = {A}, subtitle = {B}, author = {Ash, Ann and others},\n"
        " editor = {{The Body}}, booktitle = {Proc.}, date = {2020-05-07}, doi = {https://doi.org/10.1000/1},\n"
        " eprint = {2001.00001}, archiveprefix = {arXiv}, keywords = {x; y}}\n@misc{bare}\n"
    )
    made = api({"docs/index.md": "[@old2020]\n", "bibliography/a.bib": entry})
    first, second = made["api/references.json"]["references"]
    assert first == {
        "key": "new2020",
        "kind": "paper",
        "title": "A: B",
        "authors": [{"name": "Ann Ash", "given": "Ann", "family": "Ash"}],
        "more_authors": True,
        "editors": [{"name": "The Body"}],
        "year": "2020",
        "date": "2020-05-07",
        "venue": "Proc.",
        "doi": "10.1000/1",
        "arxiv": "2001.00001",
        "url": "https://arxiv.org/abs/2001.00001",
        "topics": ["x", "y"],
        "address": "references/new2020/",
        "cited_in": ["index.md"],
        "former_keys": ["old2020"],
    }
    assert second == {"key": "bare", "kind": "other", "authors": [], "address": "references/bare/", "cited_in": []}


# ------------------------------------------------------------------------------------------- sites


def test_a_site_without_directory_urls_has_all_of_it(project: Make) -> None:
    plain = project({**TOLD, "mkdocs.yml": TOLD["mkdocs.yml"] + "use_directory_urls: false\n"})
    plain.build()
    assert broken_links(plain.site, "/small/") == []
    page = plain.page("foundations/time.html")
    assert ("alternate", "text/markdown", "time.html.md") in links(page)
    assert dict(tags(page, "property"))["og:url"] == f"{ADDRESS}foundations/time.html"
    assert "](../agreement/generals.html.md)" not in page
    twin = (plain.site / "index.html.md").read_text("utf-8")
    assert "[generals](agreement/generals.html.md)" in twin
    assert "[all entries](references/index.html)" in twin
    listed = re.findall(rf"\({ADDRESS}(.*?)\)", (plain.site / "llms.txt").read_text("utf-8"))
    assert all((plain.site / address).is_file() for address in listed)
    [canonical] = html.fromstring(plain.page("references/castro1999practical/index.html")).xpath(
        "//link[@rel='canonical']/@href"
    )
    assert canonical == f"{ADDRESS}references/castro1999practical/index.html"


def test_the_engine_alone_makes_the_same_texts(project: Make, told: Project) -> None:
    bare = project(TOLD)
    assert bare.command("mkdocs", "build", "-q").code == 0
    texts = {path: data for path, data in contents(told.site).items() if path.endswith((".md", "llms.txt"))}
    assert len(texts) == 5
    book = (
        f"\n- [The book]({ADDRESS}survey.pdf): the whole survey as PDF"
        f"\n- [The book for readers]({ADDRESS}survey.epub): the whole survey as EPUB"
    ).encode()
    for path, data in texts.items():
        assert (bare.site / path).read_bytes() == data.replace(book, b"")
    head = bare.page("").partition("<body")[0]
    assert "survey.pdf" not in head
    assert "survey.epub" not in head
    assert (bare.site / "assets/survey/card.png").read_bytes() == (told.site / "assets/survey/card.png").read_bytes()


def test_files_of_ones_own_stay(project: Make) -> None:
    mine = {"docs/llms.txt": "mine\n", "docs/api/references.json": "[]\n"}
    kept = project({**SMALL, **mine})
    kept.build()
    for path, text in mine.items():
        assert (kept.root / "site" / path.removeprefix("docs/")).read_text("utf-8") == text
    assert (kept.site / "api/chapters.json").is_file()


def test_two_builds_are_byte_identical(told: Project, project: Make) -> None:
    again = project(TOLD)
    assert again.survey("build").code == 0
    assert contents(again.site) == contents(told.site)
