"""The blocks of a Markdown text as Python-Markdown divides it: code, comments, headings, and runs of inline text.

Whether a line is code depends on all that it stands in: four columns of indentation make code below a paragraph, and
another paragraph below a list item. So this follows the block parsers of Python-Markdown and of the extensions that
Material's users have (panels, footnotes, definition lists, tables, pymdownx blocks), in the order in which they try.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from livingsurvey.syntax.markdown.rows import Line, Row, rows

# Deeper than authors nest, and less deep than Python-Markdown's own limit.
_DEPTH = 40

_CLASSES = r"[\w-]+(?: +[\w-]+)*"
_FOLDABLE = rf'\?\?\?\+? ?(?:(?:{_CLASSES})? +".*?"|{_CLASSES}) *$'
_TAB_HEAD = r'={3}(?:\+|\+!|!\+|!)? +".*?" *$'
_PANEL = re.compile(rf'!!! ?{_CLASSES}(?: +".*?")? *$|{_FOLDABLE}|{_TAB_HEAD}')
_SLASHES = re.compile(r" {0,3}/{3,} *(?P<name>[\w-]+ *(?:\|.*)?)?$")
_MARKS = re.compile(r"#{1,6}")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,}) *$")
_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_DEFINITION = re.compile(r" {0,3}: {1,3}")
_QUOTE = re.compile(r" {0,3}> ?")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]*\]: *")
_NO_PIPE = re.compile(r"\\.|(`+)(?:(?!\1).)*\1")
# What a line can open, by its first character that is no blank.
_OPENERS = {"!": _PANEL, "?": _PANEL, "=": _PANEL, "/": _SLASHES, "#": _MARKS, "-": _RULE, "_": _RULE, "*": _RULE}
_OPENERS |= {":": _DEFINITION, ">": _QUOTE, "[": _FOOTNOTE}
# These end what a list or a quote may take from the lines that follow it.
_STRONGER = (_PANEL, _SLASHES, _MARKS, _RULE)


@dataclass(frozen=True)
class Block:
    """A place in a text; `inner` is where its inline text stands: of a heading, what is between its marks.

    `level` is a heading's, from 1; `row` is the number of a table's row, from 1: its head, the line below, and so on.
    """

    kind: Literal["code", "comment", "heading", "text", "row"]
    start: int
    end: int
    inner: tuple[int, int]
    level: int = 0
    row: int = 0


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks from an offset on, in order; between them are blanks, and the marks of lists, quotes and panels."""
    reader = _Reader()
    lines = rows(text, start)
    for row in lines:
        if row.kind in ("fence", "comment"):
            kind: Literal["code", "comment"] = "code" if row.kind == "fence" else "comment"
            reader.found.append(Block(kind, row.start, row.end, (row.start, row.end)))
    reader.read([Line(row, row.text) for row in lines])
    return tuple(sorted(reader.found, key=lambda block: (block.start, block.end)))


_GAP = Line(Row("", 0, 0), "")


class _Reader:
    """Gathers blocks, container by container."""

    def __init__(self) -> None:
        self.found: list[Block] = []

    def read(self, lines: Sequence[Line], depth: int = 0, whole: bool = True) -> None:
        """Find the blocks in the lines of a container; `whole` if Python-Markdown sees them all at once."""
        if depth > _DEPTH:
            self.text(lines)
        else:
            _Container(self, lines, depth, whole).run(0, len(lines))

    def text(self, lines: Sequence[Line]) -> None:
        """One run of inline text over some lines."""
        lines = [line for line in lines if line.text]
        if lines:
            start, end = lines[0].start(), lines[-1].end()
            self.found.append(Block("text", start, end, (start, end)))

    def heading(self, level: int, line: Line, inner: tuple[int, int], last: Line) -> None:
        """A heading; `inner` are the columns of its text in the line."""
        first, behind = (line.offset(column) for column in inner)
        self.found.append(Block("heading", line.start(), last.end(), (first, behind), level))


