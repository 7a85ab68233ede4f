"""Values with places as plain data that JSON holds, and back.

A dataclass is a list of its fields, a place the list of its offsets (with the number of its source, unless that is
the first). What is read back is held against the type that it must have: it may come from a file that is damaged.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from livingsurvey.syntax.source import Source, Span

Read = Callable[[Any, Sequence[Source]], Any]


def plain(value: Any, sources: Sequence[Source]) -> Any:
    """The plain data for a value whose places lie in some sources. Raises `ValueError` for any other value."""
    return _plain(value, {source.path: number for number, source in enumerate(sources)})


def _plain(value: Any, numbers: dict[str, int]) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item, numbers) for item in value]
    if isinstance(value, Span):
        number = numbers.get(value.source.path)
        if number is None:
            raise ValueError(f"{value.source.path} is not among the sources")
        return [value.start, value.end, number] if number else [value.start, value.end]
    if isinstance(value, frozenset):
        return sorted(value)
    kind: Any = type(value)
    return [_plain(getattr(value, name), numbers) for name in _names(kind)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise ValueError(f"{kind.__name__} has no plain form")
    return tuple(field.name for field in fields(kind))


@cache
def reader(kind: Any) -> Read:
    """What makes a value of a type from its plain data and the sources, and raises `ValueError` where it cannot."""
    if kind is Span:
        return _span
    if kind in (str, int, bool, types.NoneType):
        return lambda data, _: data if type(data) is kind else _refuse(data)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType) and inner[1:] == (types.NoneType,):
        read = reader(inner[0])
        return lambda data, sources: None if data is None else read(data, sources)
    if origin in (tuple, frozenset) and (origin is frozenset or inner[1:] == (...,)):
        read = reader(inner[0])
        return lambda data, sources: (
            origin([read(item, sources) for item in data]) if type(data) is list else _refuse(data)
        )
    if is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} has no plain form")


def _dataclass(kind: Any) -> Read:
    hints = get_type_hints(kind)
    reads = [reader(hints[field.name]) for field in fields(kind)]

    def read(data: Any, sources: Sequence[Source]) -> Any:
        if type(data) is not list or len(data) != len(reads):
            _refuse(data)
        return kind(*[of_field(part, sources) for of_field, part in zip(reads, data, strict=True)])

    return read


def _span(data: Any, sources: Sequence[Source]) -> Span:
    if type(data) is not list or not 2 <= len(data) <= 3:
        _refuse(data)
    start, end, number = data if len(data) == 3 else (*data, 0)
    if not (type(start) is type(end) is type(number) is int and 0 <= number < len(sources)):
        _refuse(data)
    source = sources[number]
    if not 0 <= start <= end <= len(source.text):
        _refuse(data)
    return Span(source, start, end)


def _refuse(data: Any) -> Any:
    raise ValueError(f"this is not what was written: {data!r:.40}")
