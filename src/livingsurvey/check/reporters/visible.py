"""Contributed text as it can be printed: it forges neither a line of a log, nor a colour of a terminal, nor a command
to a program that reads logs.

GitHub's runner obeys a line that begins with `::`, and `##[` anywhere in one; other services obey `##name[`.
"""

from __future__ import annotations

import re

# Controls, marks of direction, spaces without width, tags, halves of characters.
UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
COMMAND = r"#(?=#[A-Za-z]*\[)"
_ESCAPED = re.compile(f"[{UNSEEN}]|{COMMAND}")


def visible(text: str) -> str:
    """The text in one line, with all that nobody would see, and what begins a command, written out."""
    return _ESCAPED.sub(lambda found: escaped(found[0]), text)


def cells(row: str) -> list[str]:
    """The characters of a line as `visible` shows them."""
    shown = [visible(char) for char in row]
    for found in _ESCAPED.finditer(row):
        shown[found.start()] = escaped(found[0])
    return shown


def at_line_start(text: str) -> str:
    """A text that is visible, so that it can begin a line."""
    return text.replace("::", r"\u003a:", 1) if text.lstrip().startswith("::") else text


def escaped(char: str) -> str:
    """A character written out; a space for what is white space."""
    if char in "\t\r\n":
        return " "
    return f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
