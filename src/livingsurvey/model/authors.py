"""The people who write a survey: what `authors.yml` in the documents' folder says of them.

The file maps an id to a person: to a name alone, or to `name` and, as far as known, `url`, `affiliation`, `orcid` and
whatever a theme wants to know. Chapters name authors by their ids. The form of Material's blog plugin, where all stands
under `authors`, is read too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from livingsurvey.config import written
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

AUTHORS_FILE = "authors.yml"
_TEXTS = ("url", "affiliation", "orcid")
_ADDRESS = re.compile(r"https?://\S+")
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
    try:
        root = yaml.parse(source)
    except yaml.YamlError as error:
        return Authors(source, problems=(error.problem,))
    problems: list[Problem] = []
    if root and (below := root.get("authors")) and not isinstance(below.value, str) and below.get("name") is None:
        root = below
    if root and root.value is not None and not isinstance(root.value, dict):
        problems.append(Problem(root.span, "authors are listed by id", "write `ash: Ann Ash` on each line"))
    people = {id_: _author(id_, span, node, problems) for id_, span, node in root.items()} if root else {}
    return Authors(source, people, tuple(problems))


def _author(id_: str, span: Span, node: yaml.Node, problems: list[Problem]) -> Author:
    """A person; what is wrong with them is added to the problems."""
    if isinstance(node.value, str):
        return Author(id_, node.value, span)
    if not isinstance(node.value, dict):
        problems.append(
            Problem(span, f"the author `{id_}` has no name", f"write `{id_}: Ann Ash`, or `name: Ann Ash` below it")
        )
        return Author(id_, "", span)
    name = node.get("name")
    if name is None or not isinstance(name.value, str) or not name.value.strip():
        place = name.span if name and name.value is not None else span
        problems.append(Problem(place, f"the author `{id_}` has no name", "write `name: Ann Ash` below the id"))
    facts = {key: _text(node, key, problems) for key in _TEXTS}
    if facts["url"] and not _ADDRESS.fullmatch(facts["url"]):
        problems.append(Problem(_place(node, "url"), f"`{facts['url']}` is no address", "write `https://...`"))
    if facts["orcid"]:
        found = orcid(facts["orcid"])
        if not found:
            hint = "copy it from the person's page on orcid.org: sixteen digits in fours, the last may be X"
            problems.append(Problem(_place(node, "orcid"), f"`{facts['orcid']}` is no ORCID", hint))
        facts["orcid"] = found
    return Author(id_, name.value if name and isinstance(name.value, str) else "", span, **facts)


def _text(node: yaml.Node, key: str, problems: list[Problem]) -> str:
    found = node.get(key)
    if found is None or found.value is None:
        return ""
    if isinstance(found.value, dict | tuple | yaml.Opaque):
        problems.append(Problem(found.span, f"`{key}` is one text", f"write `{key}: ...` on one line"))
        return ""
    return written(found).strip()


def _place(node: yaml.Node, key: str) -> Span:
    found = node.get(key)
    return found.span if found else node.span


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
