"""What of a LaTeX value is text to be read, and how a text is written in LaTeX."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
_ADDRESS = re.compile(rf"\\(?:url|path|nolinkurl|href)\s*+{_GROUP}|https?://[^\s{{}}]++")
_MATH = re.compile(
    rf"(?<!\\)\$\$?+(?:[^$\\]++|\\.)*+\$\$?+|\\\((?:[^\\]++|\\[^)])*+\\\)|\\ensuremath\s*+{_GROUP}", re.DOTALL
)
_MACRO = re.compile(r"\\[A-Za-z]++")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ESCAPES = {
    **{char: f"\\{char}" for char in "&%#$_"},
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "\u00a0": "~",
}


def without_addresses(text: str) -> str:
    """LaTeX with the addresses in it blanked, so that every offset stays."""
    return _ADDRESS.sub(_blank, text)


def prose(text: str) -> str:
    """LaTeX with its addresses and its math blanked, so that every offset stays."""
    return _MATH.sub(_blank, without_addresses(text))


def is_shouted(text: str) -> bool:
    """Whether LaTeX stands in capitals throughout, but for a small word or two."""
    letters = _MACRO.sub(" ", prose(text))
    capitals = sum(map(str.isupper, letters))
    return capitals >= 9 * sum(map(str.islower, letters)) and len(_WORD.findall(letters)) > 1


def escaped(text: str) -> str:
    """A text as LaTeX that shows it: what has a meaning there is spelt out."""
    return "".join(_ESCAPES.get(char, char) for char in text)


def html_character(name: str) -> str | None:
    """What HTML's entity `&name` stands for (`amp;`, `#233;`; also `amp;lt;`), or None if it knows none of this name.

    What shows nothing is empty.
    """
    last = name.rstrip(";").rpartition(";")[2] + ";"
    text = unescape(f"&{last}") if last.startswith("#") else html5.get(last)
    return text and "".join(char for char in text if char.isprintable() or char == "\u00a0")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
