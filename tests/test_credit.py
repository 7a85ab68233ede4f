"""Who is named as the author of the survey and of a chapter."""

from __future__ import annotations

from in_memory import survey_of

from livingsurvey.model.credit import authors_of
from livingsurvey.model.work import read_work
from livingsurvey.syntax.names import Name
from livingsurvey.syntax.source import Source

CITATION = "cff-version: 1.2.0\ntitle: T\nauthors:\n  - name: The Contributors\n"
KNOWN = "ash:\n  name: Ann von Ash\n  orcid: https://orcid.org/0000-0002-1825-0097\nwe: {name: '{We}'}\n"


def credited(front: str, authors: str = "") -> list[tuple[Name, str]]:
    files = {"docs/a.md": f"---\n{front}\n---\n\nText.\n", "CITATION.cff": CITATION}
    survey = survey_of(files)
    if authors:
        survey = survey.having(Source("docs/authors.yml", authors))
    return [(person.name, person.orcid) for person in authors_of(survey, survey.chapters[0])]


def test_a_chapter_without_authors_is_by_those_of_the_work() -> None:
    assert credited("title: A") == [(Name(literal="The Contributors"), "")]
    assert credited("authors: []") == credited("authors: 5") == credited("title: A")


def test_a_chapter_names_authors_by_ids_or_in_full() -> None:
    ash = Name(given="Ann", particle="von", family="Ash"), "0000-0002-1825-0097"
    assert credited("authors: [ash, Bob Beech]", KNOWN) == [ash, (Name(given="Bob", family="Beech"), "")]
    assert credited("authors: ash", KNOWN) == [ash]
    assert credited("authors: [ash]") == [(Name(family="ash"), "")]


def test_a_name_that_cannot_be_split_stays_whole() -> None:
    assert credited("authors: [we]", KNOWN) == [(Name(literal="{We}"), "")]
    assert credited("authors: [Ann Ash and Bob Beech]") == [(Name(literal="Ann Ash and Bob Beech"), "")]


def test_an_orcid_is_told_only_if_its_last_digit_is_right() -> None:
    people = (
        "authors:\n- {family-names: Ash, given-names: Ann, orcid: 'https://orcid.org/0000-0002-1825-0097'}\n"
        "- {family-names: Beech, orcid: 'https://orcid.org/0000-0002-1825-0098'}\n"
    )
    work = read_work(Source("CITATION.cff", people))
    assert [(person.full_name, person.orcid) for person in work.people] == [
        ("Ann Ash", "0000-0002-1825-0097"),
        ("Beech", ""),
    ]
