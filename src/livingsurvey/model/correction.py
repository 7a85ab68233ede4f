"""Corrections: what a survey says of an entry that another program writes."""

from __future__ import annotations

from dataclasses import replace

from livingsurvey.syntax.bibtex import Entry, Field


def corrected(entry: Entry, correction: Entry) -> Entry:
    """The entry with the fields of its correction in place of its own; an empty one (`{}`) takes a field away.

    The type and the places are the correction's, which is where the survey's authors can write; each field knows its
    own source.
    """
    given: dict[str, list[Field]] = {}
    for field in correction.fields:
        given.setdefault(field.name, []).append(field)
    said = {name: fields if fields[0].value else [] for name, fields in given.items()}
    merged: list[Field] = []
    for field in entry.fields:
        merged += said.pop(field.name, []) if field.name in given else [field]
    for fields in said.values():
        merged += fields
    return replace(correction, fields=tuple(merged))
