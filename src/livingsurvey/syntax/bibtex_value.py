"""Values in a .bib file: braces, quotes, numbers and macros, joined by `#`.

As in BibTeX itself (bibtex.web), a brace counts even behind a backslash, and a quoted value ends at the first quote
outside braces. Braces are paired once for the whole text, so that no mistake makes reading slower than linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORD = r"[^\s\"#%'(),={}@]"  # a character that BibTeX allows in the names of types, fields and macros

_DELIMITERS = {"{": "brace", "(": "parenthesis", '"': "quote"}
_BRACE = re.compile(r"[{}]")
_QUOTE_MARK = re.compile(r'["{}]')
_BARE = re.compile(rf"{WORD}++")
_HASH = re.compile(r"\s*+#\s*+")
_BLANKS = re.compile(r"[\t\n\v\f\r ]++")


class Unreadable(Exception):
    """Why a value or a block cannot be read; caught where its block becomes a `Broken`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Values:
    """Reads the values of one text; `problems` gathers what is wrong in values that can be read all the same."""

    def __init__(self, source: Source, macros: Mapping[str, str]) -> None:
        self.source = source
        self.text = source.text
        self.closing = _closing_braces(source.text)
        self.macros = {**{month: month for month in MONTHS}, **macros}
        self.problems: list[Problem] = []

    def read(self, offset: int, limit: int) -> tuple[str, int]:
        """The text of the value that starts at `offset`, and the offset behind it.

        Raises `Unreadable` if there is none, or if it does not end before `limit`.
        """
        parts = []
        while True:
            if self.text.startswith(("{", '"'), offset):
                end = self._closing(offset, limit)
                if end >= limit:
                    raise self.unclosed(offset, limit)
                parts.append(self.text[offset + 1 : end])
                end += 1
            else:
                text, end = self._bare(offset)
                parts.append(text)
            joint = _HASH.match(self.text, end)
            if joint is None:
                return folded("".join(parts)), end
            offset = joint.end()

    def unclosed(self, offset: int, limit: int) -> Unreadable:
        """The brace, parenthesis or quote at `offset` lacks its partner before `limit`."""
        name = _DELIMITERS[self.text[offset]]
        hint = f"add the closing {name}"
        if "\\{" in self.text[offset:limit]:
            hint += "; BibTeX counts `\\{` and `\\}` as braces, too"
        return Unreadable(Problem(self.source.span(offset, offset + 1), f"this {name} is never closed", hint))

    def opening(self, offset: int, inside: int, limit: int) -> int:
        """Of the value that starts at `offset`: where the braces or quotes around the offset `inside` open."""
        mark = _QUOTE_MARK.search(self.text, offset, inside)
        while mark and (end := self._closing(mark.start(), limit)) < inside:
            mark = _QUOTE_MARK.search(self.text, end + 1, inside)
        return mark.start() if mark else offset

    def _closing(self, offset: int, limit: int) -> int:
        """Where the brace or quote at `offset` closes; `limit` or more if it does not before."""
        if self.text[offset] == "{":
            return self.closing.get(offset, limit)
        return self._closing_quote(offset, limit)

    def _closing_quote(self, offset: int, limit: int) -> int:
        """Where the quoted value that opens at `offset` closes; `limit` if it does not."""
        mark = _QUOTE_MARK.search(self.text, offset + 1, limit)
        while mark and mark[0] == "{":
            mark = _QUOTE_MARK.search(self.text, self.closing.get(mark.start(), limit) + 1, limit)
        return mark.start() if mark and mark[0] == '"' else limit

    def _bare(self, offset: int) -> tuple[str, int]:
        """A number or a macro's text. What is neither stands for itself, with a problem."""
        word = _BARE.match(self.text, offset)
        if word is None:
            raise Unreadable(Problem(self.source.span(offset), "a value is missing here", "write `{text}`"))
        name = word[0]
        if name.isdecimal():
            return name, word.end()
        if name.lower() in self.macros:
            return self.macros[name.lower()], word.end()
        span = self.source.span(*word.span())
        braces = (Edit(span, f"{{{name}}}"),)
        if name[0].isdecimal():
            problem = Problem(span, f"`{name}` is no number", f"write `{{{name}}}`", fix=Fix(braces, safe=True))
        else:
            hint = f"define it before its use, or write `{{{name}}}` if it is text"
            problem = Problem(span, f"macro `{name}` is not defined", hint, fix=Fix(braces))
        self.problems.append(problem)
        return name, word.end()


def folded(text: str) -> str:
    """The text with each run of white space as one blank and none at its ends, as BibTeX stores values."""
    if "  " in text or not text.isprintable():  # tells most values apart ten times faster than a pattern does
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def _closing_braces(text: str) -> dict[int, int]:
    """The offset of each opening brace that has a partner, and its partner's."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for mark in _BRACE.finditer(text):
        if mark[0] == "{":
            opened.append(mark.start())
        elif opened:
            closing[opened.pop()] = mark.start()
    return closing
