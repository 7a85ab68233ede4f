r"""Text as typst code: the one place that decides how contributed text gets into the book.

Contributed text only ever becomes a *string literal* or a `\u{...}` escape, so typst reads no character of it as
markup or as code. The syntax is that of typst 0.15 (https://typst.app/docs/reference/syntax/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def string(text: str) -> str:
    """A typst string literal with this value, without what no PDF may hold: control characters, lone surrogates."""
    return f'"{_UNPRINTABLE.sub("", text).translate(_ESCAPES)}"'


def strings(texts: Iterable[str]) -> str:
    """A typst array of strings, for any number of them."""
    return f"({''.join(f'{string(text)},' for text in texts)})"


def escapes(text: str) -> str:
    """The text in escapes, one for each character: where typst wants symbols and not a string, as in math."""
    return "".join(f"\\u{{{ord(char):x}}}" for char in _UNPRINTABLE.sub("", text))


def label(path: str, anchor: str = "") -> str:
    """The name of the typst label for an anchor of a chapter, or for the chapter itself.

    typst takes any text for a label; only the mark between path and anchor must not occur in the path.
    """
    path = path.replace("%", "%25").replace("#", "%23")
    return f"{path}#{anchor}" if anchor else path
