"""Comparison tables: what `tables/<id>.yml` in the documents' folder says, typed.

What a cell says is kept as it is written, since 1.50 and 1.5 are not the same claim. Whatever does not have the form
that the schema asks for is not here, but among the table's problems.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from livingsurvey.model.amounts import Amount
from livingsurvey.model.data_text import DataPassage, DataText
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

TABLES_FOLDER = "tables"
YES_NO = ("yes", "partial", "no")
UNKNOWN, NOT_APPLICABLE = "unknown", "n/a"
BLANKS = (UNKNOWN, NOT_APPLICABLE)
"""What a cell of any type may say instead of a value; there is no evidence for it."""


@dataclass(frozen=True)
class Column:
    """By what rows are compared; `type` is one of the schema's. `scale` and `facet` are names, each with its place."""

    id: str
    label: str
    type: str
    span: Span
    unit: str = ""
    scale: DataText | None = None
    facet: DataText | None = None
    description: str = ""


@dataclass(frozen=True)
class Cell:
    """What a row says in a column: `values` holds one text, several terms, or none where `amount` says it.

    `span` is the whole cell, `cite` are its texts of citations. Citations behind a value count as its own.
    """

    span: Span
    values: tuple[DataText, ...] = ()
    amount: Amount | None = None
    cite: tuple[DataText, ...] = ()
    note: DataText | None = None
    judgement: bool = False

    @property
    def value(self) -> str:
        """What it says in one text."""
        return ", ".join(value.text for value in self.values)

    @property
    def blank(self) -> bool:
        """Whether it says that there is nothing to say."""
        return self.amount is None and self.value in BLANKS

    @cached_property
    def groups(self) -> tuple[CitationGroup, ...]:
        """The citations of its value and the evidence given for it, without those of its note."""
        return tuple(group for text in (*self.values, *self.cite) for group in text.groups)


@dataclass(frozen=True)
class Row:
    """What is compared: `works` are the keys that it stands for, as citations; `cells` go by the columns' ids.

    `span` is where its id stands; `cell_spans` are the places of those ids.
    """

    id: str
    label: str
    span: Span
    works: tuple[CitationGroup, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    cell_spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A comparison table and what is wrong with its form; `block` is the name of the blocks that show one."""

    block: ClassVar[str] = "comparison"

    source: Source
    id: str
    title: str = ""
    description: str = ""
    as_of: datetime.date | None = None
    note: DataText | None = None
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def label(self) -> str:
        """By what cross-references name it."""
        return f"tbl-{self.id}"

    @property
    def page(self) -> str:
        """The path of its own page below the documents' folder."""
        return f"{TABLES_FOLDER}/{self.id}/index.md"

    def cells(self) -> Iterator[tuple[Row, Column, Cell]]:
        """The cells that a reader sees, row by row; of columns with the same id only the first has one."""
        for row in self.rows:
            yield from ((row, column, row.cells[column.id]) for column in self.columns if column.id in row.cells)

    @property
    def texts(self) -> Iterator[DataText]:
        """Whatever in it is Markdown, in the order of a page; citations behind a value are a text of their own."""
        for _, _, cell in self.cells():
            yield from (*cell.values, *cell.cite, *filter(None, [cell.note]))
        yield from filter(None, [self.note])

    @cached_property
    def passages(self) -> tuple[DataPassage, ...]:
        """Whatever in it cites, in the order in which a page shows it."""
        return tuple(passage for passage in self._passages() if passage.groups)

    def _passages(self) -> Iterator[DataPassage]:
        for row in self.rows:
            yield DataPassage(row.works, (row.label,), "")
            for column in self.columns:
                if cell := row.cells.get(column.id):
                    heads = (row.label, column.label)
                    groups = (*cell.groups, *(cell.note.groups if cell.note else ()))
                    yield DataPassage(groups, heads, shown(cell))
        if self.note:
            yield DataPassage(self.note.groups, (), self.note)


def shown(cell: Cell) -> str:
    """What a cell says as plain text: `5–10`, `at least 5`, `about 500`."""
    return str(cell.amount) if cell.amount else cell.value
