"""A remark that silences rules, as it stands in a comment of some file."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.syntax.source import Span


@dataclass(frozen=True)
class Remark:
    """A comment that silences rules within `region`; `codes` are the words in it that should name them.

    `alone` tells whether nothing else stands on its line.
    """

    span: Span
    codes: tuple[Span, ...]
    region: Span
    alone: bool


def has_remark(text: str) -> bool:
    """Whether it is worth looking for remarks, which costs much more."""
    return "survey:" in text and "ignore" in text
