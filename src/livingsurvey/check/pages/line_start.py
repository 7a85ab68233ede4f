"""What stands at the start of a line, where signs and digits may open a block: a heading, a list, a quotation, code."""

from __future__ import annotations

import re

# A word, also in emphasis, between quotation marks or in brackets. Any other sign may be a mark, and a digit the number
# of a list's item.
_WORD = re.compile(r"[*\"'“‘(]{0,2}[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
# Marks that open a block are shorter.
_REACH = 100


def is_word(text: str, offset: int) -> bool:
    """Whether what stands at an offset could begin any line and would open no block there."""
    return _WORD.match(text, offset) is not None


def is_first(text: str, line: int, offset: int) -> bool:
    """Whether no word stands between the start of a line and an offset in it, so that what follows might open a block
    or be part of what opens one.
    """
    return offset - line < _REACH and _LETTER.search(text, line, offset) is None
