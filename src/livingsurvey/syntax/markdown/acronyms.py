"""Acronyms that a text explains."""

from __future__ import annotations

import re

# `(ABC)`, `(ABC; known as ...)`, `(the full name, ABC)`; the words that it is short for; `ABC (a big cat)`.
_WORD = r"[*_]{0,3}(?:the )?(?P<word>[A-Z]{2,5})s?[*_]{0,3}"
_EXPLAINED = (
    re.compile(rf"\({_WORD}(?=[,;:)])"),
    re.compile(rf"\([^()]{{0,120}}[,;] (?:or )?{_WORD}\)"),
    re.compile(rf"(?<![\w-]){_WORD},? (?:is |are )?(?:short for|stands? for|which stands for)\b"),
    re.compile(r"(?<![\w-])(?P<word>(?P<first>[A-Z])[A-Z]{1,4})s?[*_]{0,3} \((?i:(?P=first))[a-z]+[ -]"),
)
_ABBREVIATION = re.compile(r"^\*\[([^\]\r\n]+)\]:", re.M)
# From where blanks begin: long rows of them cost no more.
_FOLD = re.compile(r"(?:(?<![ \t])[ \t]+)?\r?\n[ \t>]*")


def explained_acronyms(wording: str) -> frozenset[str]:
    """Those of which a text says what they stand for: `a big cat (ABC)`, `ABC, short for ...`, `*[ABC]: ...`.

    `wording` is the text without code, comments and formulas.
    """
    folded = _FOLD.sub(" ", wording)
    told = (found["word"] for pattern in _EXPLAINED for found in pattern.finditer(folded))
    return frozenset([*told, *_ABBREVIATION.findall(wording)])
