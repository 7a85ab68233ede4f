"""The people who write a survey: what `authors.yml` in the documents' folder says of them.

The file maps an id to a person: to a name alone, or to `name` and, as far as known, `url`, `affiliation`, `orcid` and
whatever a theme wants to know. Chapters name authors by their ids. The form of Material's blog plugin, where all stands
under `authors`, is read too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from livingsurvey.model.shape import read
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

AUTHORS_FILE = "authors.yml"
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(?P<id>\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)


@dataclass(frozen=True)
class Author:
    """A person: `id` as chapters name them, and what is known of them; `span` is where the id stands."""

    id: str
    name: str
    span: Span
    url: str = ""
    affiliation: str = ""
    orcid: str = ""


@dataclass(frozen=True)
class Authors:
    """The people of a survey by id, and what is wrong with the file. Who is described badly is a known author still."""

    source: Source
    people: Mapping[str, Author] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_authors(source: Source) -> Authors:
    """The people that an authors.yml describes."""
    root, problems = read(source, "authors")
    if root is None:
        return Authors(source, problems=problems)
    below = root.get("authors")
    people = below if below and not isinstance(below.value, str) and below.get("name") is None else root
    wrong = (_wrong_orcid(node.get("orcid")) for _, _, node in people.items())
    return Authors(
        source,
        {id_: _author(id_, span, node) for id_, span, node in people.items()},
        (*problems, *filter(None, wrong)),
    )


def _author(id_: str, span: Span, node: yaml.Node) -> Author:
    if not isinstance(node.value, dict):
        return Author(id_, node.value if isinstance(node.value, str) else "", span)
    facts = {name: _text(node, name) for name in ("name", "url", "affiliation", "orcid")}
    return Author(id_, **{**facts, "orcid": orcid(facts["orcid"])}, span=span)


def _text(node: yaml.Node, name: str) -> str:
    found = node.get(name)
    return found.value.strip() if found and isinstance(found.value, str) else ""


def _wrong_orcid(node: yaml.Node | None) -> Problem | None:
    """What no schema can tell: that the last character of an ORCID does not fit the others."""
    if node is None or not isinstance(node.value, str) or not _ORCID.fullmatch(node.value) or orcid(node.value):
        return None
    return Problem(node.span, f"`{node.value}` is no ORCID", "copy it from the person's page on orcid.org")


def orcid(text: str) -> str:
    """`0000-0002-1825-0097`, from that or from its address; empty if it is none or its last character is wrong."""
    found = _ORCID.fullmatch(text)
    return found["id"] if found and _check_digit(found["id"]) == found["id"][-1] else ""


def _check_digit(digits: str) -> str:
    """The last character that an ORCID must have (ISO/IEC 7064, MOD 11-2)."""
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]
