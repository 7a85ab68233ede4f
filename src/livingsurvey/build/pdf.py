"""The book as PDF, set by the typst wheel: with `card` the only module that imports it."""

from __future__ import annotations

import datetime
import json
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

import typst

from livingsurvey.build.pdf_faults import broken_standards, first_fault, one_line
from livingsurvey.build.pdf_packing import packed
from livingsurvey.render.book import Book
from livingsurvey.render.typst.text import string
from livingsurvey.syntax.problem import SurveyError

_Standard = Literal["a-2a", "ua-1"]
# PDF/A-2a is for archives, PDF/UA-1 for readers who listen; both ask for tags and alternative texts.
STANDARDS: Mapping[_Standard, str] = {"a-2a": "PDF/A-2a", "ua-1": "PDF/UA-1"}
_FORMATS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
# The largest file that Google Scholar takes in (https://scholar.google.com/intl/en/scholar/inclusion.html).
LARGEST = 5_000_000


def pdf(
    book: Book, docs: Path, timestamp: datetime.datetime | int, *, warn: Callable[[str], object] = warnings.warn
) -> bytes:
    """The bytes of the book: the same for the same book, pictures and `timestamp`.

    The timestamp is when the PDF was made, with a time zone, or in seconds since 1970. Pictures are read from the
    folder `docs` and nowhere else; one that cannot be read gets a placeholder. `warn` is told, in one line each, of
    such pictures, of every place that keeps the PDF from its `STANDARDS`, of typst's own warnings, and of a size
    above `LARGEST`. Raises `SurveyError` if typst cannot set the book.
    """
    root = docs.resolve()
    readable = [path for path in book.images if _is_readable(root, path, warn)]
    data = packed(_within_standards(book, root, readable, timestamp, warn))
    if len(data) > LARGEST:
        warn(
            f"the PDF has {len(data) / 1e6:.1f} MB, and Google Scholar takes in no file above {LARGEST / 1e6:.0f} MB; "
            "make the largest pictures smaller, or draw them as SVG"
        )
    return data


def _within_standards(
    book: Book, root: Path, readable: Sequence[str], timestamp: datetime.datetime | int, warn: Callable[[str], object]
) -> bytes:
    try:
        return _compiled(book, root, readable, timestamp, STANDARDS, warn)
    except typst.TypstError as failed:
        faults = [*broken_standards(failed, book.text, root, [*STANDARDS.values()])]
    # What a standard forbids (a character that no font has, above all) is no reason to have no book.
    try:
        data = _compiled(book, root, readable, timestamp, (), warn)
    except typst.TypstError as failed:
        raise SurveyError(f"the book could not be set: {first_fault(failed, book.text)}") from failed
    for fault in faults:
        warn(fault)
    return data


def _compiled(
    book: Book,
    root: Path,
    readable: Sequence[str],
    timestamp: datetime.datetime | int,
    standards: Collection[_Standard],
    warn: Callable[[str], object],
) -> bytes:
    # A compiler that has failed once does not find its own text again (typst 0.15.2), so each run has a new one.
    images = {"images": json.dumps(readable)}
    compiler = typst.Compiler(book.text.encode(), root=root, ignore_system_fonts=True, sys_inputs=images)
    data, found = compiler.compile_with_warnings(format="pdf", timestamp=timestamp, pdf_standards=list(standards))
    for warning in found:
        warn(f"typst: {one_line(warning.message)}")
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
            reason = one_line(failed.message)
        else:
            return True
    warn(f"{one_line(path)} is left out of the book: {reason}")
    return False