class _Container:
    """The lines of one container. Its methods take a range of lines and return the number of the next one to read."""

    def __init__(self, reader: _Reader, lines: Sequence[Line], depth: int, whole: bool) -> None:
        self._reader = reader
        self._lines = lines
        self._depth = depth
        self._whole = whole
        self._blanks: list[int] = []
        self._openers: dict[re.Pattern[str], list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            if not line.text:
                self._blanks.append(number)
            elif (opener := _OPENERS.get(line.text.lstrip()[:1])) and opener.match(line.text):
                self._openers[opener].append(number)

    def run(self, first: int, stop: int) -> None:
        """Read some lines, block by block."""
        while first < stop:
            first = self._block(first, stop) if self._lines[first].text else first + 1

    def _next(self, opener: re.Pattern[str], first: int, stop: int) -> int | None:
        """The first line in a range that an opener matches."""
        return _following(self._openers[opener], first, stop)

    def _end(self, first: int, stop: int) -> int:
        """Where the lines without a blank one among them end."""
        blank = _following(self._blanks, first, stop)
        return stop if blank is None else blank

    def _block(self, first: int, stop: int) -> int:
        lines, end = self._lines, self._end(first, stop)
        line = lines[first]
        for opener, read in ((_PANEL, self._panel), (_SLASHES, self._slashes)):
            if (found := self._next(opener, first, end)) is not None:
                self.run(first, found)
                return read(found, stop)
        if line.indented():
            return self._code(first, stop)
        if self._is_table(first, end):
            for number, row in enumerate(lines[first:end], 1):
                self._reader.found.append(Block("row", row.start(), row.end(), (row.start(), row.end()), row=number))
            return end
        if (found := self._next(_MARKS, first, end)) is not None:
            self.run(first, found)
            return self._heading(found)
        if first + 1 < end and _UNDERLINE.match(lines[first + 1].text):
            level = 1 if lines[first + 1].text.startswith("=") else 2
            self._reader.heading(level, line, (0, len(line.text)), lines[first + 1])
            return first + 2
        if (found := self._next(_RULE, first, end)) is not None:
            self.run(first, found)
            return found + 1
        if _ITEM.match(line.text):
            return self._list(first, end, stop)
        if found := self._next(_DEFINITION, first, end):  # in a container's first line it would define nothing
            for term in lines[first:found]:
                self._reader.text([term])
            return self._marked(_DEFINITION, found, end, stop)
        if (found := self._next(_QUOTE, first, end)) is not None:
            self.run(first, found)
            return self._quote(found, end, stop)
        if (found := self._next(_FOOTNOTE, first, end)) is not None:
            self.run(first, found)
            return self._marked(_FOOTNOTE, found, end, stop)
        self._reader.text(lines[first:end])
        return end

    def _heading(self, number: int) -> int:
        line = self._lines[number]
        level = len(line.text) - len(line.text.lstrip("#"))
        level = min(level, 6)
        self._reader.heading(level, line, (level, max(level, len(line.text.rstrip("#")))), line)
        return number + 1

    def _code(self, first: int, stop: int) -> int:
        last = number = first
        while number < stop and (not self._lines[number].text or self._lines[number].indented()):
            last = number if self._lines[number].text else last
            number += 1
        start, end = self._lines[first].row.start, self._lines[last].row.end
        self._reader.found.append(Block("code", start, end, (start, end)))
        return last + 1

    def _panel(self, number: int, stop: int) -> int:
        """An admonition, a foldable one, or a content tab, with the indented lines below its head."""
        self._reader.text([self._lines[number]])
        first = number = number + 1
        while number < stop and (not self._lines[number].text or self._lines[number].indented()):
            number += 1
        self._within(line.dedented() for line in self._lines[first:number])
        return number

    def _slashes(self, number: int, stop: int) -> int:
        """The line that opens or closes a pymdownx block, with its indented options; its content is not indented."""
        opens = _SLASHES.match(self._lines[number].text)
        number += 1
        while opens and opens["name"] and number < stop and self._lines[number].indented():
            number += 1
        return number

    def _list(self, first: int, end: int, stop: int) -> int:
        items: list[list[Line]] = []
        while True:
            nested = False
            for line in self._lines[first:end]:
                if _ITEM.match(line.text):
                    items.append([line.behind(_ITEM)])
                    nested = False
                elif nested or _NESTED_ITEM.match(line.text):
                    items[-1] += [line.dedented()] if nested else [_GAP, line.dedented()]
                    nested = True
                else:
                    items[-1].append(line)
            end = self._indented(items[-1], end, stop, stop)
            first = self._content(end, stop)
            if first == stop or not _ITEM.match(self._lines[first].text):
                break
            end = self._end(first, stop)
            if self._is_stronger(first, end):
                end = first
                break
        for item in items:
            self._within(item)
        return end

    def _indented(self, item: list[Line], end: int, stop: int, gap: int) -> int:
        """Give an item the blocks that follow it indented, after so many blank lines at most."""
        while (first := self._content(end, stop)) < stop and self._lines[first].indented() and first - end <= gap:
            end = self._end(first, stop)
            panel = self._next(_PANEL, first, end)
            end = end if panel is None else panel
            item += [_GAP, *(line.dedented() for line in self._lines[first:end])]
        return end

    def _marked(self, marker: re.Pattern[str], number: int, end: int, stop: int) -> int:
        """Footnotes or definitions: what follows each mark, and the indented blocks below the last.

        Those of a footnote in a list or panel never reach it: there Python-Markdown reads one block at a time.
        """
        behind: int | None = number
        while behind is not None:
            number, behind = behind, self._next(marker, behind + 1, end)
            rest = self._lines[number + 1 : end if behind is None else behind]
            item = [self._lines[number].behind(marker), *(line.dedented() for line in rest)]
            if behind is None and (marker is _DEFINITION or self._whole):
                end = self._indented(item, end, stop, 1 if marker is _FOOTNOTE else stop)
            self._within(item, whole=marker is _FOOTNOTE)
        return end

    def _quote(self, first: int, end: int, stop: int) -> int:
        quoted = [line.behind(_QUOTE) for line in self._lines[first:end]]
        while (first := self._content(end, stop)) < stop and _QUOTE.match(self._lines[first].text):
            behind = self._end(first, stop)
            if self._is_stronger(first, behind):
                break
            quoted += [_GAP, *(line.behind(_QUOTE) for line in self._lines[first:behind])]
            end = behind
        self._within(quoted, whole=True)
        return end

    def _within(self, lines: Iterable[Line], whole: bool = False) -> None:
        self._reader.read(list(lines), self._depth + 1, whole)

    def _content(self, first: int, stop: int) -> int:
        """The first line of a range that is not blank."""
        while first < stop and not self._lines[first].text:
            first += 1
        return first

    def _is_stronger(self, first: int, end: int) -> bool:
        """Whether a block holds what ends the list or quote above it."""
        underlined = first + 1 < end and _UNDERLINE.match(self._lines[first + 1].text)
        return bool(underlined) or any(self._next(opener, first, end) is not None for opener in _STRONGER)

    def _is_table(self, first: int, end: int) -> bool:
        if first + 1 >= end or set(self._lines[first + 1].text) - set("|:- "):
            return False
        head, below = (_columns(self._lines[number].text) for number in (first, first + 1))
        return head == below and (head > 1 or "|" in self._lines[first].text)


def _following(numbers: Sequence[int], first: int, stop: int) -> int | None:
    """The first of some ascending numbers in a range."""
    place = bisect_left(numbers, first)
    return numbers[place] if place < len(numbers) and numbers[place] < stop else None


def _columns(row: str) -> int:
    """How many cells a row of a table has."""
    row = _NO_PIPE.sub("", row.strip())
    return row.removeprefix("|").removesuffix("|").count("|") + 1
