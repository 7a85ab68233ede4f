"""Contributed text in Markdown that we write."""

from __future__ import annotations

import re

# An underscore within a word is one, as in many a DOI; so it stays readable for those who see the source.
_MARKS = re.compile(r"[\\`*\[\]<>]|(?<!\w)_|_(?!\w)")


def escaped(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
