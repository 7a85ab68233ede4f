"""Months as people write them in words."""

from __future__ import annotations

from livingsurvey.syntax.bibtex_value import MONTHS

_NAMES = "january february march april may june july august september october november december".split()
_NUMBERS = {name: number for number, name in enumerate(_NAMES, 1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"sept": 9}

MONTH_WORD = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?"
"""A pattern for an English month's name or its abbreviation; use it without regard to case."""


def month_number(word: str) -> int:
    """The number of the month that a word of `MONTH_WORD` names."""
    return _NUMBERS[word.rstrip(".").lower()]


def month_macro(word: str) -> str:
    """BibTeX's macro for the month that a word of `MONTH_WORD` names."""
    return MONTHS[month_number(word) - 1]
