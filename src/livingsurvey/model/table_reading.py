"""Reading a comparison table: from YAML with places to `Table`, as far as its form allows."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator

from livingsurvey.config import written
from livingsurvey.model.data_text import DataText, data_text, keys_cited
from livingsurvey.model.shape import read
from livingsurvey.model.tables import Amount, Cell, Column, Row, Table
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?")
"""A number as a cell may have it; commas part thousands."""


def read_table(source: Source) -> Table:
    """The table that a file describes."""
    id_ = posixpath.splitext(posixpath.basename(source.path))[0]
    root, problems = read(source, "table")
    if root is None or not isinstance(root.value, dict):
        return Table(source, id_, problems=problems)
    as_of, scales = root.get("as-of"), root.get("scales")
    columns = tuple(_columns(root.get("columns")))
    problems = (*problems, *_empty_cells(root.get("rows")))
    return Table(
        source,
        id_,
        _text(root, "title"),
        _text(root, "description"),
        as_of.value if as_of and type(as_of.value) is datetime.date else None,
        _data_text(root, "note"),
        {
            name: tuple(written(word) for word in _items(words) if _is_scalar(word))
            for name, _, words in (scales.items() if scales else ())
        },
        columns,
        tuple(_rows(root.get("rows"), {column.id: column.type for column in columns})),
        problems,
    )


def _columns(node: yaml.Node | None) -> Iterator[Column]:
    for item in _items(node):
        id_ = item.get("id")
        if id_ and _is_scalar(id_):
            yield Column(
                written(id_),
                _text(item, "label") or written(id_),
                _text(item, "type"),
                id_.span,
                _text(item, "unit"),
                _data_text(item, "scale"),
                _data_text(item, "facet"),
                _text(item, "description"),
            )


def _rows(node: yaml.Node | None, types: dict[str, str]) -> Iterator[Row]:
    for item in _items(node):
        id_, cells = item.get("id"), item.get("cells")
        if id_ and _is_scalar(id_):
            pairs = tuple(cells.items()) if cells else ()
            yield Row(
                written(id_),
                _text(item, "label") or written(id_),
                id_.span,
                keys_cited(work for work in _items(item.get("works")) if _is_scalar(work)),
                {column: _cell(cell, types.get(column, "")) for column, _, cell in pairs if cell.value is not None},
                {column: span for column, span, _ in pairs},
            )


def _empty_cells(node: yaml.Node | None) -> Iterator[Problem]:
    """Cells that state no value, in whichever form."""
    for item in _items(node):
        for name, span, cell in cells.items() if (cells := item.get("cells")) else ():
            if isinstance(cell.value, dict) and not any(cell.get(each) for each in ("value", "from", "to", "about")):
                yield Problem(span, f"the cell `{name}` says nothing", "write `value: ...`, `unknown` if need be")


def _cell(node: yaml.Node, type_: str) -> Cell:
    """A cell of a column of some type."""
    span = _first_line(node)
    if not isinstance(node.value, dict):
        values, cite = _value(node)
        return Cell(span, values, _number(values, type_), cite)
    value, evidence, judgement = node.get("value"), node.get("cite"), node.get("judgement")
    values, cite = _value(value) if value and value.value is not None else ((), ())
    more = tuple(data_text(item) for item in (_items(evidence) or (evidence,)) if item and _is_scalar(item))
    return Cell(
        span,
        values,
        _range(node) if not values else _number(values, type_),
        (*cite, *more),
        _data_text(node, "note"),
        judgement is not None and judgement.value is True,
    )


def _value(node: yaml.Node) -> tuple[tuple[DataText, ...], tuple[DataText, ...]]:
    """A value and the citations behind it."""
    if isinstance(node.value, tuple):
        return tuple(data_text(item) for item in node.value if _is_scalar(item)), ()
    return _apart(data_text(node))


def _apart(text: DataText) -> tuple[tuple[DataText, ...], tuple[DataText, ...]]:
    """A text and what of its citations stands at its end."""
    groups = text.document.citation_groups if "[" in text.text else ()
    end = len(text.text)
    for group in reversed(groups):
        if group.narrative or text.text[group.span.end : end].strip(" \t\n;,"):
            break
        end = group.span.start
    value = text.text[:end].rstrip()
    if end == len(text.text) or not value:
        return (text,), ()
    return (text.part(0, len(value)),), (text.part(end, len(text.text)),)


def _number(values: tuple[DataText, ...], type_: str) -> Amount | None:
    """A value of a column of numbers, if it is one."""
    text = values[0].text if len(values) == 1 and type_ == "number" else ""
    return Amount(text, text) if NUMBER.fullmatch(text) else None


def _range(node: yaml.Node) -> Amount | None:
    bounds = {name: _text(node, name) for name in ("from", "to", "about")}
    if any(text and not NUMBER.fullmatch(text) for text in bounds.values()) or not any(bounds.values()):
        return None
    if bounds["about"]:
        return Amount(bounds["about"], bounds["about"], about=True)
    return Amount(bounds["from"], bounds["to"])


def _items(node: yaml.Node | None) -> tuple[yaml.Node, ...]:
    return node.value if node and isinstance(node.value, tuple) else ()


def _is_scalar(node: yaml.Node) -> bool:
    return node.value is not None and not isinstance(node.value, dict | tuple | yaml.Opaque)


def _text(node: yaml.Node, name: str) -> str:
    """A text as it is written, on one line."""
    found = node.get(name)
    return " ".join(written(found).split()) if found and _is_scalar(found) else ""


def _data_text(node: yaml.Node, name: str) -> DataText | None:
    found = node.get(name)
    return data_text(found) if found and _is_scalar(found) else None


def _first_line(node: yaml.Node) -> Span:
    """Where a value begins: one of many lines is not marked whole."""
    length = len(node.span.text.split("\n", 1)[0].rstrip())
    return node.span.source.span(node.span.start, node.span.start + length)
