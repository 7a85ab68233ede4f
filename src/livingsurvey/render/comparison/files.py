"""Comparison tables to take away: as CSV for spreadsheets, as JSON for programs. Their works' BibTeX stands beside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from csv import writer
from io import StringIO
from typing import Any

from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Cell, Column, Row, Table, shown
from livingsurvey.model.targets import table_files
from livingsurvey.render.data_export import cites, evidence, keys, known, number, plain, safe
from livingsurvey.render.exports.csv import MARK, harmless
from livingsurvey.syntax.source import Source


def tables(survey: Survey) -> Iterator[Source]:
    """The files of all tables, by their paths below the site's root."""
    for table in survey.tables.values():
        as_csv, as_json = table_files(table)
        yield Source(as_csv, table_csv(survey, table))
        yield Source(as_json, table_json(survey, table))


def table_csv(survey: Survey, table: Table) -> str:
    """A line for each row; beside each column one with its evidence (RFC 4180, as the bibliography's CSV has it)."""
    text = StringIO()
    lines = writer(text, lineterminator="\r\n")
    names = [name for column in table.columns for name in (_headed(column), f"{column.label}: evidence")]
    lines.writerow(map(harmless, ["", "Works", *names]))
    for row in table.rows:
        cells = [row.cells.get(column.id) for column in table.columns]
        told = [text for cell in cells for text in (_told(survey, cell) if cell else ("", ""))]
        lines.writerow(map(safe, [row.label, "; ".join(keys(survey, row.works)), *told]))
    return MARK + text.getvalue()


def table_json(survey: Survey, table: Table) -> str:
    """All that the table's file says, as `api/schema.json` describes it."""
    told = {"$schema": "../api/schema.json#/$defs/table", **table_facts(survey, table)}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def table_facts(survey: Survey, table: Table) -> dict[str, Any]:
    """What the table's file says, its citations taken apart; what a table lacks is left out."""
    facts = {
        "id": table.id,
        "title": table.title,
        "description": table.description,
        "as_of": table.as_of and table.as_of.isoformat(),
        "note": plain(table.note),
        "note_cites": cites(survey, table.note.groups if table.note else ()),
        "columns": [_column(table, column) for column in table.columns],
        "rows": [_row(survey, table, row) for row in table.rows],
    }
    return known(facts)


def _column(table: Table, column: Column) -> Mapping[str, Any]:
    scale = table.scales.get(column.scale.text, ()) if column.scale else ()
    return known(
        {
            "id": column.id,
            "label": column.label,
            "type": column.type,
            "unit": column.unit,
            "scale": list(scale),
            "facet": column.facet and column.facet.text,
            "description": column.description,
        }
    )


def _row(survey: Survey, table: Table, row: Row) -> Mapping[str, Any]:
    return {
        "id": row.id,
        "label": row.label,
        "works": keys(survey, row.works),
        "cells": {column.id: _cell(survey, row.cells[column.id]) for column in table.columns if column.id in row.cells},
    }


def _cell(survey: Survey, cell: Cell) -> Mapping[str, Any]:
    values = [value.text for value in cell.values]
    facts = {
        "value": values if len(values) > 1 else _said(cell),
        "number": number(cell.amount),
        "cites": cites(survey, cell.groups),
        "note": plain(cell.note),
        "note_cites": cites(survey, cell.note.groups if cell.note else ()),
        "judgement": cell.judgement,
    }
    return known(facts)


def _told(survey: Survey, cell: Cell) -> tuple[str, str]:
    """What a cell says, and its evidence."""
    return _said(cell), evidence(survey, cell.groups, cell.judgement, cell.note)


def _said(cell: Cell) -> str:
    return shown(cell) if cell.amount or len(cell.values) != 1 else plain(cell.values[0])


def _headed(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label
