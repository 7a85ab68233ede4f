"""Reading a comparison table: from YAML with places to `Table`, as far as its form allows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from livingsurvey.config import written
from livingsurvey.model.amounts import Amount, range_of
from livingsurvey.model.data_fields import (
    NUMBER,
    citations,
    date,
    first_line,
    is_scalar,
    items,
    text,
    text_with_places,
    truth,
)
from livingsurvey.model.data_text import DataText, data_text, keys_cited
from livingsurvey.model.shape import read
from livingsurvey.model.tables import Cell, Column, Row, Table
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source


def read_table(source: Source) -> Table:
    """The table that a file describes."""
    id_ = posixpath.splitext(posixpath.basename(source.path))[0]
    root, problems = read(source, "table")
    if root is None or not isinstance(root.value, dict):
        return Table(source, id_, problems=problems)
    scales = root.get("scales")
    columns = tuple(_columns(root.get("columns")))
    problems = (*problems, *_empty_cells(root.get("rows")))
    return Table(
        source,
        id_,
        text(root, "title"),
        text(root, "description"),
        date(root, "as-of"),
        text_with_places(root, "note"),
        {
            name: tuple(written(word) for word in items(words) if is_scalar(word))
            for name, _, words in (scales.items() if scales else ())
        },
        columns,
        tuple(_rows(root.get("rows"), {column.id: column.type for column in columns})),
        problems,
    )


def _columns(node: yaml.Node | None) -> Iterator[Column]:
    for item in items(node):
        id_ = item.get("id")
        if id_ and is_scalar(id_):
            yield Column(
                written(id_),
                text(item, "label") or written(id_),
                text(item, "type"),
                id_.span,
                text(item, "unit"),
                text_with_places(item, "scale"),
                text_with_places(item, "facet"),
                text(item, "description"),
            )


def _rows(node: yaml.Node | None, types: dict[str, str]) -> Iterator[Row]:
    for item in items(node):
        id_, cells = item.get("id"), item.get("cells")
        if id_ and is_scalar(id_):
            pairs = tuple(cells.items()) if cells else ()
            yield Row(
                written(id_),
                text(item, "label") or written(id_),
                id_.span,
                keys_cited(work for work in items(item.get("works")) if is_scalar(work)),
                {column: _cell(cell, types.get(column, "")) for column, _, cell in pairs if cell.value is not None},
                {column: span for column, span, _ in pairs},
            )


def _empty_cells(node: yaml.Node | None) -> Iterator[Problem]:
    """Cells that state no value, in whichever form."""
    for item in items(node):
        for name, span, cell in cells.items() if (cells := item.get("cells")) else ():
            if isinstance(cell.value, dict) and not any(cell.get(each) for each in ("value", "from", "to", "about")):
                yield Problem(span, f"the cell `{name}` says nothing", "write `value: ...`, `unknown` if need be")


def _cell(node: yaml.Node, type_: str) -> Cell:
    """A cell of a column of some type."""
    span = first_line(node)
    if not isinstance(node.value, dict):
        values, cite = _value(node)
        return Cell(span, values, _number(values, type_), cite)
    value = node.get("value")
    values, cite = _value(value) if value and value.value is not None else ((), ())
    return Cell(
        span,
        values,
        range_of(node) if not values else _number(values, type_),
        (*cite, *citations(node)),
        text_with_places(node, "note"),
        truth(node, "judgement"),
    )


def _value(node: yaml.Node) -> tuple[tuple[DataText, ...], tuple[DataText, ...]]:
    """A value and the citations behind it."""
    if isinstance(node.value, tuple):
        return tuple(data_text(item) for item in node.value if is_scalar(item)), ()
    return _apart(data_text(node))


def _apart(whole: DataText) -> tuple[tuple[DataText, ...], tuple[DataText, ...]]:
    """A text and what of its citations stands at its end."""
    groups = whole.document.citation_groups if "[" in whole.text else ()
    end = len(whole.text)
    for group in reversed(groups):
        if group.narrative or whole.text[group.span.end : end].strip(" \t\n;,"):
            break
        end = group.span.start
    value = whole.text[:end].rstrip()
    if end == len(whole.text) or not value:
        return (whole,), ()
    return (whole.part(0, len(value)),), (whole.part(end, len(whole.text)),)


def _number(values: tuple[DataText, ...], type_: str) -> Amount | None:
    """A value of a column of numbers, if it is one."""
    found = values[0].text if len(values) == 1 and type_ == "number" else ""
    return Amount(found, found) if NUMBER.fullmatch(found) else None
