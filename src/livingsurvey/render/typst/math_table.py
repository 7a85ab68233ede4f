"""The tables of MathML as data: matrices, cases, arrays, and equations set in lines.

MathML Core has no attributes for the look of a table, so math-core says it in `style`; older writers say it in
`columnalign`. A numbered equation is a table over the full width whose last cell is the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from livingsurvey.render.elements import plain, tag

_SIDE = re.compile(r"text-align:\s*(left|right|center)")
# What keeps a row from the edges: half of what is left for aligned lines, a little for those of one equation.
_EDGE = re.compile(r"width:\s*[\d.]+%")
_APART = re.compile(r"padding-left:\s*0*[1-9.]")
_SCRIPTS = {"1": "script", "2": "sscript"}
_WRAPPERS = ("semantics", "mrow", "mstyle")


@dataclass(frozen=True)
class Cell:
    """A cell's nodes, the side it is aligned to (`left`, `center`, `right`) and which rules it draws.

    One that is `apart` has room between itself and the cell before it.
    """

    nodes: tuple[etree._Element, ...]
    side: str = "center"
    apart: bool = False
    rule_right: bool = False
    rule_above: bool = False
    rule_below: bool = False


@dataclass(frozen=True)
class Row:
    """A row's cells and the number that stands at the margin beside it (an empty text for none)."""

    cells: tuple[Cell, ...]
    number: str = ""


def rows(table: etree._Element) -> list[Row]:
    """The rows of an `<mtable>`, each as long as the longest."""
    found = [_row(child) for child in table if tag(child) in ("mtr", "mlabeledtr")]
    if len(found) > 1 and not any(cell.nodes for cell in found[-1].cells):
        # A rule below the last row begins a row that has nothing else.
        ruled, last = any(cell.rule_above for cell in found.pop().cells), found[-1]
        found[-1] = replace(last, cells=tuple(replace(cell, rule_below=ruled) for cell in last.cells))
    width = max((len(row.cells) for row in found), default=0)
    return [Row(row.cells + (Cell(()),) * (width - len(row.cells)), row.number) for row in found]


def sides(found: Sequence[Row]) -> list[str]:
    """The side to which each column is aligned: that of its first cell with content."""
    cells = zip(*(row.cells for row in found), strict=True)
    return [next((cell.side for cell in column if cell.nodes), column[0].side) for column in cells]


def size_of(node: etree._Element) -> str:
    """The function of typst for the size in which a table or a group is set, empty where it does not say.

    A table's may be that of the style around it.
    """
    around = node.getparent() if tag(node) == "mtable" else None
    level = (node if around is None or tag(around) != "mstyle" else around).get("scriptlevel", "0")
    if level in _SCRIPTS:
        return _SCRIPTS[level]
    return {"true": "display", "false": "inline"}.get(node.get("displaystyle", ""), "")


def gaps(table: etree._Element, found: Sequence[Row]) -> list[str]:
    """The settings for what lies between a table's columns and rows, as LaTeX has it.

    Lines that are aligned where their columns meet have nothing between these; lines below an operator stand close.
    """
    if size_of(table) in _SCRIPTS.values():
        return ["row-gap: #.1em"]
    is_close = is_display(table) and not any(cell.apart for row in found for cell in row.cells)
    return ["column-gap: #0pt" if is_close else "column-gap: #1em", "row-gap: #.4em"]


def edges(table: etree._Element, found: Sequence[Row]) -> list[str]:
    """The edges at which a table draws rules, as MathML's `<menclose>` has them."""
    style, last = table.get("style", ""), found[-1].cells
    drawn = {
        "top": "border-top" in style,
        "left": "border-left" in style,
        "bottom": any(cell.rule_below for cell in last),
        "right": bool(last) and last[-1].rule_right,
    }
    return [edge for edge, is_drawn in drawn.items() if is_drawn]


def augmented(found: Sequence[Row]) -> list[str]:
    """The setting for the rules that a table draws between its rows and columns; none without any."""
    below = [number for number, row in enumerate(found) if number and any(cell.rule_above for cell in row.cells)]
    columns = zip(*(row.cells for row in found), strict=True)
    right = [number for number, column in enumerate(columns, 1) if any(cell.rule_right for cell in column)]
    right = [number for number in right if number < len(found[0].cells)]
    if not below and not right:
        return []
    lines = (f"({''.join(f'{value},' for value in values)})" for values in (below, right))
    return ["augment: #(hline: {}, vline: {}, stroke: .4pt)".format(*lines)]


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
        _APART.search(style) is not None,
        "border-right" in style,
        "border-top" in style,
    )
