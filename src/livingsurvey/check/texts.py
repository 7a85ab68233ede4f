"""The values of a store that a rule has to look at: few hold the mark that it looks for, and a pattern tells them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from html.entities import html5

from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Bibtex, Entry, Field, StringMacro
from livingsurvey.syntax.bibtex_edit import literal
from livingsurvey.syntax.source import Span

_GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_ADDRESS = re.compile(rf"\\(?:url|path|nolinkurl|href)\s*+{_GROUP}|https?://[^\s{{}}]++")
_MATH = re.compile(
    rf"(?<!\\)\$\$?+(?:[^$\\]++|\\.)*+\$\$?+|\\\((?:[^\\]++|\\[^)])*+\\\)|\\ensuremath\s*+{_GROUP}", re.DOTALL
)
_MACRO = re.compile(r"\\[A-Za-z]++")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ESCAPES = {
    **{char: f"\\{char}" for char in "&%#$_"},
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "\u00a0": "~",
}


def fields_with(survey: Survey, mark: re.Pattern[str], names: Container[str]) -> Iterator[tuple[Entry, Field]]:
    """Every field of one of these names whose value holds a mark, and its entry."""
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name in names and mark.search(field.value):
                yield entry, field


def texts_with(survey: Survey, mark: re.Pattern[str], names: Container[str]) -> Iterator[Field]:
    """Every field of one of these names whose value holds a mark, and every such text that `@string` defines.

    A macro's text is given as a field without a name. It is looked at where it is defined, and only there: the value
    of a field that uses it is no literal.
    """
    for file in survey.bibliography.files:
        yield from _macros_with(file, mark)
    yield from (field for _, field in fields_with(survey, mark, names) if literal(field))


def without_addresses(text: str) -> str:
    """LaTeX with the addresses in it blanked, so that every offset stays."""
    return _ADDRESS.sub(_blank, text)


def prose(text: str) -> str:
    """LaTeX with its addresses and its math blanked, so that every offset stays."""
    return _MATH.sub(_blank, without_addresses(text))


def is_shouted(text: str) -> bool:
    """Whether LaTeX stands in capitals throughout, but for a small word or two."""
    letters = _MACRO.sub(" ", prose(text))
    capitals = sum(map(str.isupper, letters))
    return capitals >= 9 * sum(map(str.islower, letters)) and len(_WORD.findall(letters)) > 1


def escaped(text: str) -> str:
    """A text as LaTeX that shows it: what has a meaning there is spelt out."""
    return "".join(_ESCAPES.get(char, char) for char in text)


def html_character(name: str) -> str | None:
    """What HTML's entity `&name` stands for (`amp;`, `#233;`; also `amp;lt;`), or None if it knows none of this name.

    What shows nothing is empty.
    """
    last = name.rstrip(";").rpartition(";")[2] + ";"
    text = unescape(f"&{last}") if last.startswith("#") else html5.get(last)
    return text and "".join(char for char in text if char.isprintable() or char == "\u00a0")


def inner_span(field: Field, start: int, end: int) -> Span:
    """The place of a part of a literal value, by offsets from the start of its text."""
    inside = literal(field) or field.value_span
    return Span(field.source, inside.start + start, inside.start + end)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _macros_with(file: Bibtex, mark: re.Pattern[str]) -> Iterator[Field]:
    for block in file.blocks:
        if isinstance(block, StringMacro) and mark.search(block.value):
            name, value = block.name_span, block.value_span
            field = Field(file.source, "", block.value, name.start, name.end, value.start, value.end)
            if literal(field):
                yield field
