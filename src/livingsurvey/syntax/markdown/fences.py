"""Fenced code as pymdownx's superfences finds it: at any depth of lists, panels and quotes.

A fence counts only if it is closed by the very same run of marks, with nothing left of its indentation in between, and
if its first line says a language, options or attributes and nothing else. Any other run of backticks is inline text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LEAD = re.compile(r"[> ]*")
_OPTION = r"(?:hl_lines|linenums|title|title_mode)=(?P<quote>[\"']).*?(?P=quote)(?=[ ]|$)"
_OPENING = re.compile(
    r"(?P<fence>~{3,}|`{3,})(?:[ ]*\.?[\w#.+-]+(?=[ ]|$))?(?:[ ]*\{[^\n]*\}|(?:[ ]*" + _OPTION + r")*)[ ]*$"
)


def fences(rows: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Number of the first and of the last line of each fenced block, and what stands before its fence.

    `rows` are the lines of a text with tabs as spaces and without line ends.
    """
    opened: _Opened | None = None
    for number, row in enumerate(rows):
        if opened is None:
            lead = _LEAD.match(row)
            width = lead.end() if lead else 0
            found = _OPENING.match(row, width) if row.startswith(("```", "~~~"), width) else None
            if found:
                opened = _Opened(number, row[:width], found["fence"])
        else:
            state = opened.reads(row)
            if state == "closed":
                yield opened.first, number, opened.lead
            if state != "open":
                opened = None


class _Opened:
    """A fence whose end is being sought."""

    def __init__(self, first: int, lead: str, fence: str) -> None:
        self.first = first
        self.lead = lead
        self._fence = fence
        self._quotes = lead.count(">")
        self._gap = False

    def reads(self, row: str) -> str:
        """`open`, `closed`, or `broken`: what looked like a fence is none."""
        lead = _LEAD.match(row, 0, len(self.lead))
        width = lead.end() if lead else 0
        rest, quotes = row[width:], row.count(">", 0, width)
        if quotes > self._quotes:
            return "broken"
        if not rest if self._quotes else not row.strip():
            self._gap = True
            return "open"
        if width < len(self.lead) or (self._gap and quotes < self._quotes):
            return "broken"
        if rest.startswith(self._fence) and not rest[len(self._fence) :].strip(" "):
            return "closed"
        self._gap = False
        return "open"
