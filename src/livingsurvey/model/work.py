"""The survey as a citable work: what `CITATION.cff` says of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.config import written
from livingsurvey.model.authors import orcid
from livingsurvey.syntax import yaml
from livingsurvey.syntax.identifiers import doi
from livingsurvey.syntax.names import Name
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

CITATION_FILE = "CITATION.cff"


@dataclass(frozen=True)
class Person:
    """Somebody who wrote the survey or a part of it; `name.literal` is a group's, `orcid` sixteen digits in fours."""

    name: Name
    orcid: str = ""

    @property
    def full_name(self) -> str:
        """The name as one would say it."""
        name = self.name
        return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


@dataclass(frozen=True)
class Work:
    """The survey as a citable work: what CITATION.cff says of it (Citation File Format 1.2.0).

    `licence` is an identifier of SPDX's list, `doi` the bare one.
    """

    title: str = ""
    people: tuple[Person, ...] = ()
    version: str | None = None
    released: datetime.date | None = None
    licence: str | None = None
    doi: str | None = None
    problems: tuple[Problem, ...] = field(default=())

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names in full."""
        return tuple(person.full_name for person in self.people)


def read_work(source: Source | None) -> Work:
    """The work that a CITATION.cff describes; an empty one without the file."""
    if source is None:
        return Work()
    try:
        root = yaml.parse(source)
    except yaml.YamlError as error:
        return Work(problems=(error.problem,))
    facts = root.plain if root and isinstance(root.value, dict) else {}
    people = facts.get("authors") or []
    named = [_person(person) for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    released = facts.get("date-released")
    return Work(
        title=_text(root, "title") or "",
        people=tuple(person for person in named if person.full_name),
        version=_text(root, "version"),
        released=released if isinstance(released, datetime.date) else None,
        licence=_text(root, "license"),
        doi=doi(_text(root, "doi") or "") or None,
    )


def _text(root: yaml.Node | None, key: str) -> str | None:
    node = root.get(key) if root else None
    if node is None or node.value is None or isinstance(node.value, dict | tuple | yaml.Opaque):
        return None
    return written(node).strip() or None


def _person(person: Mapping[str, Any]) -> Person:
    given, particle, family, suffix, body = (
        str(person.get(part) or "").strip()
        for part in ("given-names", "name-particle", "family-names", "name-suffix", "name")
    )
    name = Name(literal=body) if body else Name(given, particle, family, suffix)
    return Person(name, orcid(str(person.get("orcid") or "")))
