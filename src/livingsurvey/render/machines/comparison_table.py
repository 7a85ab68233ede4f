"""A comparison table as a table of Markdown, with the evidence in its cells."""

from __future__ import annotations

from livingsurvey.model.numbering import TABLE_CAPTION
from livingsurvey.model.tables import Cell, Column, Table, shown
from livingsurvey.render.machines.data_words import captioned, ruled, worded
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages


def comparison_table(pages: Pages, path: str, table: Table) -> str:
    """The table on the page at a path: its caption as the page numbers it, its rows, its note."""
    lines = [["", *map(_headed, table.columns)], ["---"] * (len(table.columns) + 1)]
    for row in table.rows:
        cells = (row.cells.get(column.id) for column in table.columns)
        lines.append([escaped(row.label), *(_told(pages, path, cell) if cell else "" for cell in cells)])
    caption = captioned(pages, path, TABLE_CAPTION, table.label, table.title)
    return ruled(caption, lines, worded(pages, path, table.note) if table.note else "")


def _headed(column: Column) -> str:
    return escaped(f"{column.label} ({column.unit})" if column.unit else column.label)


def _told(pages: Pages, path: str, cell: Cell) -> str:
    """What a cell says, then its evidence, whose judgement it is, and its note."""
    said = escaped(shown(cell)) if cell.amount else ", ".join(worded(pages, path, value) for value in cell.values)
    evidence = " ".join(worded(pages, path, text) for text in cell.cite)
    judged = "(the editors' judgement)" if cell.judgement else ""
    note = f"({worded(pages, path, cell.note)})" if cell.note else ""
    return " ".join(filter(None, [said, evidence, judged, note]))
