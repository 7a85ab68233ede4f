"""Who wrote a chapter."""

from __future__ import annotations

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.work import Person
from livingsurvey.syntax.names import Name, names


def authors_of(survey: Survey, chapter: Chapter) -> tuple[Person, ...]:
    """The people whom a chapter's front matter names under `authors`; those of the whole work if it names nobody.

    Each is an id of authors.yml, or else a name.
    """
    named = chapter.fact("authors")
    given = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    people = tuple(_person(survey, text.strip()) for text in given if isinstance(text, str) and text.strip())
    return people or survey.work.people


def _person(survey: Survey, text: str) -> Person:
    known = survey.authors.people.get(text) if survey.authors else None
    return Person(_name(known.name or text), known.orcid) if known else Person(_name(text))


def _name(text: str) -> Name:
    """A name's parts; braces, percent signs and the like are no LaTeX here, and make it one that is not split."""
    found = names(text).people if not set(text) & set("{}\\%~$") else ()
    return found[0] if len(found) == 1 else Name(literal=text)
