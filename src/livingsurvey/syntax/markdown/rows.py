"""The lines of a Markdown text before its blocks are sought: fenced code, raw HTML and comments set apart.

Python-Markdown does this first (superfences, then its HTML preprocessor), and so a fence or a comment holds whatever
it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from markdown.util import BLOCK_LEVEL_ELEMENTS

from livingsurvey.syntax.markdown.fences import fences

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TAB = 4
_RAW = re.compile(r" {0,3}<(?:!--|(?P<tag>[A-Za-z][A-Za-z0-9]*)\b(?P<attributes>[^<>]*)>)")
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_MARK = "\x02"
INDENT = " " * _TAB


class Row(NamedTuple):
    """A line, with tabs as spaces and empty if it is blank; or all the lines that are set apart together.

    `start` and `end` are its offsets, line end included.
    """

    text: str
    start: int
    end: int
    raw: str = ""
    kind: Literal["line", "fence", "html", "comment"] = "line"

    def offset(self, column: int) -> int:
        """The offset of a column of the text."""
        if "\t" not in self.raw:
            return self.start + min(column, len(self.raw))
        width = 0
        for number, char in enumerate(self.raw):
            if width >= column:
                return self.start + number
            width += _TAB - width % _TAB if char == "\t" else 1
        return self.start + len(self.raw)


class Line:
    """A row as it stands in some container: its text without what the container takes from its beginning."""

    __slots__ = ("row", "text")

    def __init__(self, row: Row, text: str) -> None:
        self.row = row
        self.text = text

    def indented(self) -> bool:
        return self.text.startswith(INDENT)

    def dedented(self) -> Line:
        """Without one level of indentation, if it has one."""
        return Line(self.row, self.text[len(INDENT) :]) if self.indented() else self

    def behind(self, marker: re.Pattern[str]) -> Line:
        """What follows a marker, if it begins with one."""
        found = marker.match(self.text)
        rest = self.text[found.end() :] if found else self.text
        return Line(self.row, rest if rest.strip() else "")

    def offset(self, column: int) -> int:
        """The offset of a column of its text."""
        return self.row.offset(len(self.row.text) - len(self.text) + column)

    def start(self) -> int:
        """The offset of its first character that is no blank."""
        return self.offset(len(self.text) - len(self.text.lstrip()))

    def end(self) -> int:
        """The offset behind its last character; line ends are left out."""
        return self.row.end if self.row.kind != "line" else self.offset(len(self.text.rstrip()))


def rows(text: str, start: int = 0) -> list[Row]:
    """The rows of a text from an offset on, in order."""
    lines = [_row(found[0], found.start(), found.end()) for found in _LINE.finditer(text, start) if found[0]]
    kept, end = [], 0
    for first, last, lead in fences([line.text for line in lines]):
        kept += [*lines[end:first], _apart("fence", lines[first].start, lines[last].end, lead)]
        end = last + 1
    return list(_without_html(text, kept + lines[end:]))


def _row(raw: str, start: int, end: int) -> Row:
    raw = raw.rstrip("\r\n")
    return Row(raw.expandtabs(_TAB) if raw.strip() else "", start, end, raw)


def _apart(kind: Literal["fence", "html", "comment"], start: int, end: int, lead: str = "") -> Row:
    return Row(lead + _MARK, start, end, kind=kind)


def _without_html(text: str, lines: list[Row]) -> Iterator[Row]:
    """The rows with raw HTML and comments that begin a line set apart, each as a block of its own."""
    last_close = text.rfind("-->")
    number = 0
    rest: int | None = None  # where the rest of the line begins, if HTML ended in it
    while number < len(lines):
        line = lines[number]
        start = line.start if rest is None else rest
        found = _RAW.match(text, start) if line.kind == "line" else None
        end = _html_end(text, found, last_close) if found else None
        if not found or end is None:
            yield line if rest is None else _row(text[rest : line.end], rest, line.end)
            number, rest = number + 1, None
            continue
        yield Row("", start, start)
        yield _apart("html" if found["tag"] else "comment", start, end)
        yield Row("", end, end)
        while number < len(lines) and lines[number].end <= end:
            number += 1
        rest = end if number < len(lines) and lines[number].start < end else None


def _html_end(text: str, opening: re.Match[str], last_close: int) -> int | None:
    """The offset behind the raw HTML that begins here; `None` if this begins none.

    `last_close` is where the last comment of the text ends.
    """
    tag = opening["tag"]
    if tag is None:
        return text.index("-->", opening.end()) + 3 if opening.end() <= last_close else None
    if tag.lower() not in _BLOCKS:
        return None
    attributes = opening["attributes"]
    if tag.lower() == "hr" or attributes.endswith("/") or re.search(r"\smarkdown\b", attributes):
        return opening.end()  # what `markdown` marks is read as Markdown
    depth = 0
    for found in re.compile(rf"<(/?){tag}\b[^<>]*>", re.I).finditer(text, opening.start()):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return len(text)
