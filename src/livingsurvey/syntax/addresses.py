"""The scheme of an address as a browser would find it, whatever the address hides it behind."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

# Longer than any scheme that is written in numbered entities.
_ROOM = 1_000
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\\]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# These run, or hold a page or an image of their own.
RUNNING = frozenset({"javascript", "vbscript", "livescript", "mocha", "data", "blob"})


def scheme(address: str) -> str | None:
    """The scheme in lower case, without its colon; `None` for an address that has none.

    Browsers skip blanks and control characters in front of it and line ends within it (URL Standard, section 4.4), and
    entities are read before. Percent signs they leave alone, but other programs on the way may not; so those are read,
    too.
    """
    plain = address[:_ROOM]
    for _ in range(3):
        plain, before = unquote(html.unescape(plain)), plain
        if plain == before:
            break
    found = _SCHEME.match(_HIDDEN.sub("", plain).lower())
    return found[1] if found else None


def is_running(address: str) -> bool:
    """Whether an address has a scheme that makes a browser run or show what the address itself holds."""
    return scheme(address) in RUNNING
