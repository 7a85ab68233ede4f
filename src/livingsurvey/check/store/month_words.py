"""Months as people write them in words."""

from __future__ import annotations

from livingsurvey.syntax.bibtex.value import MONTHS
from livingsurvey.syntax.dates import month

_NAMES = "january february march april may june july august september october november december".split()

MONTH_WORD = rf"(?:{'|'.join(_NAMES)}|sept|{'|'.join(MONTHS)})\b\.?"
"""A pattern for an English month's name or its abbreviation; use it without regard to case."""


def month_macro(word: str) -> str:
    """BibTeX's macro for the month that a word of `MONTH_WORD` names."""
    return MONTHS[month(word) - 1]
