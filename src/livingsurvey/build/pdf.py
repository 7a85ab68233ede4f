"""The book as PDF, set by the typst wheel: with `card` the only module that imports it."""

from __future__ import annotations

import datetime
import json
import re
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import typst

from livingsurvey.render.book import Book
from livingsurvey.render.typst.text import string
from livingsurvey.syntax.problem import SurveyError

_Standard = Literal["a-2a", "ua-1"]
# PDF/A-2a is for archives, PDF/UA-1 for readers who listen; both ask for tags and alternative texts.
STANDARDS: tuple[_Standard, ...] = ("a-2a", "ua-1")
_FORMATS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_OPENING = re.compile(r'^#(?:chapter|part)\([^"\n]*(?:"[^"\n]*", )?"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_LINE = re.compile(r"\.typ:(\d+):\d+")


def pdf(
    book: Book, docs: Path, timestamp: datetime.datetime | int, *, warn: Callable[[str], object] = warnings.warn
) -> bytes:
    """The bytes of the book: the same for the same book, pictures and `timestamp`.

    The timestamp is when the PDF was made, with a time zone, or in seconds since 1970. Pictures are read from the
    folder `docs` and nowhere else; one that cannot be read gets a placeholder. `warn` is told, in one line each, of
    such pictures, of what keeps the PDF from its `STANDARDS`, and of typst's own warnings. Raises `SurveyError` if
    typst cannot set the book.
    """
    root = docs.resolve()
    readable = [path for path in book.images if _is_readable(root, path, warn)]
    try:
        return _compiled(book, root, readable, timestamp, STANDARDS, warn)
    except typst.TypstError as failed:
        reason = _line(failed, book)
    # What a standard forbids (a character that no font has, above all) is no reason to have no book.
    try:
        data = _compiled(book, root, readable, timestamp, (), warn)
    except typst.TypstError as failed:
        raise SurveyError(f"the book could not be set: {_line(failed, book)}") from failed
    warn(f"the PDF keeps to none of {', '.join(STANDARDS)}: {reason}")
    return data


def _compiled(
    book: Book,
    root: Path,
    readable: Sequence[str],
    timestamp: datetime.datetime | int,
    standards: Sequence[_Standard],
    warn: Callable[[str], object],
) -> bytes:
    # A compiler that has failed once does not find its own text again (typst 0.15.2), so each run has a new one.
    images = {"images": json.dumps(readable)}
    compiler = typst.Compiler(book.text.encode(), root=root, ignore_system_fonts=True, sys_inputs=images)
    data, found = compiler.compile_with_warnings(format="pdf", timestamp=timestamp, pdf_standards=list(standards))
    for warning in found:
        warn(f"typst: {_one_line(warning.message)}")
    assert isinstance(data, bytes), "without an output, typst gives a PDF's bytes"
    return data


def _is_readable(root: Path, path: str, warn: Callable[[str], object]) -> bool:
    """Whether typst can show the picture: it is tried on its own, since one bad file would stop the book."""
    file = (root / path).resolve()
    if not file.is_relative_to(root):
        reason = "it lies outside the folder of the chapters"
    elif not file.is_file():
        reason = "there is no such file"
    elif file.suffix.lower() not in _FORMATS:
        reason = f"{file.suffix or 'a file without an ending'} is no picture that a PDF can show"
    else:
        trial = f"#set page(width: auto, height: auto)\n#image({string('/' + path)})"
        try:
            typst.Compiler(trial.encode(), root=root, ignore_system_fonts=True).compile(format="pdf")
        except typst.TypstError as failed:
            reason = _one_line(failed.message)
        else:
            return True
    warn(f"{_one_line(path)} is left out of the book: {reason}")
    return False


def _line(failed: typst.TypstError, book: Book) -> str:
    """What typst complains about, and in which chapter as far as that can be told."""
    message = "; ".join([_one_line(failed.message), *map(_one_line, failed.hints)])
    place = _LINE.search(failed.diagnostic)
    if place is None:
        return message
    before = "\n".join(book.text.splitlines()[: int(place[1])])
    openings = _OPENING.findall(before)
    return f"{_one_line(openings[-1])}: {message}" if openings else message


def _one_line(text: str) -> str:
    """The text for a terminal: names of files and typst's messages may quote what contributors wrote."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
