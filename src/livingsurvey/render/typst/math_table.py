"""The tables of MathML as data: matrices, cases, arrays, and equations set in lines.

MathML Core has no attributes for the look of a table, so math-core says it in `style`; older writers say it in
`columnalign`. A numbered equation is a table over the full width whose last cell is the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from livingsurvey.render.elements import plain, tag

_SIDE = re.compile(r"text-align:\s*(left|right|center)")
_EDGE = re.compile(r"width:\s*50%")
_WRAPPERS = ("semantics", "mrow", "mstyle")


@dataclass(frozen=True)
class Cell:
    """A cell's nodes, the side it is aligned to (`left`, `center`, `right`), and which rules it draws."""

    nodes: tuple[etree._Element, ...]
    side: str = "center"
    rule_right: bool = False
    rule_above: bool = False


@dataclass(frozen=True)
class Row:
    """A row's cells and the number that stands at the margin beside it (an empty text for none)."""

    cells: tuple[Cell, ...]
    number: str = ""


def rows(table: etree._Element) -> list[Row]:
    """The rows of an `<mtable>`, each as long as the longest."""
    found = [_row(child) for child in table if tag(child) in ("mtr", "mlabeledtr")]
    width = max((len(row.cells) for row in found), default=0)
    return [Row(row.cells + (Cell(()),) * (width - len(row.cells)), row.number) for row in found]


def sides(found: Sequence[Row]) -> list[str]:
    """The side to which each column is aligned: that of its first cell with content."""
    cells = zip(*(row.cells for row in found), strict=True)
    return [next((cell.side for cell in column if cell.nodes), column[0].side) for column in cells]


def rules(found: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The numbers of the rows and of the columns after which a rule is drawn, both from 1."""
    below = [number for number, row in enumerate(found) if number and any(cell.rule_above for cell in row.cells)]
    columns = zip(*(row.cells for row in found), strict=True)
    right = [number for number, column in enumerate(columns, 1) if any(cell.rule_right for cell in column)]
    return below, [number for number in right if number < len(found[0].cells)]


def is_display(table: etree._Element) -> bool:
    """Whether a table holds equations set in lines, and not the elements of a matrix."""
    return table.get("displaystyle") == "true"


def equations(element: etree._Element) -> etree._Element | None:
    """The table that is all of a formula and holds equations in lines, if it is one."""
    children = [child for child in element if tag(child) and not tag(child).startswith("annotation")]
    if len(children) != 1:
        return None
    if tag(children[0]) in _WRAPPERS:
        return equations(children[0])
    return children[0] if tag(children[0]) == "mtable" and is_display(children[0]) else None


def _row(element: etree._Element) -> Row:
    cells = [child for child in element if tag(child) == "mtd"]
    number = ""
    if len(cells) > 2 and _EDGE.search(cells[0].get("style", "")) and _EDGE.search(cells[-1].get("style", "")):
        number, cells = plain(cells[-1]), cells[1:-1]
    return Row(tuple(map(_cell, cells)), number)


def _cell(element: etree._Element) -> Cell:
    style = element.get("style", "")
    side = _SIDE.search(style)
    return Cell(
        tuple(child for child in element if tag(child)),
        side[1] if side else element.get("columnalign", "center").split(" ")[0],
        "border-right" in style,
        "border-top" in style,
    )
