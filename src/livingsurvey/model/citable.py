"""The survey and its chapters as references, so that whatever cites, exports or describes a work can do so."""

from __future__ import annotations

import re

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.credit import authors_of
from livingsurvey.model.keys import pattern_key
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.model.work import Person
from livingsurvey.syntax.source import Source
from livingsurvey.syntax.tame_key import tame

_PATTERN = "{family}{year}{word}"
# What LaTeX, or BibTeX's braces, would take for their own. There is no form of a brace that all readers know.
_SPECIAL = str.maketrans(
    {char: f"\\{char}" for char in "&%#_$"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": "(", "}": ")"}
)
# Words that a style must not write in small letters: DeAI, SGD.
_CAPITALS = re.compile(r"\b\w+[A-Z]\w*\b")


def work_reference(survey: Survey, address: str = "") -> Reference:
    """The whole survey, after its CITATION.cff; `address` is where it can be read."""
    return _reference("book", survey, survey.work.people, survey.work.title or survey.settings.site_name, address)


def chapter_reference(survey: Survey, chapter: Chapter, address: str = "") -> Reference:
    """A chapter as a part of the survey: its own authors and title, the survey's version, date and DOI."""
    book = survey.work.title or survey.settings.site_name
    return _reference("incollection", survey, authors_of(survey, chapter), chapter.title, address, book)


def _reference(
    kind: str, survey: Survey, people: tuple[Person, ...], title: str, address: str, book: str = ""
) -> Reference:
    work = survey.work
    fields = {
        "author": " and ".join(map(_author, people)),
        "title": _title(title),
        "booktitle": _title(book),
        "date": work.released.isoformat() if work.released else "",
        "version": _latex(work.version or ""),
        "doi": work.doi or "",
        "url": address,
    }
    draft = _read(kind, tame(title) or "survey", fields)
    key = pattern_key(draft, _PATTERN)
    return _read(kind, key, fields) if key else draft


def _read(kind: str, key: str, fields: dict[str, str]) -> Reference:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    store = Bibliography((Source("CITATION.cff", f"@{kind}{{{key},\n{lines}}}\n"),))
    return store.references[key]


def _author(person: Person) -> str:
    name = person.name
    if name.literal:
        return f"{{{_latex(name.literal)}}}"
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(_latex(part) for part in (family, name.suffix, name.given) if part)


def _title(text: str) -> str:
    return _CAPITALS.sub(lambda word: f"{{{word[0]}}}", _latex(text))


def _latex(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)
