"""Texts with a path, and places in them.

A place is a pair of offsets in code points; lines and columns exist only in what is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path


class SurveyError(Exception):
    """What stops the program; printed as one line, exit code 2. Mistakes in a survey are `Problem`s instead."""


_LINE_END = re.compile(r"\r\n?|\n")
_UTF8_MARK = b"\xef\xbb\xbf"
# Marks of other encodings (The Unicode Standard, section 23.8). UTF-32's stand first: one begins as UTF-16's does.
_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Where asked to, Python keeps a byte that it cannot decode as a lone surrogate (PEP 383).
_STRAY = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LOST = "\ufffd"


@dataclass(frozen=True)
class Source:
    """A file's path, relative to the survey's root with `/`, and its text.

    `encoding` is what the bytes were read as: `utf-8`; `cp1252`, where most of what is not ASCII is no UTF-8; `mixed`,
    where only a few bytes are none, which alone are read as cp1252; `utf-16` or `utf-32`, where its mark stands first.
    `bom` tells whether UTF-8 began with a byte-order mark, which is no part of `text`. `stray` is the offset of the
    first character that is not UTF-8 in the file, `lost` that of the first whose bytes mean nothing in `encoding`: it
    stands as U+FFFD, and such a text is never written. Line ends are kept as they stand in the file.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    stray: int | None = None
    lost: int | None = None

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """The source for these bytes, whatever they are."""
        bom = data.startswith(_UTF8_MARK)
        body = data[len(_UTF8_MARK) :] if bom else data
        try:
            return cls(path, body.decode("utf-8"), bom=bom)
        except UnicodeDecodeError as error:
            stray: int | None = error.start
        for mark, encoding in _MARKS.items():
            if data.startswith(mark):
                text, lost = _wide(data, encoding)
                return cls(path, text, encoding, stray=0, lost=lost)
        text = body.decode("utf-8", "surrogateescape")
        # The majority decides, so that neither one pasted letter garbles all others of a file in UTF-8, nor two letters
        # of one in cp1252 that happen to be one in UTF-8 are taken for that.
        if bom or 2 * len(_STRAY.findall(text)) <= len(_NOT_ASCII.findall(text)):
            encoding, stray = "mixed", _first(_STRAY, text)
            text = _STRAY.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "surrogateescape"), text)
        else:  # one byte is one character, so the offset is the same
            encoding, text = "cp1252", body.decode("cp1252", "surrogateescape")
        return cls(path, _STRAY.sub(_LOST, text), encoding, bom, stray, _first(_STRAY, text))

    @classmethod
    def read(cls, file: Path, root: Path) -> Source:
        """The source of a file below `root` (a file elsewhere keeps its whole path). Raises `OSError`."""
        path = file.relative_to(root) if file.is_relative_to(root) else file
        return cls.decode(path.as_posix(), file.read_bytes())

    @property
    def guessed(self) -> bool:
        """Whether the file does not say in which encoding its letters are, so that some may be others than meant."""
        return self.encoding in ("cp1252", "mixed")

    def encode(self) -> bytes:
        """The bytes to write: always UTF-8, with the mark that the file had. Raises `SurveyError` if some are lost."""
        if self.lost is not None:
            raise SurveyError(
                f"{self.path} cannot be written: some of its bytes could not be read; save it as UTF-8 first"
            )
        return _UTF8_MARK * self.bom + self.text.encode("utf-8")

    @cached_property
    def digest(self) -> str:
        """Stands for the path, the text and all else that is known of the file."""
        facts = (self.path, self.encoding, self.bom, self.stray, self.lost)
        text = f"{facts!r}\n{self.text}".encode("utf-8", "surrogatepass")
        return blake2b(text, digest_size=20).hexdigest()

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets at which lines start. A line ends with LF, CRLF or a lone CR."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

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


@dataclass(frozen=True, slots=True)
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


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return match.start() if match else None


def _wide(data: bytes, encoding: str) -> tuple[str, int | None]:
    """The text of UTF-16 or UTF-32, and the offset of the first character that is damaged."""
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        return data.decode(encoding, "replace"), len(data[: error.start].decode(encoding))
