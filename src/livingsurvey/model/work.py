"""The survey as a citable work: what `CITATION.cff` says of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from livingsurvey.config import written
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

CITATION_FILE = "CITATION.cff"


@dataclass(frozen=True)
class Work:
    """The survey as a citable work: what CITATION.cff says of it (Citation File Format 1.2.0)."""

    title: str = ""
    authors: tuple[str, ...] = ()
    version: str | None = None
    released: datetime.date | None = None
    licence: str | None = None
    doi: str | None = None
    problems: tuple[Problem, ...] = field(default=())


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
    names = [_person(person) for person in people if isinstance(person, dict)] if isinstance(people, list) else []
    released = facts.get("date-released")
    return Work(
        title=_text(root, "title") or "",
        authors=tuple(name for name in names if name),
        version=_text(root, "version"),
        released=released if isinstance(released, datetime.date) else None,
        licence=_text(root, "license"),
        doi=_text(root, "doi"),
    )


def _text(root: yaml.Node | None, key: str) -> str | None:
    node = root.get(key) if root else None
    if node is None or node.value is None or isinstance(node.value, dict | tuple | yaml.Opaque):
        return None
    return written(node).strip() or None


def _person(person: Mapping[str, Any]) -> str:
    parts = [person.get(part) for part in ("given-names", "name-particle", "family-names", "name-suffix")]
    return str(person.get("name") or "").strip() or " ".join(str(part) for part in parts if part)
