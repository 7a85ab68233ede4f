"""Locators of citations: the labels that say what is counted (pages, chapters, ...), and the number behind one.

The labels are those of the Citation Style Language ("Locators") as Pandoc and LaTeX users write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.syntax.page_numbers import page

_SHORT = (
    "pp?|pgs?|chaps?|ch|sects?|secs?|figs?|eqs?|eqns?|tabs?|tbls?|vols?|nos?|arts?|apps?|algs?|thms?|defs?|props?|cors?"
    "|cols?|fols?|pts?|paras?|bks?"
)
_LONG = "pp?|pages?|chapters?|sections?|figures?|equations?|tables?|volumes?|paragraphs?|theorems?|algorithms?|lines?"
_TIE = r"(?:[\s~>]|&nbsp;|\\ )"
_LOCATOR = re.compile(
    rf"(?:\A[\s,\[]*|[,;(]\s*|\b(?:and|to|also|see|esp\.|cf\.)\s+|&\s*)"
    rf"(?P<label>(?P<short>(?:{_SHORT})\.|[§¶]+)|(?:{_LONG})(?![\w.]))"
    rf"(?P<value>{_TIE}*(?P<number>[^\s,;\]]*))",
    re.I,
)
# What stands for a number that is still to come. A page xx can exist, but hardly anybody means it.
_GAP = re.compile(r"\?+|x{2,}|n{2,}|_+|\.{2,}|…|[-–—]+|todo|tb[ac]", re.I)
_GAPS = re.compile(rf"(?:{_GAP.pattern})(?:[-–—]+(?:{_GAP.pattern}))?", re.I)
_NUMBERED = re.compile(r"\d")
_DIVIDED = re.compile(r"[-–—.:]+")
_WORDS = frozenset("one two three four five six seven eight nine ten first second third fourth last passim".split())


def unnumbered(suffix: str) -> Iterator[tuple[int, int]]:
    """Offsets of the locators in a suffix that have no number; an empty place where one is to come is none."""
    for found in _LOCATOR.finditer(suffix):
        number = found["number"].strip("()[]{}.:\"'*_`")
        is_gap = bool(_GAPS.fullmatch(found["number"]))
        if is_gap or not found["number"]:
            yield found.start("label"), found.end("number") if is_gap else found.end("label")
        elif found["short"] and not _is_number(number):
            yield found.start("label"), found.end("number")


def _is_number(text: str) -> bool:
    """Whether a text is a number, be it Roman, a letter as of an appendix, or a word."""
    if _NUMBERED.search(text) or text.lower() in _WORDS:
        return True
    parts = [part for part in _DIVIDED.split(text) if part]
    return bool(parts) and all(len(part) == 1 or page(part) for part in parts)
