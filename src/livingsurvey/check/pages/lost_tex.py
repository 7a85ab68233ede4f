"""What of a formula is read and not shown: TeX's remarks, and breaks of lines that nothing holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A remark that ends with its line is one; in the formula's last line it takes what should be seen.
_REMARK = re.compile(r"(?<!\\)(?:\\\\)*(%)[ \t]*+[^\s][^\n]*\Z")
_BREAK = re.compile(r"\\\\")
_HOLDS_LINES = re.compile(r"\\(?:begin|substack)\b")


def lost(tex: str) -> Iterator[tuple[int, str, str]]:
    """The offset of each loss in a formula that can be read, what is wrong, and what to do."""
    if remark := _REMARK.search(tex):
        yield remark.start(1), "what follows this percent sign is not shown", "write \\% for a percent sign"
    if (line := _BREAK.search(tex)) and not _HOLDS_LINES.search(tex):
        yield line.start(), "this line does not break", "put the lines into `\\begin{aligned} ... \\end{aligned}`"
