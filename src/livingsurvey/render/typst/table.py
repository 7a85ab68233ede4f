"""How a table of HTML stands in the book: its grid, the widths of its columns, and where it is put.

typst can make columns as wide as their content or share out what there is, but does neither well for tables of words,
so widths are worked out here from the lengths of the texts, much as browsers do (CSS 2.2, 17.5.2.2).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from livingsurvey.render.elements import plain, tag

# Widths in templates/book.typ, in points: the text, the text with part of both margins, the text of a turned page.
_TEXT, _WIDE, _TURNED = 391.0, 482.0, 690.0
# The mean width of a letter in Libertinus Serif and the space beside a column, in ems of the table's own size.
_LETTER, _GUTTER = 0.46, 1.2
# A word of this length gets places to break at its marks.
_LONG_WORD = 18
# From this length on a word may be hyphenated without harm; a name of a row up to this length is kept on one line.
_BROKEN, _ROW_NAME = 12, 14
# Heads are set semibold, and a reader looks for their words first: these have room for up to so many letters.
_SEMIBOLD, _HEAD_WORD = 1.2, 14
# Spans beyond this are mistakes or mischief; cells of more letters may be broken between pages.
_MOST_SPAN, _TALL = 50, 900
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")
_BREAKS = re.compile(r"(?<=[_/.,:;=&?+-])(?=\w)|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Cell:
    """A cell with its element (none where the HTML left a hole), its first column, and how far it reaches."""

    element: etree._Element | None
    column: int
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return "" if self.element is None else plain(self.element)


@dataclass(frozen=True)
class Grid:
    """The rows of a table, each cell in the row where it starts; the first `head` rows are its head.

    The notes are what a foot says in lone cells: they stand below the table, where no head is repeated for them.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int
    sides: tuple[str, ...]
    notes: tuple[etree._Element, ...] = ()

    @property
    def width(self) -> int:
        return len(self.sides)


@dataclass(frozen=True)
class Layout:
    """Where a table stands, its size in points, and its columns.

    The place is `text`, `wide` (it reaches into the margins) or `turned` (it has a page on its side). The columns are
    shares of the width; none means each as wide as its content.
    """

    place: str
    size: float
    shares: tuple[int, ...] = ()


def soft_breaks(text: str) -> str:
    """The text with invisible places to break inside long words that have marks: addresses and identifiers."""
    return re.sub(rf"\S{{{_LONG_WORD},}}", lambda word: _BREAKS.sub("\u200b", word[0]), text)


def grid(table: etree._Element) -> Grid:
    """The table's cells; spans are cut where they would leave their section or lie over one another."""
    parts = [(tag(part), _rows(part)) for part in table if tag(part) in ("thead", "tbody", "tfoot")]
    notes = [row[0] for name, rows in parts for row in rows if name == "tfoot" and len(row) == 1]
    sections = [(name == "thead", [row for row in rows if row[0] not in notes]) for name, rows in parts]
    sections.append((False, _rows(table)))
    placed = [(is_head, _placed(rows)) for is_head, rows in sections]
    width = max((cell.column + cell.columns for _, rows in placed for row in rows for cell in row), default=0)
    head = [row for is_head, rows in placed if is_head for row in _filled(rows, width)]
    body = [row for is_head, rows in placed if not is_head for row in _filled(rows, width)]
    sides = [""] * width
    for cell in (cell for row in head + body for cell in row if cell.columns == 1):
        sides[cell.column] = sides[cell.column] or _side(cell.element)
    return Grid(tuple(head + body), len(head), tuple(side or "left" for side in sides), tuple(notes))


