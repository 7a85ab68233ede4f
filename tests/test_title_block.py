"""The head of a page: its facts, notices and tools."""

from __future__ import annotations

import lxml.html
from in_memory import STORE, survey_of
from markdown import Markdown

from livingsurvey.render.html import LivingSurvey
from livingsurvey.render.pages import Pages

AUTHORS = "ash: {name: Ann Ash, orcid: 0000-0002-1825-0097}\n"


class Head:
    """A page of a survey of one page, as HTML."""

    def __init__(
        self,
        front: str,
        body: str = "Text [@ash2020].\n",
        settings: str = "",
        path: str = "part/a.md",
        citation: str = "",
    ) -> None:
        text = f"---\n{front}---\n\n{body}"
        survey = survey_of(
            {
                "mkdocs.yml": "site_name: Site\n" + settings,
                f"docs/{path}": text,
                "bibliography/store.bib": STORE,
                "docs/authors.yml": AUTHORS,
                "CITATION.cff": citation,
            }
        )
        html = Markdown(extensions=["toc", "tables", LivingSurvey(pages=Pages(survey), path=path)]).convert(body)
        self.tree = lxml.html.fromstring(f"<div>{html}</div>")

    def texts(self, selector: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(selector)]

    @property
    def facts(self) -> list[str]:
        return self.texts("//header/p[@class='sv-facts']/span")

    @property
    def links(self) -> dict[str, str]:
        return {found.text_content(): found.get("href") for found in self.tree.xpath("//*[@class='sv-tools']//li/a")}


def test_facts_stand_in_one_line() -> None:
    head = Head(
        "title: A\nkind: chapter\nauthors: [ash, Bob Beech]\nsearched: 2026-05-04\ndue: 2026-11-04\nstatus: checked\n"
    )
    assert head.facts == [
        "by Ann Ash, Bob Beech",
        "1 min read",
        "1 reference",
        "literature searched 4 May 2026",
        "next search due 4 November 2026",
        "status: checked",
    ]
    assert head.tree.xpath("//header//a[text()='Ann Ash']/@href") == ["https://orcid.org/0000-0002-1825-0097"]
    assert head.tree.xpath("//*[@class='sv-due']/time/@datetime") == ["2026-11-04"]


def test_a_check_is_told_and_whether_the_text_has_changed_since() -> None:
    checked = "title: A\nchecked: {date: 2026-05-04, text: '%s'}\n"
    survey = survey_of({"docs/a.md": "---\ntitle: A\n---\n\nText [@ash2020].\n"})
    digest = survey.chapters[0].body_digest
    assert Head(checked % digest).facts[-1] == "text checked 4 May 2026"
    assert Head(checked % "000000000000").facts[-1] == "text checked 4 May 2026, changed since"


def test_a_retired_chapter_says_so_and_is_not_due() -> None:
    head = Head("title: A\nretired: 2026-05-04\ndue: 2026-01-01\n")
    assert head.texts("//*[@class='sv-notice']") == ["This chapter has not been kept up to date since 4 May 2026."]
    assert not head.tree.xpath("//*[@class='sv-due']")


def test_a_heading_in_the_text_keeps_its_description_and_facts() -> None:
    head = Head("title: A\ndescription: What it is.\nstatus: draft\n", "# My *own*\n\nText.\n")
    assert head.texts("//h1") == ["My own"]
    order = [found.tag for found in head.tree.xpath("*")]
    assert order[:3] == ["h1", "header", "p"]
    assert (
        head.texts("//header/p") == ["What it is.", "1 min readstatus: draft"]
        or head.texts("//header/p")[0] == "What it is."
    )
    assert head.facts == ["1 min read", "status: draft"]


def test_a_later_heading_of_the_first_level_stays_where_it_is() -> None:
    head = Head("title: A\ndescription: What it is.\n", "First.\n\n# Late\n")
    assert [found.tag for found in head.tree.xpath("*")] == ["header", "p", "h1"]
    assert len(head.tree.xpath("//h1")) == 1


def test_a_page_of_which_nothing_is_known_has_its_text_alone() -> None:
    head = Head("kind: matter\n", "# Title\n\nText.\n")
    assert [found.tag for found in head.tree.xpath("*")] == ["h1", "p"]


def test_a_chapter_can_be_cited_in_four_forms_without_scripts() -> None:
    head = Head("title: A & B\n", settings="site_url: https://example.org/s\n")
    assert head.texts("//details/summary") == ["Cite this chapter"]
    text, bibtex, ris, csl = head.texts("//details//*[@class='sv-as']")
    assert text == "A & B. (n.d.). In Site. https://example.org/s/part/a/"
    assert bibtex.startswith("@incollection{")
    assert r"title = {A \& B}" in bibtex
    assert ris.startswith("TY - CHAP")
    assert '"container-title": "Site"' in csl
    for button in head.tree.xpath("//details//button"):
        assert "hidden" in button.attrib
        assert head.tree.get_element_by_id(button.get("data-copy").removeprefix("#")) is not None


def test_without_an_address_of_the_site_nothing_poses_as_one() -> None:
    assert "http" not in "".join(Head("title: A\n").texts("//details"))


def test_home_and_parts_are_no_chapters_to_cite() -> None:
    assert not Head("title: A\nkind: part\n").tree.xpath("//details")
    assert not Head("title: A\n", path="index.md").tree.xpath("//details")


def test_tools_lead_to_the_forge_where_its_kind_is_known() -> None:
    own = {"References (BibTeX)": "references.bib"}
    assert Head("title: A\n").links == own
    assert Head("title: A\n", settings="repo_url: https://example.org/a/b\nedit_uri: edit/main/docs/\n").links == own
    assert Head("title: A\n", settings="repo_url: https://github.com/a/b\nedit_uri: edit/main/docs/\n").links == own | {
        "Edit this page": "https://github.com/a/b/edit/main/docs/part/a.md",
        "Report an issue": "https://github.com/a/b/issues/new?title=A%3A%20",
        "History": "https://github.com/a/b/commits/main/docs/part/a.md",
    }


def test_the_text_names_the_version_in_every_style() -> None:
    front = "title: A\n"
    for style in ("author-year", "numeric"):
        head = Head(front, settings=f"extra: {{survey: {{style: {style}}}}}\n", citation="title: W\nversion: 1.10\n")
        assert head.texts("//p[@id='sv-as-text']") == ["A. (n.d.). In W (Version 1.10)."]
