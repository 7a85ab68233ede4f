"""The scheme of an address as a browser would find it, and those that run something, whatever they hide behind."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

# Longer than any scheme that is written in numbered entities.
_ROOM = 1_000
_SKIPPED = re.compile(r"\A[\x00-\x20]+|[\t\r\n]+")
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]|\\0?")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_SOUND = ("https://", "http://")
# These run, or hold a page or an image of their own.
RUNNING = frozenset({"javascript", "vbscript", "livescript", "mocha", "data", "blob"})


def scheme(address: str) -> str | None:
    """The scheme in lower case, without its colon; `None` for an address that has none.

    Entities are read, and what browsers skip is left out: blanks and control characters in front of it, tabs and line
    ends within it (URL Standard, section 4.4).
    """
    found = _SCHEME.match(_SKIPPED.sub("", html.unescape(address[:_ROOM])))
    return found[1].lower() if found else None


def running(address: str) -> str | None:
    """The scheme of an address that makes a browser run or show what the address itself holds; else `None`.

    Percent signs, backslashes and blanks are read, too: browsers do not, but other programs on the way may.
    """
    if address.startswith(_SOUND):
        return None  # as nearly all do
    plain = address[:_ROOM]
    for _ in range(3):
        plain, before = unquote(html.unescape(plain)), plain
        if plain == before:
            break
    found = _SCHEME.match(_HIDDEN.sub("", plain))
    return found[1].lower() if found and found[1].lower() in RUNNING else None
