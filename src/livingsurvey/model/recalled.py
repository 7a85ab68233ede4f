"""A .bib file told from what an earlier reading found in it: all that a reader sees, without the places.

Decoding LaTeX and splitting names is two thirds of the work of reading a store. Its results are kept as columns, a list
for each kind of fact with the entries' parts one behind the other: of 10,000 entries these are a dozen lists where a
list for each entry and field would be 100,000, and whoever takes them up again makes objects only when asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Any, TypeVar

from livingsurvey.model.reading import Reading
from livingsurvey.model.reference import Reference
from livingsurvey.syntax.bibtex import Entry
from livingsurvey.syntax.names import Name, Names
from livingsurvey.syntax.source import Source

T = TypeVar("T")

_PARTS = tuple(field.name for field in fields(Name))
_parts = attrgetter(*_PARTS)


def facts(reading: Reading) -> dict[str, Any]:
    """What there is to know of a file without its places, of plain types that JSON holds."""
    shapes: dict[tuple[str, ...], int] = {}
    people: dict[Name, int] = {}
    shape: list[int] = []
    values: list[str] = []
    persons: list[int] = []
    counts: list[int] = []
    for reference in reading.references:
        shape.append(shapes.setdefault(tuple(reference.fields), len(shapes)))
        values += reference.fields.values()
        for names in (reference.authors, reference.editors):
            counts.append(2 * len(names.people) + names.others)
            persons += [people.setdefault(person, len(people)) for person in names.people]
    return {
        "sound": reading.sound,
        "macros": dict(reading.macros),
        "keys": [reference.key for reference in reading.references],
        "types": [reference.type for reference in reading.references],
        "shapes": [list(names) for names in shapes],
        "shape": shape,
        "values": values,
        "people": [part for person in people for part in _parts(person)],
        "persons": persons,
        "counts": counts,
    }


class Recalled(Reading):
    """The reading of a file whose facts are known. The file itself is read when somebody asks for a place in it.

    Raises `ValueError` for facts that cannot be those of any file. That they are this file's is the caller's word.
    """

    def __init__(self, source: Source, known: Mapping[str, str], given: object) -> None:
        super().__init__(source, known)
        match given:
            case {"sound": bool(sound), "macros": dict(macros), **columns}:
                self.sound = sound
                self.macros = dict(zip(_column([*macros], str), _column([*macros.values()], str), strict=True))
            case _:
                raise ValueError("these are no facts of a file")
        self._keys = _column(columns.get("keys"), str)
        self._types = _column(columns.get("types"), str)
        self._shapes = [_column(names, str) for names in _column(columns.get("shapes"), list)]
        self._shape = _column(columns.get("shape"), int)
        self._values = _column(columns.get("values"), str)
        self._people = _column(columns.get("people"), str)
        self._persons = _column(columns.get("persons"), int)
        self._counts = _column(columns.get("counts"), int)
        self._check()
        sizes = [len(names) for names in self._shapes]
        self._fields = list(accumulate((sizes[shape] for shape in self._shape), initial=0))
        self._named = list(accumulate((count // 2 for count in self._counts), initial=0))
        if self._fields[-1] != len(self._values) or self._named[-1] != len(self._persons):
            raise ValueError("facts are missing")

    def _check(self) -> None:
        entries = len(self._keys)
        if [len(self._types), len(self._shape), len(self._counts)] != [entries, entries, 2 * entries]:
            raise ValueError("facts of some entries are missing")
        if len(self._people) % len(_PARTS):
            raise ValueError("parts of a name are missing")
        _within(self._shape, len(self._shapes))
        _within(self._persons, len(self._people) // len(_PARTS))
        _within(self._counts, 2 * len(self._persons) + 2)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every readable entry, in the file's order."""
        return tuple(_Known(self, number) for number in range(len(self._keys)))

    def key(self, number: int) -> str:
        return self._keys[number]

    def type(self, number: int) -> str:
        return self._types[number]

    def fields(self, number: int) -> Mapping[str, str]:
        """The decoded fields of an entry."""
        values = self._values[self._fields[number] : self._fields[number + 1]]
        return dict(zip(self._shapes[self._shape[number]], values, strict=True))

    def names(self, number: int) -> Names:
        """The authors of entry `n` for the number `2 * n`, its editors for `2 * n + 1`."""
        persons = self._persons[self._named[number] : self._named[number + 1]]
        return Names(tuple([self._all_names[person] for person in persons]), bool(self._counts[number] % 2))

    @cached_property
    def _all_names(self) -> list[Name]:
        parts = iter(self._people)
        return [Name(*parts_of_one) for parts_of_one in zip(*[parts] * len(_PARTS), strict=True)]


class _Known(Reference):
    """A reference that knows its facts, and finds its entry in the file when it must."""

    def __init__(self, reading: Recalled, number: int) -> None:
        vars(self).update(_reading=reading, _number=number)

    _reading: Recalled
    _number: int

    @cached_property
    def entry(self) -> Entry:
        return self._reading.file.entries[self._number]

    @property
    def key(self) -> str:
        return self._reading.key(self._number)

    @property
    def type(self) -> str:
        return self._reading.type(self._number)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        return self._reading.fields(self._number)

    @cached_property
    def authors(self) -> Names:
        return self._reading.names(2 * self._number)

    @cached_property
    def editors(self) -> Names:
        return self._reading.names(2 * self._number + 1)


def _column(column: object, kind: type[T]) -> list[T]:
    if not isinstance(column, list) or set(map(type, column)) - {kind}:
        raise ValueError(f"this is no list of facts: {column!r:.40}")
    return column


def _within(numbers: list[int], limit: int) -> None:
    if numbers and not 0 <= min(numbers) <= max(numbers) < limit:
        raise ValueError("a fact that is counted is missing")
