"""A chapter: one Markdown file of the survey and what it says of itself."""

from __future__ import annotations

import datetime
import hashlib
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from livingsurvey.config import PAGE_KINDS
from livingsurvey.syntax import yaml
from livingsurvey.syntax.markdown import Document, Heading
from livingsurvey.syntax.markdown.word_count import word_count
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

STATUSES = ("draft", "checked", "reviewed")
_CLOSING = "[\"'”’)\\]]"
_SENTENCE_END = re.compile(
    rf"\s(?:(?<=[.!?]\s)|(?<=[.!?]{_CLOSING}\s)|(?<=[.!?]{_CLOSING}{{2}}\s))\s*(?=[\"'“‘(\[*_`]{{0,3}}[A-Z0-9@$])"
)
# So many characters from its first on tell that a sentence begins.
_BEGINNING = 4
_ABBREVIATION = re.compile(
    r"\b(?:approx|cf|ca|e\.g|eqs?|et al|figs?|i\.e|pp?|resp|secs?|tabs?|viz|vols?|vs)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = len(".approx.")
_LINE_END = re.compile(r"\r\n?")
_CELL = re.compile(r"\|(?<!\\\|)[ \t]*")


@dataclass(frozen=True)
class Check:
    """The record of a check in the front matter: its day, and the digest that the text had (see `body_digest`)."""

    date: datetime.date
    text: str
    date_span: Span
    text_span: Span


@dataclass(frozen=True)
class Chapter:
    """A page of the survey. `path` is relative to the documents' folder, as the navigation names it."""

    source: Source
    path: str
    nav_title: str | None = None
    part: str | None = None

    def edited(self, source: Source) -> Chapter:
        """The chapter with this text; itself, with all that is known of it, if that is the text it has."""
        return self if source == self.source else replace(self, source=source)

    @cached_property
    def document(self) -> Document:
        return Document(self.source)

    @cached_property
    def _facts(self) -> tuple[yaml.Node | None, Problem | None]:
        try:
            return self.document.front_matter, None
        except yaml.YamlError as error:
            return None, error.problem

    @property
    def front_matter(self) -> yaml.Node | None:
        """The mapping at the head of the file; `None` if there is none or it cannot be read."""
        node = self._facts[0]
        return node if node and isinstance(node.value, dict) else None

    @property
    def front_matter_problem(self) -> Problem | None:
        """Why the front matter cannot be read."""
        node, problem = self._facts
        if problem is None and node is not None and not isinstance(node.value, dict):
            problem = Problem(node.span, "the front matter is no list of `name: value` lines", "write `title: ...`")
        return problem

    def fact(self, name: str) -> Any:
        """A plain value of the front matter; `None` where it is absent or empty."""
        node = self.front_matter.get(name) if self.front_matter else None
        return node.plain if node else None

    def place_of(self, name: str) -> Span:
        """Where a value of the front matter stands; the file's beginning where it is absent."""
        node = self.front_matter.get(name) if self.front_matter else None
        return node.span if node else self.source.span()

    @cached_property
    def title(self) -> str:
        """The front matter's title, else the navigation's, else the first heading, else the file's name."""
        if isinstance(given := self.fact("title"), str):
            return given
        first = next((heading for heading in self.headings if heading.level == 1), None)
        stem = posixpath.splitext(posixpath.basename(self.path))[0]
        return self.nav_title or (first.text if first else stem.replace("-", " ").replace("_", " ").capitalize())

    @property
    def description(self) -> str:
        given = self.fact("description")
        return given if isinstance(given, str) else ""

    @property
    def kind(self) -> str:
        """`chapter`, `part` (a part's index) or `matter` (home, glossary, method, conclusion)."""
        given = self.fact("kind")
        return given if given in PAGE_KINDS else "matter" if self.path == "index.md" else "chapter"

    @property
    def status(self) -> str | None:
        given = self.fact("status")
        return given if given in STATUSES else None

    @property
    def searched(self) -> datetime.date | None:
        """When the literature was last looked through."""
        return _date(self.fact("searched"))

    @property
    def due(self) -> datetime.date | None:
        """By when the literature is to be looked through again."""
        return _date(self.fact("due"))

    @property
    def retired(self) -> datetime.date | None:
        """Since when the chapter is no longer kept up to date."""
        return _date(self.fact("retired"))

    @cached_property
    def checked(self) -> Check | None:
        """When a person last read the text against its sources, and which text that was."""
        node = self.front_matter.get("checked") if self.front_matter else None
        date, text = (node.get("date"), node.get("text")) if node else (None, None)
        day = _date(date.plain) if date else None
        if date is None or text is None or day is None:
            return None
        return Check(day, text.span.text.strip().strip("\"'").lower(), date.span, text.span)

    @cached_property
    def body_digest(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of what stands behind the front matter, in UTF-8 and with line
        ends of LF, so that neither front matter nor line ends change it.
        """
        body = _LINE_END.sub("\n", self.source.text[self.document.body_start :])
        return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.document.headings

    @cached_property
    def words(self) -> int:
        """How many words of running text the page has; tables, formulas and citations are not counted."""
        return word_count(self.document)

    def heading_of(self, offset: int) -> Heading | None:
        """The heading under which an offset stands."""
        number = bisect_right(self.headings, offset, key=lambda heading: heading.span.start)
        return self.headings[number - 1] if number else None

    def sentences(self, start: int, end: int) -> Iterator[Span]:
        """The sentences of a run of inline text; each ends with its table cell at the latest."""
        cells = [start, *(found.end() for found in self._breaks(_CELL, start, end)), end]
        for left, right in pairwise(cells):
            for found in self._breaks(_SENTENCE_END, left, right):
                yield self.source.span(left, found.start())
                left = found.end()
            yield self.source.span(left, right)

    def cells(self, row: Span) -> tuple[Span, ...]:
        """The cells of a table's row; pipes at its ends part nothing."""
        edges = [(found.start(), found.end()) for found in self._breaks(_CELL, row.start, row.end)]
        starts, ends = [row.start, *(end for _, end in edges)], [*(start for start, _ in edges), row.end]
        cells = [self.source.span(start, end) for start, end in zip(starts, ends, strict=True)]
        first = len(cells) > 1 and not cells[0].text.strip()
        last = len(cells) > 1 and not cells[-1].text.strip()
        return tuple(cells[first : len(cells) - last])

    def sentence(self, start: int, end: int) -> Span:
        """The sentence around a place; it ends with its paragraph, list item or table cell at the latest."""
        run = self.document.inline_at(start)
        left = max([run.start, *(found.end() for found in self._breaks(_CELL, run.start, start))])
        # What tells that a sentence begins may be the very place: `... [@a]. @b shows ...`. One in brackets belongs to
        # the sentence before it.
        told = start if self.source.text.startswith("[", start) else min(start + _BEGINNING, run.end)
        ends = (found.end() for found in self._breaks(_SENTENCE_END, left, told))
        left = max([left, *(offset for offset in ends if offset <= start)])
        right = min([max(end, run.end), *(found.start() for found in self._breaks(_CELL, end, run.end))])
        right = min([right, *(found.start() for found in self._breaks(_SENTENCE_END, end, right))])
        return self.source.span(left, right)

    def _breaks(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Where a pattern matches between two offsets, in words and not in code or a formula, nor behind "e.g."."""
        text, wording = self.source.text, self.document.wording
        for found in pattern.finditer(text, start, end):
            at = found.start()
            mark = at if found[0].strip() else at - 1
            if wording[mark] == text[mark] and (mark == at or not self._abbreviates(at)):
                yield found

    def _abbreviates(self, end: int) -> bool:
        """Whether the full stop before an offset belongs to a word."""
        return _ABBREVIATION.search(self.source.text, max(0, end - _LONGEST_ABBREVIATION), end) is not None


def _date(value: Any) -> datetime.date | None:
    """A value of the front matter if it is a day; one with a time of day is none."""
    return value if type(value) is datetime.date else None
