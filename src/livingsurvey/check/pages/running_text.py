"""The running text of a chapter: what the page shows as words, and Markdown reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown.util import BLOCK_LEVEL_ELEMENTS

from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.regions import Regions
from livingsurvey.syntax.source import Span

_HTML = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9]*)\b")
_OBJECT = "\ufffc"
_STAR = re.compile(r"\*")
_STARS = re.compile(r"\*+")
_HTML_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)


@dataclass(frozen=True)
class RunningText:
    """Searches a chapter's prose without what stands where nobody reads it: destinations and titles of links, link
    definitions, and blocks of raw HTML, which Markdown does not look into.
    """

    chapter: Chapter

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern matches within one paragraph, heading or row of a table, in order.

        Code, formulas, tags and addresses are U+FFFC for the pattern, which is no blank.
        """
        document = self.chapter.document
        if not pattern.search(document.prose):
            return
        for found in pattern.finditer(self._text):
            place = document.inline_at(found.start())
            if found.end() <= place.end and not self._apart.holds(found.start()) and not self._is_html(place):
                yield found

    def in_heading(self, offset: int) -> bool:
        """Whether an offset is in a heading, whose words also make the address of its section."""
        heading = self.chapter.heading_of(offset)
        return heading is not None and offset < heading.span.end

    def in_panel_head(self, offset: int) -> bool:
        """Whether an offset is in the head of an admonition or tab, whose title ends at the next quotation mark."""
        place = self.chapter.document.inline_at(offset)
        return self.chapter.source.text.startswith(("!!!", "???", "==="), place.start)

    def ends_key(self, offset: int) -> bool:
        """Whether a citation's key ends right before an offset, or begins there: a word put there would be a part."""
        return offset in self._key_ends or self.chapter.source.text[max(0, offset - 1) : offset] == "@"

    def is_emphasised(self, start: int, end: int) -> bool:
        """Whether stars before or behind a place may be paired around it: they, or rows of them, are odd in number."""
        place = self.chapter.document.inline_at(start)
        for offsets in self._stars:
            first, left, right, last = (bisect_left(offsets, at) for at in (place.start, start, end, place.end))
            if (left - first) % 2 or (last - right) % 2:
                return True
        return False

    def in_link(self, offset: int) -> bool:
        """Whether an offset is in a link or an image, in which no other link can stand."""
        return self._linked.holds(offset)

    def _is_html(self, place: Span) -> bool:
        found = _HTML.match(self.chapter.source.text, place.start)
        return found is not None and found["name"].lower() in _HTML_BLOCKS

    @cached_property
    def _key_ends(self) -> frozenset[int]:
        groups = self.chapter.document.citation_groups
        return frozenset(citation.span.end for group in groups for citation in group.citations)

    @cached_property
    def _text(self) -> str:
        """The prose with something in place of what is blanked, so that nothing is taken for the end of a line."""
        document = self.chapter.document
        pairs = zip(document.prose, document.source.text, strict=True)
        return "".join(shown if shown == char else _OBJECT for shown, char in pairs)

    @cached_property
    def _stars(self) -> tuple[list[int], list[int]]:
        """Offsets of all stars, and of each row of stars."""
        wording = self.chapter.document.wording
        return [star.start() for star in _STAR.finditer(wording)], [row.start() for row in _STARS.finditer(wording)]

    @cached_property
    def _apart(self) -> Regions:
        links = self.chapter.document.links
        return Regions(
            [(link.span.start if link.definition else link.target_span.start, link.span.end) for link in links]
        )

    @cached_property
    def _linked(self) -> Regions:
        document = self.chapter.document
        spans = [*(link.span for link in document.links), *(use.span for use in document.link_uses)]
        return Regions([(span.start, span.end) for span in spans])
