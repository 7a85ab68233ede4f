"""The survey: its chapters in reading order, its references, and who cites whom."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

import pytest
from in_memory import survey_of

import livingsurvey
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.source import Source

NAV = """\
nav:
  - index.md
  - About: ./about.md
  - Foundations:
      - foundations/index.md
      - More:
          - Clocks: foundations/time.md
  - Gone: gone.md
  - Elsewhere: https://example.org
"""


def chapter(text: str, path: str = "part/some-page.md", nav_title: str | None = None) -> Chapter:
    return Chapter(Source(f"docs/{path}", text), path, nav_title)


def test_chapters_come_as_the_navigation_has_them_and_then_by_path() -> None:
    paths = ["zeta.md", "about.md", "foundations/time.md", "foundations/index.md", "foundations/a.md", "index.md",
             "alpha/b.md", "alpha/index.md", "alpha/a.md"]  # fmt: skip
    survey = survey_of({"mkdocs.yml": NAV, **{f"docs/{path}": "" for path in paths}})
    assert [(chapter.path, chapter.part, chapter.nav_title) for chapter in survey.chapters] == [
        ("index.md", None, None),
        ("about.md", None, "About"),
        ("foundations/index.md", "Foundations", None),
        ("foundations/time.md", "Foundations", "Clocks"),
        ("zeta.md", None, None),
        ("alpha/index.md", None, None),
        ("alpha/a.md", None, None),
        ("alpha/b.md", None, None),
        ("foundations/a.md", None, None),
    ]
    assert survey.chapter_by_path["about.md"] is survey.chapters[1]


def test_chapters_stand_in_the_folder_that_the_settings_name() -> None:
    survey = survey_of({"mkdocs.yml": "docs_dir: text\n", "text/a.md": "", "docs/b.md": "", "README.md": ""})
    assert [chapter.path for chapter in survey.chapters] == ["a.md"]


@pytest.mark.parametrize(
    ("text", "nav_title", "title"),
    [
        ("---\ntitle: Given\n---\n# Heading\n", "Nav", "Given"),
        ("---\ntitle:\n---\n# Heading\n", "Nav", "Nav"),
        ("---\ntitle: [no, text]\n---\n# Heading\n", None, "Heading"),
        ("# Heading\n", "Nav", "Nav"),
        ("text\n\n## Two\n\n# *One* of [@a]\n", None, "One of"),
        ("## Two\n", None, "Some page"),
        ("", None, "Some page"),
        ("---\ntitle: a: b\n---\n", None, "Some page"),
    ],
)
def test_a_title_is_sought_in_front_matter_navigation_heading_and_name(
    text: str, nav_title: str | None, title: str
) -> None:
    assert chapter(text, nav_title=nav_title).title == title


def test_facts_of_a_chapter_have_their_types_or_are_absent() -> None:
    good = chapter("---\ndescription: D\nkind: part\nstatus: checked\nsearched: 2026-04-30\n---\n")
    assert (good.description, good.kind, good.status) == ("D", "part", "checked")
    assert good.searched == datetime.date(2026, 4, 30)
    assert good.front_matter_problem is None
    bad = chapter("---\ndescription: [D]\nkind: book\nstatus: 5\nsearched: soon\n---\n")
    assert (bad.description, bad.kind, bad.status, bad.searched) == ("", "chapter", None, None)
    assert chapter("", path="index.md").kind == "matter"
    assert chapter("---\nkind: chapter\n---\n", path="index.md").kind == "chapter"


def test_front_matter_that_cannot_be_read_says_why() -> None:
    broken = chapter("---\na: b: c\n---\n").front_matter_problem
    assert broken is not None
    assert str(broken.span) == "docs/part/some-page.md:2:5"
    listed = chapter("---\n- a\n---\n").front_matter_problem
    assert listed is not None
    assert "no list" in listed.message


def test_backlinks_tell_where_a_work_is_cited_and_count_the_mentions_of_each_page() -> None:
    survey = survey_of(
        {
            "mkdocs.yml": "nav: [index.md, b.md]\n",
            "docs/index.md": "# One [@a]\n\n[@b; @a] and `@a`\n\n## Two\n\n@a and @gone\n",
            "docs/b.md": "[@a]\n",
            "bibliography/x.bib": "@misc{a}\n@misc{b}\n@misc{c}\n",
        }
    )
    places = [(mention.chapter.path, mention.number, str(mention.citation.span)) for mention in survey.cited_by["a"]]
    assert places == [
        ("index.md", 1, "docs/index.md:1:8"),
        ("index.md", 2, "docs/index.md:3:6"),
        ("index.md", 3, "docs/index.md:7:1"),
        ("b.md", 1, "docs/b.md:1:2"),
    ]
    assert list(survey.cited_by) == ["a", "b", "gone"]
    assert survey.cited_in(survey.chapters[0]) == ("a", "b")
    headings = [survey.chapters[0].heading_of(mention.citation.span.start) for mention in survey.cited_by["a"][:3]]
    assert [heading.text for heading in headings if heading] == ["One", "One", "Two"]
    assert chapter("text\n\n# A\n").heading_of(2) is None


def test_of_entries_that_share_a_key_the_first_counts() -> None:
    survey = survey_of(
        {
            "bibliography/a.bib": "@misc{k, title = {First}}\n@misc{k, title = {Second}}\n@misc{K, title = {Other}}\n",
            "bibliography/b.bib": "@misc{k, title = {Third}}\n",
        }
    )
    assert {key: reference.title for key, reference in survey.references.items()} == {"k": "First", "K": "Other"}
    assert [(str(first.key_span), str(entry.key_span)) for first, entry in survey.bibliography.duplicates] == [
        ("bibliography/a.bib:1:7", "bibliography/a.bib:2:7"),
        ("bibliography/a.bib:1:7", "bibliography/b.bib:1:7"),
    ]


def test_a_survey_is_a_pure_function_of_its_sources() -> None:
    files = {"docs/index.md": "[@a]\n", "bibliography/x.bib": "@misc{a}\n"}
    assert survey_of(files).cited_by.keys() == survey_of(files).cited_by.keys()
    assert survey_of({**files, "docs/index.md": "none"}).cited_by == {}
    assert survey_of({}).chapters == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two [@a] says. Three.", "Two [@a] says."),
        ("One. @a says. Three.", "@a says."),
        ("One. [@a]", "One. [@a]"),
        ("Is it? (See [@a].) Yes.", "(See [@a].)"),
        ("He said “no.” But [@a] differs.", "But [@a] differs."),
        ("Costs 3.5 units [@a], e.g. here. Then.", "Costs 3.5 units [@a], e.g. here."),
        ("Para.\n\nNext\n[@a]\n\nThird.", "Next\n[@a]"),
        ("# Heading\nText [@a].", "Text [@a]."),
        ("# On [@a] here\n\ntext", "On [@a] here"),
        ("- One. Two\n- Three [@a]\n- Four", "Three [@a]"),
        ("- One\n\n    Two [@a]. Three", "Two [@a]."),
        ("1. One [@a]", "One [@a]"),
        ("| a | b |\n|---|---|\n| one [@a] | two |", "one [@a]"),
        ("!!! note\n    One. Two [@a]", "Two [@a]"),
        ("[^1]: One. Two [@a]", "Two [@a]"),
        ("Let $a. B$ and `c. D` be [@a]. E.", "Let $a. B$ and `c. D` be [@a]."),
        ("---\ntitle: x. Y\n---\n[@a]", "[@a]"),
        ("One.\r\nTwo [@a].\r\n\r\nThree", "Two [@a]."),
    ],
)
def test_a_sentence_ends_with_its_paragraph_item_or_cell_at_the_latest(text: str, sentence: str) -> None:
    found = chapter(text)
    (group,) = found.document.citation_groups
    assert found.sentence(group.span.start, group.span.end).text.strip() == sentence


def test_a_chapter_alone_and_the_store_see_nothing_of_the_rest() -> None:
    survey = survey_of({"mkdocs.yml": NAV, "docs/about.md": "# A", "docs/index.md": "# I", "bibliography/a.bib": ""})
    chapter = survey.chapter_by_path["about.md"]
    alone, store = survey.alone(chapter), survey.store
    assert [source.path for source in alone.sources] == ["docs/about.md"]
    assert [source.path for source in store.sources] == ["bibliography/a.bib"]
    assert alone.chapters == (chapter,)
    assert alone.chapters[0].nav_title == "About"
    assert store.chapters == ()
    for part in (alone, store):
        assert part.settings.nav is None
        assert not part.references


def test_without_its_day_a_survey_is_the_same_and_read_once() -> None:
    survey = replace(survey_of({"docs/index.md": "# I"}), today=datetime.date(2026, 1, 31))
    assert survey.timeless == replace(survey, today=None)
    assert survey.timeless.chapters is survey.chapters
    assert survey.timeless.timeless is survey.timeless


def test_the_digest_of_a_body_depends_on_nothing_but_its_text() -> None:
    def digest(text: str) -> str:
        return Chapter(Source("docs/index.md", text), "index.md").body_digest

    read = digest("---\ntitle: A\n---\nGröße\n\nline\n")
    assert read == hashlib.sha256("Größe\n\nline\n".encode()).hexdigest()[:12]
    assert read == digest("---\r\ntitle: B\r\nchecked: {date: 2026-05-01, text: x}\r\n---\r\nGröße\r\n\r\nline\r\n")
    assert read == digest("Größe\r\rline\r")
    assert read != digest("Größe\n\nline \n")


def test_a_record_of_a_check_is_read_as_written_even_where_yaml_takes_its_digits_for_a_number() -> None:
    def check(text: str) -> tuple[str, str] | None:
        found = Chapter(Source("docs/index.md", f"---\nchecked: {text}\n---\n"), "index.md").checked
        return (found.date.isoformat(), found.text) if found else None

    assert check("{date: 2026-05-01, text: 012345670123}") == ("2026-05-01", "012345670123")
    assert check("{date: 2026-05-01, text: 'ABCDEF012345'}") == ("2026-05-01", "abcdef012345")
    assert check("{date: 2026-05-01 10:00:00, text: abcdef012345}") is None
    assert check("{date: 2026-05-01}") is None
    assert check("2026-05-01") is None


def test_without_a_day_nothing_is_overdue() -> None:
    text = "---\ntitle: A\ndue: 2020-01-01\nsearched: 2999-01-01\n---\n\nText.\n"
    survey = survey_of({"docs/index.md": text})
    assert livingsurvey.check(survey, select=["LIV"]) == ()
    late = replace(survey, today=datetime.date(2020, 6, 1))
    assert [found.rule.code for found in livingsurvey.check(late, select=["LIV"])] == ["LIV001", "LIV002"]


def test_an_edit_reads_again_only_what_it_changed() -> None:
    before = survey_of({"docs/a.md": "# A", "docs/b.md": "# B", "bibliography/a.bib": "@misc{a}"})
    a, b = before.chapters
    store = before.bibliography
    after = before.edited({"docs/b.md": Source("docs/b.md", "# C")})
    assert (after.chapters[0], after.bibliography) == (a, store)
    assert after.chapters[0].document is a.document
    assert after.bibliography is store
    assert (after.chapters[1].title, b.title) == ("C", "B")
    other = before.edited({"bibliography/a.bib": Source("bibliography/a.bib", "@misc{b}")})
    assert (list(other.references), list(before.references)) == (["b"], ["a"])
    assert other.chapters[0].document is a.document


def test_an_edit_of_the_settings_puts_the_pages_in_their_new_order() -> None:
    before = survey_of({"mkdocs.yml": "nav: [a.md, b.md]\n", "docs/a.md": "", "docs/b.md": ""})
    assert [chapter.path for chapter in before.chapters] == ["a.md", "b.md"]
    after = before.edited({"mkdocs.yml": Source("mkdocs.yml", "nav: [b.md, a.md]\n")})
    assert [chapter.path for chapter in after.chapters] == ["b.md", "a.md"]


def test_a_text_is_put_in_the_place_of_another_or_beside_the_others() -> None:
    before = survey_of({"docs/a.md": "", "bibliography/a.bib": "@misc{a}"})
    after = before.having(Source("docs/b.md", "[@b]")).having(Source("bibliography/b.bib", "@misc{b}"))
    assert [chapter.path for chapter in after.chapters] == ["a.md", "b.md"]
    assert (list(after.references), after.documents) == (["a", "b"], frozenset({"a.md", "b.md"}))
    assert list(before.having(Source("bibliography/a.bib", "@misc{c}")).references) == ["c"]
