"""What typst complains about in a book, told of the chapters that the book is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

# The calls by which `render/book.py` opens what has a name: that is the first text which is no number.
_OPENING = re.compile(r'^#(?:chapter|part|reference)\((?:[0-9]+, )?(?:"[0-9]*", )?"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_ERROR = re.compile(r"^error: ", re.MULTILINE)
_PLACE = re.compile(r"\.typ:(\d+):\d+")
_HINT = re.compile(r"= hint: (.*)")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed with font')
_ESCAPE = re.compile(r"\\u\{(\w+)\}")
_NAMED = 3  # characters that one line tells


@dataclass(frozen=True)
class _Fault:
    """`name` is the label of the chapter or reference in which it is, or empty."""

    name: str
    message: str
    hints: tuple[str, ...]

    @property
    def character(self) -> str:
        """That which cannot be shown, if this is what is wrong."""
        found = _NO_GLYPH.search(self.message)
        return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def first_fault(failed: typst.TypstError, text: str) -> str:
    """Why the book with this typst text could not be set: in one line, with the place as far as that can be told."""
    [fault, *_] = _faults(failed, text)
    return _told(fault)


def broken_standards(failed: typst.TypstError, text: str, docs: Path, standards: Sequence[str]) -> Iterator[str]:
    """What keeps the book with this typst text from these standards: one line for each place, and what to do about it.

    `docs` is the folder of the chapters, in which the line and column of a character is looked up.
    """
    cost = f"as it is, the PDF keeps to none of {', '.join(standards)}"
    missing: dict[str, dict[str, None]] = {}
    told: dict[str, None] = {}
    for fault in _faults(failed, text):
        if fault.character:
            missing.setdefault(fault.name, {})[fault.character] = None
        else:
            told[f"{_told(fault)}; {cost}"] = None
    for name, characters in missing.items():
        shown = ", ".join(map(_described, [*characters][:_NAMED]))
        more = f" and {len(characters) - _NAMED} more" if len(characters) > _NAMED else ""
        yield (
            f"{_place(docs, name, [*characters])}: no font of the book has {shown}{more}, so the PDF shows a box; "
            f"write it in other letters or as a picture with an alternative text: {cost}"
        )
    yield from told


def _faults(failed: typst.TypstError, text: str) -> list[_Fault]:
    found: dict[_Fault, None] = {}
    lines = text.splitlines(keepends=True)
    for error in _ERROR.split(failed.diagnostic)[1:]:
        place = _PLACE.search(error)
        names = _OPENING.findall("".join(lines[: int(place[1])])) if place else []
        hints = tuple(map(one_line, _HINT.findall(error)))
        found[_Fault(_name(names[-1]) if names else "", one_line(error.partition("\n")[0]), hints)] = None
    return [*found] or [_Fault("", one_line(failed.message), tuple(map(one_line, failed.hints)))]


def _name(literal: str) -> str:
    return one_line(re.sub(r"\\(.)", r"\1", literal))


def _told(fault: _Fault) -> str:
    message = "; ".join([fault.message, *fault.hints])
    return f"{fault.name}: {message}" if fault.name else message


def _place(docs: Path, name: str, characters: Sequence[str]) -> str:
    """The chapter, with line and column where its source has the first of the characters as it is."""
    try:
        lines = (docs / name).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return name or "the book"
    for number, line in enumerate(lines, 1):
        if columns := [column for char in characters if (column := line.find(char)) >= 0]:
            return f"{name}:{number}:{min(columns) + 1}"
    return name


def _described(character: str) -> str:
    names = " ".join(unicodedata.name(char, f"U+{ord(char):04X}") for char in character)
    return f"{character} ({names})" if character.isprintable() else names


def one_line(text: str) -> str:
    """The text for a terminal: names of files and typst's messages may quote what contributors wrote."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
