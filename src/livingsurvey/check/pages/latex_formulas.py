r"""Formulas between `\[` and `\]`, or `\(` and `\)`, which LaTeX and MathJax read and Markdown takes for brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.syntax.source import Span

# Of MathJax in Markdown that eats a backslash, people write two.
_MARK = re.compile(r"(?<!\\)\\{1,2}(?P<sign>[()\[\]])")
_CLOSING = {"[": "]", "(": ")"}
# What only TeX has. Brackets behind a backslash are more often brackets, above all in what GitBook exports.
_TEX = re.compile(r"\\[A-Za-z]{2,}|(?<![A-Za-z0-9\\])[A-Za-z][\^_](?:\{|[A-Za-z0-9](?!\w))")
_EQUATION = re.compile(r"[=<>^]")
_BLANK = re.compile(r"[ \t>]*$")
_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")


@dataclass(frozen=True)
class LatexFormula:
    """The places of the two marks and what stands between them."""

    opening: Span
    closing: Span
    tex: str

    @property
    def displayed(self) -> bool:
        """Whether it stands on a line of its own."""
        return self.opening.text.endswith("[")

    @property
    def is_certain(self) -> bool:
        """Whether there is in it what only TeX has."""
        return _TEX.search(self.tex) is not None


def formulas(running: RunningText) -> Iterator[LatexFormula]:
    """The formulas of a chapter that are so written, in order, as far as nothing else can be meant."""
    source, opened = running.chapter.source, None
    if "\\(" not in source.text and "\\[" not in source.text:
        return
    for found in running.find(_MARK):
        if found["sign"] in _CLOSING:
            opened = opened if opened and opened["sign"] == "[" and found["sign"] == "(" else found
            continue
        if opened and found["sign"] == _CLOSING[opened["sign"]]:
            tex = source.text[opened.end() : found.start()]
            is_one = found.end() <= running.chapter.document.inline_at(opened.start()).end
            if is_one and _is_formula(source.text, opened, found, tex):
                yield LatexFormula(source.span(*opened.span()), source.span(*found.span()), tex)
            opened = None


def _is_formula(text: str, opening: re.Match[str], closing: re.Match[str], tex: str) -> bool:
    if not tex.strip() or len(opening[0]) != len(closing[0]):
        return False
    if opening["sign"] == "(":
        return _TEX.search(tex) is not None
    line = max(text.rfind("\n", 0, opening.start()), text.rfind("\r", 0, opening.start())) + 1
    stands_alone = _BLANK.match(text, line, opening.start()) and _LINE_END.match(text, closing.end())
    return bool(stands_alone and (_TEX.search(tex) or _EQUATION.search(tex)))
