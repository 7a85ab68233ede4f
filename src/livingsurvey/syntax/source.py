"""Texts with a path, and places in them.

A place is a pair of offsets in code points; lines and columns exist only in what is printed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A file's path, relative to the survey's root with `/`, and its text.

    `encoding` is what the bytes were read as (`utf-8`, or `cp1252` where they were no UTF-8); `bom` tells whether
    they began with a byte-order mark, which is no part of `text`. Line ends are kept as they stand in the file.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """The source for these bytes: UTF-8 with or without a mark, else cp1252 with what it lacks replaced."""
        bom = data.startswith(b"\xef\xbb\xbf")
        try:
            return cls(path, data[3 * bom :].decode("utf-8"), bom=bom)
        except UnicodeDecodeError:
            return cls(path, data.decode("cp1252", errors="replace"), encoding="cp1252")

    @classmethod
    def read(cls, file: Path, root: Path) -> Source:
        """The source of a file below `root` (a file elsewhere keeps its whole path). Raises `OSError`."""
        path = file.relative_to(root) if file.is_relative_to(root) else file
        return cls.decode(path.as_posix(), file.read_bytes())

    def encode(self) -> bytes:
        """The bytes to write: always UTF-8, with the mark that the file had."""
        return b"\xef\xbb\xbf" * self.bom + self.text.encode("utf-8")

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets at which lines start. A line ends with LF, CRLF or a lone CR."""
        starts, text = [0], self.text
        for number, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[number + 1 : number + 2] != "\n"):
                starts.append(number + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; the column counts code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place between two offsets; without an end, the empty place at `start`."""
        return Span(self, start, start if end is None else end)


@dataclass(frozen=True)
class Span:
    """A place in a source: `start` is its first offset, `end` the first behind it."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether another place of the same source lies within this one."""
        return self.start <= other.start and other.end <= self.end

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of its first character, both from 1."""
        return self.source.position(self.start)

    @property
    def end_position(self) -> tuple[int, int]:
        """Line and column behind its last character, both from 1."""
        return self.source.position(self.end)

    def __str__(self) -> str:
        return "{}:{}:{}".format(self.source.path, *self.position)
