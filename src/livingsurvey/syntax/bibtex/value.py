"""Values in a .bib file: braces, quotes, numbers and macros, joined by `#`.

As in BibTeX itself (bibtex.web), a brace counts even behind a backslash, and a quoted value ends at the first quote
outside braces. Braces are paired once for the whole text, so that no mistake makes reading slower than linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORD = r"[^\s\"#%'(),={}@]"  # a character that BibTeX allows in the names of types, fields and macros
NAME = rf"(?!\d){WORD}++"

CONFLICT = "resolve this merge conflict: keep one of the versions, and remove the lines of `<`, `=` and `>`"
_DELIMITERS = {"{": "brace", "(": "parenthesis", '"': "quote"}
_BRACE = re.compile(r"[{}]")
_QUOTE_MARK = re.compile(r'["{}]')
_QUOTED = re.compile(r'[^\r\n]*"')
_BARE = re.compile(rf"{WORD}++")
_HASH = re.compile(r"\s*+#\s*+")
_BLANKS = re.compile(r"[\t\n\v\f\r ]++")
# Only a hint depends on what is found in so many characters; whole values would be searched again and again where one
# line holds many that are never closed.
_SEARCHED = 2_000


class Unreadable(Exception):
    """Why a value or a block cannot be read; caught where its block becomes a `Broken`.

    What begins like an entry behind the offset `resume` may be one, even within a line.
    """

    def __init__(self, problem: Problem, resume: int) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.resume = resume


class Values:
    """Reads the values of one text.

    `problems` gathers what is wrong in values that can be read all the same, `undefined` the macros without definition.
    """

    def __init__(self, source: Source, macros: Mapping[str, str]) -> None:
        self.source = source
        self.text = source.text
        self.macros = {**{month: month for month in MONTHS}, **macros}
        self.problems: list[Problem] = []
        self.undefined: list[Problem] = []

    @cached_property
    def closing(self) -> Mapping[int, int]:
        """The offset of each opening brace that has a partner, and its partner's."""
        closing: dict[int, int] = {}
        opened: list[int] = []
        for mark in _BRACE.finditer(self.text):
            if mark[0] == "{":
                opened.append(mark.start())
            elif opened:
                closing[opened.pop()] = mark.start()
        return closing

    def read(self, offset: int, limit: int) -> tuple[str, int]:
        """The text of the value that starts at `offset`, and the offset behind it.

        Raises `Unreadable` if there is none, or if it does not end before `limit`.
        """
        parts = []
        while True:
            if self.text.startswith(("{", '"'), offset, limit):
                end = self._closing(offset, limit)
                if end >= limit:
                    raise self.unclosed(offset, limit, offset)
                parts.append(self.text[offset + 1 : end])
                end += 1
            else:
                text, end = self._bare(offset, limit)
                parts.append(text)
            joint = _HASH.match(self.text, end, limit)
            if joint is None:
                return folded("".join(parts)), end
            offset = joint.end()

    def unclosed(self, offset: int, limit: int, resume: int, fix: Fix | None = None) -> Unreadable:
        """The brace, parenthesis or quote at `offset` lacks its partner before `limit`; `fix` adds it."""
        mark = self.text[offset]
        message, hint = f"this {_DELIMITERS[mark]} is never closed", f"add the closing {_DELIMITERS[mark]}"
        if mark == "{" and self.closing.get(offset, 0) >= limit:
            message = "this brace is closed only behind the beginning of another entry"
            hint = "close it before that line; in a text, join the line that begins with `@` to the one above it"
        elif mark == '"' and (stray := self._stray_brace(offset, limit)) is not None:
            offset, message = stray, "a closing brace without an opening one in a quoted value"
            hint = "remove it, or add the opening brace"
        elif self.text.find("\\{", offset, min(limit, offset + _SEARCHED)) >= 0:
            hint += "; BibTeX counts `\\{` and `\\}` as braces, too"
        return Unreadable(Problem(self.source.span(offset, offset + 1), message, hint, fix=fix), resume)

    def opening(self, offset: int, inside: int, limit: int) -> int | None:
        """Of the value that starts at `offset`: where the braces or quotes around the offset `inside` open."""
        mark = _QUOTE_MARK.search(self.text, offset, inside)
        while mark and (end := self._closing(mark.start(), limit)) < inside:
            mark = _QUOTE_MARK.search(self.text, end + 1, inside)
        return mark.start() if mark else None

    def _closing(self, offset: int, limit: int) -> int:
        """Where the brace or quote at `offset` closes; `limit` or more if it does not before."""
        if self.text[offset] == "{":
            return self.closing.get(offset, limit)
        mark = self._quote_end(offset, limit)
        return mark.start() if mark and mark[0] == '"' else limit

    def _quote_end(self, offset: int, limit: int) -> re.Match[str] | None:
        """The quote that closes the one at `offset`, or the closing brace without a partner before it, if any."""
        mark = _QUOTE_MARK.search(self.text, offset + 1, limit)
        while mark and mark[0] == "{":
            mark = _QUOTE_MARK.search(self.text, self.closing.get(mark.start(), limit) + 1, limit)
        return mark

    def _stray_brace(self, offset: int, limit: int) -> int | None:
        """The closing brace that a quoted value holds without its partner, if a quote on the same line follows it."""
        mark = self._quote_end(offset, limit)
        if mark is None or mark[0] != "}":
            return None
        line = _QUOTED.match(self.text, offset + 1, min(limit, offset + _SEARCHED))
        return mark.start() if line and mark.start() < line.end() else None

    def _bare(self, offset: int, limit: int) -> tuple[str, int]:
        """A number or a macro's text. What is neither stands for itself, with a problem."""
        word = _BARE.match(self.text, offset, limit)
        if word is None:
            problem = Problem(
                self.source.span(offset), "a value is missing here", "write `{text}`, or remove the field"
            )
            raise Unreadable(problem, offset)
        name = word[0]
        if name.isdecimal():
            return name, word.end()
        if name.lower() in self.macros:
            return self.macros[name.lower()], word.end()
        span = self.source.span(*word.span())
        braces = (Edit(span, f"{{{name}}}"),)
        if name[0].isdecimal():
            hint = f"write `{{{name}}}`"
            self.problems.append(Problem(span, f"`{name}` is no number", hint, fix=Fix(braces, safe=True)))
        else:
            hint = f"write `{{{name}}}` if it is text, or define it above with `@string{{{name} = {{text}}}}`"
            self.undefined.append(Problem(span, f"macro `{name}` is not defined", hint, fix=Fix(braces)))
        return name, word.end()


def folded(text: str) -> str:
    """The text with each run of white space as one blank and none at its ends, as BibTeX stores values."""
    if "  " in text or not text.isprintable():  # tells most values apart ten times faster than a pattern does
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")
