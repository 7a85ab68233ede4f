"""The survey and its chapters as references, so that whatever cites, exports or describes a work can do so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

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


def chapter_reference(
    survey: Survey, chapter: Chapter, address: str = "", edited: datetime.date | None = None, permalink: str = ""
) -> Reference:
    """A chapter as a part of the survey: its own authors and title, the survey's version and DOI.

    Its date is the survey's, or the day on which it was last `edited` if that is later; `permalink` is where the text
    can be read as it is now, whatever becomes of it.
    """
    own = {
        "booktitle": _title(survey.work.title or survey.settings.site_name),
        "date": max(filter(None, (survey.work.released, edited)), default=None),
        "note": _latex(f"This version: {permalink}") if permalink else "",
    }
    return _reference("incollection", survey, authors_of(survey, chapter), chapter.title, address, own)


def _reference(
    kind: str,
    survey: Survey,
    people: tuple[Person, ...],
    title: str,
    address: str,
    own: Mapping[str, str | datetime.date | None] | None = None,
) -> Reference:
    work = survey.work
    known = {
        "author": " and ".join(map(_author, people)),
        "title": _title(title),
        "booktitle": "",
        "date": work.released,
        "version": _latex(work.version or ""),
        "doi": work.doi,
        "url": address,
        **(own or {}),
    }
    fields = {name: str(value) for name, value in known.items() if value}
    draft = _read(kind, tame(title) or "survey", fields)
    key = pattern_key(draft, _PATTERN)
    return _read(kind, key, fields) if key else draft


def _read(kind: str, key: str, fields: dict[str, str]) -> Reference:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
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
