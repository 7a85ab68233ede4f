"""The survey and its chapters as references."""

from __future__ import annotations

from in_memory import survey_of

from livingsurvey.model.citable import chapter_reference, work_reference
from livingsurvey.model.reference import Reference

CITATION = """\
title: "Agreement: a survey of DeAI"
authors:
  - {family-names: Noether, given-names: Emmy, name-particle: von}
  - name: Group & Co.
version: 1.10
date-released: 2026-05-04
doi: 10.1000/182
"""


def chapter(title: str, citation: str = CITATION, front: str = "") -> Reference:
    text = f"---\ntitle: '{title}'\n{front}---\n\nText.\n"
    survey = survey_of({"docs/a.md": text, "CITATION.cff": citation, "mkdocs.yml": "site_name: Site\n"})
    return chapter_reference(survey, survey.chapters[0], "https://example.org/a/")


def test_a_chapter_is_a_part_of_the_survey() -> None:
    made = chapter("On generals")
    assert (made.type, made.key, made.title, made["booktitle"]) == (
        "incollection",
        "noether2026generals",
        "On generals",
        "Agreement: a survey of DeAI",
    )
    first, second = made.authors.people
    assert (first.given, first.particle, first.family, second.literal) == ("Emmy", "von", "Noether", "Group & Co.")
    assert (made["version"], made.year, made.doi, made.url) == ("1.10", "2026", "10.1000/182", "https://example.org/a/")


def test_a_chapter_may_have_authors_of_its_own() -> None:
    (author,) = chapter("On generals", front="authors: [Ann Ash]\n").authors.people
    assert (author.given, author.family) == ("Ann", "Ash")


def test_titles_are_plain_text_whatever_latex_would_make_of_them() -> None:
    assert chapter(r"A & B: 100% of #1 in $5_a$ ~ x^2 \y").title == r"A & B: 100% of #1 in $5_a$ ~ x^2 \y"
    assert chapter("Half a {brace").title == "Half a (brace"
    assert "{DeAI}" in chapter("What DeAI is").raw("title")


def test_without_a_citation_file_the_site_is_the_work() -> None:
    made = chapter("李", citation="")
    assert (made.title, made["booktitle"], made.year, made.key) == ("李", "Site", "", "survey")


def test_the_whole_survey_is_a_book() -> None:
    survey = survey_of({"docs/index.md": "Text.\n", "CITATION.cff": CITATION})
    made = work_reference(survey)
    assert (made.type, made.title, made.url) == ("book", "Agreement: a survey of DeAI", "")
    assert made.key.endswith("2026agreement")
