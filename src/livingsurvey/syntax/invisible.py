"""Characters that one cannot see, and their names."""

from __future__ import annotations

import re
import unicodedata

# Names that Unicode does not give, or gives for another use.
_NAMES = {"\ufeff": "byte-order mark"}
# Right-to-left letters stand in these blocks (Unicode's Bidi_Class R and AL).
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def named(char: str) -> str:
    """`U+200B (zero width space)`."""
    name = _NAMES.get(char) or unicodedata.name(char, "control code").lower()
    return f"U+{ord(char):04X} ({name})"
