"""The line of a place with carets under the exact words, as wide as a terminal."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from livingsurvey.check.reporters.visible import cells as visible_cells
from livingsurvey.syntax.source import Span

_GUTTER = len("123456 | ")
_LEAST = 20
_PER_COLUMN = 4  # characters, with the marks on them
RESET = "\x1b[0m"


def excerpt(span: Span, columns: int, colour: str = "") -> Iterator[str]:
    """The line of a place, cut to a terminal of so many columns, and the carets; nothing for a blank line."""
    room = max(columns - _GUTTER, _LEAST)
    number, column = span.position
    line = span.source.line(number)
    if not line.strip():
        return
    # Of a line that is a whole book no more is looked at than may be shown: characters take a column or two, marks on
    # them none.
    start = max(0, column - 1 - _PER_COLUMN * room)
    row = line[start : column - 1 + _PER_COLUMN * room].replace("\t", " ")
    place = column - 1 - start
    cells = visible_cells(row)
    at = list(accumulate(map(_width, cells), initial=0))  # the terminal's column of each character
    first = bisect_left(at, max(0, min(at[place] - room // 2, at[-1] - room)))
    behind = bisect_right(at, at[first] + room) - 1
    last, end = span.end_position
    stop = min(end - 1 - start if last == number else len(row), behind)
    left, marked = at[place] - at[first], max(1, at[max(stop, place)] - at[place])
    gutter = f"{number:>6} | "
    yield gutter + "".join(cells[first:behind])
    yield " " * len(f"{number:>6} ") + "| " + " " * left + colour + "^" * marked + (RESET if colour else "")


def _width(shown: str) -> int:
    """Terminal columns that a text takes."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in shown
    )
