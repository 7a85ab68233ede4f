"""Blocks that a survey fills in by itself."""

from __future__ import annotations

import lxml.html
import pytest
from in_memory import STORE, survey_of
from markdown import Markdown

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.targets import EPUB, PDF
from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages

FILES = {
    "mkdocs.yml": "site_name: Site\nnav:\n- index.md\n- Time: [time/index.md, time/a.md]\n- Agreement: [b.md]\n",
    "docs/index.md": "---\ntitle: Home\n---\n\n/// numbers\n///\n\n/// chapters\n///\n",
    "docs/time/index.md": "---\ntitle: Time\nkind: part\n---\n\n/// chapters\n///\n",
    "docs/time/a.md": "---\ntitle: A <b>\ndescription: On & on.\nstatus: draft\nsearched: 2026-05-04\n---\n\n"
    "One [@ash2020].\n",
    "docs/b.md": "---\ntitle: B\nsearched: 2025-01-01\nretired: 2026-01-01\n---\n\nTwo words.\n",
    "bibliography/store.bib": STORE + "@misc{elm2024, author={Elm, Eve}, title={Third}, year=2024}\n",
}


class Shown:
    """A page of the survey with another text, as HTML."""

    def __init__(self, text: str, path: str = "index.md", made: frozenset[str] = frozenset()) -> None:
        front = FILES.get(f"docs/{path}", "").rpartition("---\n")[0]
        survey = survey_of({**FILES, f"docs/{path}": f"{front}---\n{text}"})
        self.pages = Pages(survey, made)
        self.chapter: Chapter = survey.chapter_by_path[path]
        ours = LivingSurvey(pages=self.pages, path=path)
        html = Markdown(extensions=["tables", "fenced_code", ours]).convert(text)
        self.tree = lxml.html.fromstring(f"<div>{html}</div>")

    def texts(self, selector: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(selector)]

    @property
    def cards(self) -> list[str]:
        return self.texts("//*[@class='sv-map']//a")


def test_numbers_are_counted() -> None:
    assert Shown("/// numbers\n///\n").texts("ul[@class='sv-numbers']/li") == [
        "2 chapters",
        "3 words",
        "3 references",
        "1 of them since 2024",
        "4 May 2026 newest search",
    ]


def test_chapters_are_mapped_in_the_order_of_the_navigation() -> None:
    shown = Shown("Before.\n\n/// chapters\n///\n\nAfter.\n")
    assert shown.cards == ["A <b>", "B"]
    assert shown.tree.xpath("//*[@class='sv-map']//a/@href") == ["time/a/", "b/"]
    first, second = shown.texts("//*[@class='sv-map']/li")
    assert first.startswith("Time A <b> On & on.")
    assert first.endswith("draft")
    assert second.endswith("no longer kept up to date")
    assert [found.tag for found in shown.tree.xpath("*")] == ["header", "p", "ul", "p"]


def test_a_part_maps_its_own_chapters_and_any_page_those_of_a_part_it_names() -> None:
    assert Shown("/// chapters\n///\n", "time/index.md").cards == ["A <b>"]
    assert Shown("/// chapters | Agreement\n///\n").cards == ["B"]
    assert not Shown("/// chapters\n///\n", "time/index.md").texts("//*[@class='sv-part']")


@pytest.mark.parametrize(
    "text",
    [
        "/// chapters | Nowhere\n///",
        "/// chapter\n///",
        "/// numbers",
        "text /// numbers\n///",
        "    /// numbers\n    ///",
    ],
)
def test_what_is_no_such_block_shows_as_text(text: str) -> None:
    shown = Shown(text + "\n")
    assert "///" in shown.tree.text_content()
    assert not shown.tree.xpath("//ul")


def test_code_keeps_the_block_as_written() -> None:
    shown = Shown("```\n/// numbers\n///\n```\n")
    assert shown.texts("//code") == ["/// numbers ///"]
    assert not shown.tree.xpath("//ul")


def test_blocks_need_no_blank_lines_around_them() -> None:
    shown = Shown("Before.\n/// numbers\n///\nAfter.\n")
    assert [found.tag for found in shown.tree.xpath("*")] == ["header", "p", "ul", "p"]


def test_books_can_be_downloaded_where_they_are_made() -> None:
    block = "/// downloads\n///\n"
    assert Shown(block).texts("//a[@download]") == ["All references (BibTeX)"]
    with_book = Shown(block, made=frozenset({PDF}))
    assert with_book.tree.xpath("//a[@download]/@href") == ["survey.pdf", "exports/survey.bib"]
    assert with_book.tree.xpath("//a[not(@download)]/@href") == ["references/"]
    with_both = Shown(block, made=frozenset({PDF, EPUB}))
    assert with_both.texts("//a[@download]")[:2] == ["PDF of the survey", "EPUB of the survey"]
    assert with_both.tree.xpath("//a[contains(@class, 'md-button--primary')]/@href") == ["survey.pdf"]


def test_the_survey_can_be_cited() -> None:
    shown = Shown("/// cite\n///\n")
    assert shown.texts("//details/summary") == ["Cite this survey"]
    assert shown.texts("//details/div/p[@id='sv-as-text']") == ["Site. (n.d.)."]


def test_the_book_has_plain_forms() -> None:
    text = "/// numbers\n///\n\n/// chapters\n///\n\n/// downloads\n///\n\n/// cite\n///\n"
    shown = Shown(text)
    tree = lxml.html.fromstring(f"<div>{chapter_html(shown.pages, shown.chapter)}</div>")
    assert [found.text_content() for found in tree.xpath("*")] == [
        "chapters: 2; words: 3; references: 3; of them since 2024: 1; newest search: 4 May 2026.",
        "A <b>: On & on.B",
        "Site. (n.d.).",
    ]


def test_a_twin_tells_the_same_in_markdown() -> None:
    text = (
        "/// numbers\n///\n\n/// chapters\n///\n\n/// downloads\n///\n\n/// cite\n///\n\n/// chapters | Nowhere\n///\n"
    )
    twin = next(twins(Shown(text).pages)).text
    assert "chapters: 2; words: 3; references: 3; of them since 2024: 1; newest search: 4 May 2026." in twin
    assert "](time/a/index.html.md): On & on.\n- [B](b/index.html.md)\n" in twin
    assert "Site. (n.d.)." in twin
    assert twin.count("///") == 2