def layout(found: Grid, free: bool) -> Layout:
    """The least conspicuous place in which the table reads well; it is turned only where it is `free` to be."""
    texts = [(cell.column, cell.text) for row in found.rows for cell in row if cell.columns == 1]
    longest, words = [1] * found.width, [1] * found.width
    for column, text in texts:
        longest[column] = max(longest[column], len(text))
        pieces = soft_breaks(text).replace("\u200b", " ").split()
        words[column] = max(words[column], *(min(len(piece), _BROKEN) for piece in pieces), 1)
    for cell in (cell for row in found.rows[: found.head] for cell in row if cell.columns == 1):
        heads = (min(len(piece), _HEAD_WORD) for piece in soft_breaks(cell.text).replace("\u200b", " ").split())
        words[cell.column] = max(words[cell.column], math.ceil(_SEMIBOLD * max(heads, default=0)))
    if found.width:
        # The first column names the rows: it is not hyphenated and gets a line for its name where that is short.
        words[0] = max(words[0], min(longest[0], _ROW_NAME))
    if sum(longest) <= _letters(_TEXT, 9, found.width):
        return Layout("text", 9)
    places = [(Layout("text", 9), _TEXT, 5), (Layout("wide", 9), _WIDE, 9), (Layout("wide", 8), _WIDE, 10)]
    if free:
        places += [(Layout("turned", 9), _TURNED, 14), (Layout("turned", 8), _TURNED, 0)]
    else:
        places += [(Layout("wide", 7), _WIDE, 0)]
    for place, width, tallest in places:
        letters = _letters(width, place.size, found.width)
        counts = _shared(letters, words, longest)
        lines = max(-(-len(text) // counts[column]) for column, text in texts)
        if lines <= tallest and sum(words) <= letters:
            break
    # A column's share holds its letters and the space beside them, in hundredths of an em.
    return replace(place, shares=tuple(round(100 * (count * _LETTER + _GUTTER)) for count in counts))


def write(found: Grid, settled: Layout, content: Callable[[etree._Element], str]) -> str:
    """A call of `data-table` in templates/book.typ, without `#`, the cells' content as `content` writes it."""
    shares = [f"{share}fr" for share in settled.shares] or ["auto"] * found.width
    rows = ["".join(f"{_cell(cell, content)}, " for cell in row) for row in found.rows]
    head, body = "".join(rows[: found.head]), "".join(rows[found.head :])
    header = f"table.header(heavy-rule, {head}thin-rule), " if head else "heavy-rule, "
    texts = [cell.text for row in found.rows for cell in row]
    tall = any(len(text) > _TALL for text in texts)
    notes = "".join(f"[{content(note)}], " for note in found.notes)
    return (
        f"data-table({settled.size:g}pt, {'true' if tall else 'false'}, ({notes}), "
        f"columns: ({', '.join(shares)},), align: ({', '.join(found.sides)},), {header}{body}heavy-rule)"
    )


def _rows(section: etree._Element) -> list[list[etree._Element]]:
    rows = ([cell for cell in row if tag(cell) in ("td", "th")] for row in section if tag(row) == "tr")
    return [row for row in rows if row]


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "")
    return min(max(int(value), 1), _MOST_SPAN) if value.isascii() and value.isdigit() else 1


def _side(cell: etree._Element | None) -> str:
    if cell is None:
        return ""
    style = _ALIGN.search(cell.get("style", ""))
    side = style[1] if style else cell.get("align", "").lower()
    return side if side in ("left", "right", "center") else ""


def _placed(rows: Sequence[Sequence[etree._Element]]) -> list[list[Cell]]:
    """The cells of one section in their columns, as the table model of HTML places them."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column, cells = 0, []
        for element in row:
            while (number, column) in taken:
                column += 1
            depth, reach = min(_span(element, "rowspan"), len(rows) - number), 1
            while reach < _span(element, "colspan") and (number, column + reach) not in taken:
                reach += 1
            taken |= {(number + y, column + x) for y in range(depth) for x in range(reach)}
            cells.append(Cell(element, column, reach, depth))
        placed.append(cells)
    return placed


def _filled(rows: Sequence[Sequence[Cell]], width: int) -> list[tuple[Cell, ...]]:
    """The rows of a section with empty cells in its holes: typst would move the next cell into them."""
    taken = {
        (number + y, cell.column + x)
        for number, row in enumerate(rows)
        for cell in row
        for y in range(cell.rows)
        for x in range(cell.columns)
    }
    holes = [
        [Cell(None, column) for column in range(width) if (number, column) not in taken] for number in range(len(rows))
    ]
    return [tuple(sorted([*row, *hole], key=lambda cell: cell.column)) for row, hole in zip(rows, holes, strict=True)]


def _letters(width: float, size: float, columns: int) -> int:
    """How many letters stand beside one another in a table of this width (points) and size."""
    return int((width / size - _GUTTER * columns) / _LETTER)


def _shared(letters: int, words: Sequence[int], longest: Sequence[int]) -> list[int]:
    """The letters of a line shared among columns: each has its longest word, the rest goes where most is to be set."""
    spare = max(letters - sum(words), 0)
    # The exponent is a compromise: shares by length starve short columns, shares by their root waste room on them.
    wants = [max(length - word, 0) ** 0.7 for length, word in zip(longest, words, strict=True)]
    total = sum(wants) or 1
    return [int(word + spare * want / total) for word, want in zip(words, wants, strict=True)]


def _cell(cell: Cell, content: Callable[[etree._Element], str]) -> str:
    inner = "" if cell.element is None else content(cell.element)
    spans = [f"{name}: {count}" for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1]
    share = "" if cell.element is None else cell.element.get("data-share", "")
    if share.isdecimal():
        spans.append(f"fill: shade({share}%)")
    return f"table.cell({', '.join(spans)})[{inner}]" if spans else f"[{inner}]"
