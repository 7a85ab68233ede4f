"""The running text of a chapter: what the page shows as words, and Markdown reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown.util import BLOCK_LEVEL_ELEMENTS

from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.regions import Regions
from livingsurvey.syntax.source import Span

_HTML = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9]*)\b")
_HTML_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)


@dataclass(frozen=True)
class RunningText:
    """Searches a chapter's prose without what stands where nobody reads it: destinations and titles of links, link
    definitions, and blocks of raw HTML, which Markdown does not look into.
    """

    chapter: Chapter

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern matches within one paragraph, heading or row of a table, in order."""
        document = self.chapter.document
        for found in pattern.finditer(document.prose):
            place = document.inline_at(found.start())
            if found.end() <= place.end and not self._apart.holds(found.start()) and not self._is_html(place):
                yield found

    def in_heading(self, offset: int) -> bool:
        """Whether an offset is in a heading, whose words also make the address of its section."""
        heading = self.chapter.heading_of(offset)
        return heading is not None and offset < heading.span.end

    def in_link(self, offset: int) -> bool:
        """Whether an offset is in a link or an image, in which no other link can stand."""
        return self._linked.holds(offset)

    def _is_html(self, place: Span) -> bool:
        found = _HTML.match(self.chapter.source.text, place.start)
        return found is not None and found["name"].lower() in _HTML_BLOCKS

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
