"""Entities of HTML that say no more than a character which anyone can type."""

from __future__ import annotations

import re

_NO_BREAK = r"&nbsp;|&#160;|&#[xX]0*[aA]0;"
# Spaces and ends of lines; `&#20;` is what some editor makes of `&#x20;`.
_PLAIN = r"&#0*(?:9|10|13|20|32);|&#[xX]0*(?:9|[aA]|[dD]|20);"
PLAIN_SPACE = re.compile(_PLAIN)
SPACES = re.compile(rf"(?:(?:{_NO_BREAK}|{_PLAIN})[ \t]*+)++")
"""Entities of spaces in a row, with the spaces between and behind them."""

NUMERIC = re.compile(r"&#(?:(?P<decimal>\d{2,7})|[xX](?P<hex>[\da-fA-F]{2,6}));")
# Of ASCII only these: most other signs Markdown reads as its own somewhere, and letters and digits are written so to
# hide an address, or a number that would begin a list.
_SIGNS = frozenset("'\",‘’“”–—…")


def typed(entity: re.Match[str]) -> str | None:
    """The character that could stand for a numeric entity anywhere in a text; `None` if it could not."""
    number = int(entity["decimal"]) if entity["decimal"] else int(entity["hex"], 16)
    char = chr(number) if number < 0x110000 else ""
    return char if char in _SIGNS or (char.isalpha() and not char.isascii()) else None
