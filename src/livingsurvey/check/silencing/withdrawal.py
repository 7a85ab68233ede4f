"""Takes ignores back: the whole remark, or one of the codes in it."""

from __future__ import annotations

import re

from livingsurvey.syntax.problem import Edit
from livingsurvey.syntax.remark import Remark

_LINE_END = re.compile(r"\r\n?|\n")
_APART = ("", " ", "\t", "\r", "\n")
_BLANKS = re.compile(r"[ \t]*")


def without_code(remark: Remark, number: int) -> Edit:
    """Take out a code, and what sets it apart from the next or, if it is the last, from the one before it."""
    codes, source = remark.codes, remark.span.source
    if number + 1 < len(codes):
        return Edit(source.span(codes[number].start, codes[number + 1].start), "")
    return Edit(source.span(codes[number - 1].end, codes[number].end), "")


def without(remark: Remark) -> Edit:
    """Take out a remark with its line, or with the blanks before it if there are others behind it."""
    source, start, end = remark.span.source, remark.span.start, remark.span.end
    line = start - source.position(start)[1] + 1
    before = source.text[line:start]
    if not remark.alone:
        if before.strip():
            is_apart = source.text[end : end + 1] in _APART
            start = line + len(before.rstrip(" \t")) if is_apart else start
        else:
            end = _behind(source.text, end)
        return Edit(source.span(start, end), "")
    behind = _LINE_END.search(source.text, end)
    if behind is None:
        return Edit(source.span(line, end), "")
    # In Markdown such a line ends the paragraph or the list above it, and an empty one must do so in its place.
    splits = source.path.endswith(".md") and len(before) < 4 and ">" not in before
    number = source.position(start)[0]
    above = source.line(number - 1).strip() if number > 1 else ""
    below = source.line(source.position(behind.end())[0]).strip()
    return Edit(source.span(line, end if splits and above and below else behind.end()), "")


def _behind(text: str, offset: int) -> int:
    """The offset behind the blanks at an offset."""
    blanks = _BLANKS.match(text, offset)
    return blanks.end() if blanks else offset
