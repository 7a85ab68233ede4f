"""Edits of one field of a .bib entry that leave every other byte as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.syntax.bibtex.blocks import Entry, Field
from livingsurvey.syntax.bibtex.value import folded
from livingsurvey.syntax.problem import Edit
from livingsurvey.syntax.source import Span

_LINE_END = re.compile(r"\r\n?|\n")
_BLANKS = " \t"


def literal(field: Field) -> Span | None:
    """The text of a value that is one braced or quoted text or one number, without its delimiters.

    `None` for a macro and for parts joined by `#`: their text does not stand here.
    """
    raw = field.value_span.text
    if raw.isdecimal():
        return field.value_span
    if raw[0] == "{" or (raw[0] == raw[-1] == '"' and folded(raw[1:-1]) == field.value):
        inside = Span(field.source, field.value_start + 1, field.value_end - 1)
        return inside if folded(inside.text) == field.value else None
    return None


def found(field: Field, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
    """Where a pattern matches within the text of a literal value, as written, and the place of each match."""
    if inside := literal(field):
        for match in pattern.finditer(field.source.text, inside.start, inside.end):
            yield match, Span(field.source, *match.span())


def with_value(field: Field, text: str) -> Edit:
    """Put another text in place of a value: between its delimiters if it is a literal with such, else in braces."""
    inside = literal(field)
    if inside and inside != field.value_span:
        return Edit(inside, text)
    return Edit(field.value_span, f"{{{text}}}")


def renamed(field: Field, name: str) -> Edit:
    """Give a field another name."""
    return Edit(field.name_span, name)


def added(entry: Entry, name: str, value: str) -> Edit:
    """Add a field behind the entry's last one (or its key), laid out as that one is.

    Of a corrected entry, which has fields of two files, this is the place in the correction.
    """
    text = entry.span.source.text
    fields = [field for field in entry.fields if _stands_in(field, entry)]
    last = max(fields, key=lambda field: field.value_end, default=None)
    end = last.value_end if last else entry.key_span.end
    start = last.name_start if last else entry.span.start
    line = text[_line_start(text, start) : start]
    broken = _LINE_END.search(text, entry.span.start, entry.span.end)
    gap = (broken[0] + (line if not line.strip(_BLANKS) and last else "  ")) if broken else " "
    return Edit(Span(entry.span.source, end, end), f",{gap}{name} = {{{value}}}")


def without(field: Field) -> Edit:
    """Take a field out, with its comma, and with its line where it stands alone there.

    The field may be one that the entry inherits, or that stands in a file which the entry corrects.
    """
    text, start, end = field.source.text, field.name_start, field.value_end
    while text[end] in _BLANKS:
        end += 1
    comma = text[end] == ","
    if comma:
        end += 1
    line_start, behind = start, end
    while text[line_start - 1] in _BLANKS:
        line_start -= 1
    while text[behind] in _BLANKS:
        behind += 1
    line_end = _LINE_END.match(text, behind)
    if line_end and text[line_start - 1] in "\r\n":
        return Edit(Span(field.source, line_start, line_end.end()), "")
    if not comma:  # the last field, on a line with others: the comma before it goes with it
        before = _without_space(text, start)
        if text[before - 1] == ",":
            start = _without_space(text, before - 1)
            if "%" in text[_line_start(text, start) : start]:  # a remark ends with its line, so that must stay
                start = before - 1
        return Edit(Span(field.source, start, field.value_end), "")
    return Edit(Span(field.source, line_start, behind if text[line_start - 1] in "\r\n" else end), "")


def _stands_in(field: Field, entry: Entry) -> bool:
    return field.source is entry.span.source and entry.span.start <= field.name_start < entry.span.end


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _without_space(text: str, offset: int) -> int:
    """The offset behind the last character before `offset` that is no white space."""
    while text[offset - 1].isspace():
        offset -= 1
    return offset
