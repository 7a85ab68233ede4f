"""Files that another program writes, and what a survey says of an entry in them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from livingsurvey.syntax.bibtex import Entry, Field

# Fields that say the same thing under other names: who corrects one of these means the others as well.
_DISPLACED = {
    "year": ("date",),
    "date": ("year", "month", "day"),
    "journal": ("journaltitle",),
    "journaltitle": ("journal",),
    "address": ("location",),
    "location": ("address",),
}


def corrected(entry: Entry, correction: Entry) -> Entry:
    """The entry with the fields of its correction in place of its own; an empty one (`{}`) takes a field away.

    A `year` takes the place of a `date` and so on. The type and the places are the correction's, which is where the
    survey's authors can write; each field knows its own source.
    """
    given: dict[str, list[Field]] = {}
    for field in correction.fields:
        given.setdefault(field.name, []).append(field)
    said = {name: fields if fields[0].value.strip("{} ") else [] for name, fields in given.items()}
    displaced = {other for name, fields in said.items() if fields for other in _DISPLACED.get(name, ())}
    merged: list[Field] = []
    for field in entry.fields:
        if field.name in given:
            merged += said.pop(field.name, [])
        elif field.name not in displaced:
            merged.append(field)
    for fields in said.values():
        merged += fields
    return correction._replace(fields=tuple(merged))


def managed(patterns: Iterable[str], paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths that a pattern names, as `bibliography` in the settings names files.

    Within a name `*`, `?` and `[...]` stand for characters; `**` for any number of folders. Any text is a pattern.
    """
    split = [posixpath.normpath(pattern).split("/") for pattern in patterns]
    return frozenset(path for path in paths if any(_matches(path.split("/"), pattern) for pattern in split))


def _matches(path: Sequence[str], pattern: Sequence[str]) -> bool:
    if not path or not pattern:
        return not path and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _matches(path, pattern[1:]) or _matches(path[1:], pattern)
    return fnmatchcase(path[0], pattern[0]) and _matches(path[1:], pattern[1:])
