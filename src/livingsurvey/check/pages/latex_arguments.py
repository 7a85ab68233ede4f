"""Arguments of LaTeX commands that were left in a chapter."""

from __future__ import annotations

import re

# No argument that anybody would mend at a stroke is longer.
_LONGEST = 2000
_DEEPEST = 20
_MARK = re.compile(r"\\.|[{}\[\]]|\n[ \t>]*\n", re.S)
_CLOSING = {"{": "}", "[": "]"}


def behind_argument(text: str, start: int, end: int) -> int | None:
    """The offset behind the argument whose brace or bracket opens at `start`; `None` if none does, or it is not closed
    before `end` and the next empty line.
    """
    if start >= end or text[start] not in _CLOSING:
        return None
    opened: list[str] = []
    for mark in _MARK.finditer(text, start, min(end, start + _LONGEST)):
        char = mark[0]
        if char in _CLOSING:
            opened.append(_CLOSING[char])
            if len(opened) > _DEEPEST:
                return None
        elif char in ("}", "]"):
            # A lone bracket in braces is one of the text.
            if char == opened[-1]:
                opened.pop()
            elif char == "}":
                return None
            if not opened:
                return mark.end()
        elif char[0] == "\n":
            return None
    return None
