"""Patterns for citation keys, such as `{family}{year}{word}`: placeholders in braces, and text between them."""

from __future__ import annotations

import difflib
import re

PLACEHOLDERS = ("family", "year", "word", "Family", "Word")
"""What a pattern may hold in braces; the capitalised ones give the same with a capital first letter."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LISTED = ", ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)
_NO_KEY = re.compile(r"[\s,\"#%'()=~\\@]")


def pattern_problem(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern, as a message and a hint; `None` if nothing is. An empty one asks for nothing."""
    names: list[str] = PLACEHOLDER.findall(pattern)
    for name in names:
        if name not in PLACEHOLDERS:
            close = difflib.get_close_matches(name, PLACEHOLDERS, 1)
            hint = f"did you mean `{{{close[0]}}}`?" if close else f"known are {_LISTED}"
            return f"a key pattern knows no `{{{name}}}`", hint
    rest = PLACEHOLDER.sub("", pattern)
    if "{" in rest or "}" in rest:
        return "a brace in the key pattern has no partner", "write placeholders as `{family}{year}{word}`"
    if pattern and not names:
        return "the key pattern has no placeholder, so all keys would be alike", f"use some of {_LISTED}"
    if found := _NO_KEY.search(rest):
        return f"the key pattern has a `{found[0]}`, which no key should have", "join its parts with `-`, `_` or `:`"
    return None
