"""A chapter's text as a tree with offsets: front matter, headings, links, formulas and citations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markdown.extensions.toc import slugify

from livingsurvey.syntax import yaml
from livingsurvey.syntax.markdown.acronyms import explained_acronyms
from livingsurvey.syntax.markdown.as_read import AUTOLINK, plain_text
from livingsurvey.syntax.markdown.blocks import Block, blocks
from livingsurvey.syntax.markdown.citations import CitationGroup, CrossReference, citation_groups, cross_references
from livingsurvey.syntax.markdown.html_links import html_links
from livingsurvey.syntax.markdown.labels import Label, html_ids, id_in, ids
from livingsurvey.syntax.markdown.links import Link, Links, LinkUse
from livingsurvey.syntax.markdown.mask import (
    blanked,
    body_start,
    formulas,
    front_matter,
    markup,
    prose,
    without_html_code,
)
from livingsurvey.syntax.source import Source, Span
from livingsurvey.syntax.tags import Tag, tags

_ATTRS = re.compile(r"(?<![ \t])[ \t]++\{:?(?P<attrs>[^{}\r\n]*)\}[ \t]*$")
_LONE_CR = re.compile(r"\r(?!\n)")
_NUMBERED = re.compile(r"(.*)_([0-9]+)")
# Titles in attribute lists and of abbreviations.
_TITLE = re.compile(r"""\{(?=[^{}\r\n]*=["'])[^{}\r\n]*+\}|\*\[(?<!.\*\[)[^\]\r\n]*\][ ]?:[^\r\n]*$""", re.M)


@dataclass(frozen=True)
class Heading:
    """A heading of the body: `level` 1 to 6, its text without markup, and the id that the page gives it."""

    span: Span
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Document:
    """A Markdown file, read once; every part of it is found when it is first asked for."""

    source: Source

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body's headings, code, comments and runs of inline text."""
        return blocks(self._text, self.body_start)

    @cached_property
    def _text(self) -> str:
        """The text with line ends that are LF or CRLF: Python-Markdown reads a lone CR, as old Macs wrote it, as LF."""
        text = self.source.text
        return _LONE_CR.sub("\n", text) if "\r" in text else text

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where inline text stands."""
        return [block.inner for block in self.blocks if block.kind in ("text", "row", "heading")]

    def inline_at(self, offset: int) -> Span:
        """The run of inline text that holds an offset: a paragraph, heading, row of a table; else the empty place."""
        number = bisect_right(self._places, (offset, len(self.source.text))) - 1
        if number >= 0 and offset < self._places[number][1]:
            return self.source.span(*self._places[number])
        return self.source.span(offset)

    @cached_property
    def tables(self) -> tuple[tuple[Block, ...], ...]:
        """The rows of each table that is written with pipes, its head first; the line below that is left out."""
        tables: list[list[Block]] = []
        for block in self.blocks:
            if block.row == 1:
                tables.append([block])
            elif block.row > 2:
                tables[-1].append(block)
        return tuple(map(tuple, tables))

    @cached_property
    def _markup(self) -> str:
        return markup(self._text, self.blocks)

    @cached_property
    def masked(self) -> str:
        """The text with front matter, code and comments blanked."""
        return without_html_code(self._markup)

    @cached_property
    def prose(self) -> str:
        """The masked text with formulas, tags and addresses blanked too."""
        return prose(self.masked, [(span.start, span.end) for span, _, _ in self.formulas])

    @cached_property
    def wording(self) -> str:
        """The masked text without formulas."""
        return blanked(self.masked, [(span.start, span.end) for span, _, _ in self.formulas])

    @cached_property
    def explained_acronyms(self) -> frozenset[str]:
        """The acronyms of which the text says what they stand for."""
        return explained_acronyms(self.wording)

    @cached_property
    def body_start(self) -> int:
        return body_start(self.source.text)

    @cached_property
    def front_matter(self) -> yaml.Node | None:
        """What stands between the opening rules; `None` without. Raises `yaml.YamlError`."""
        span = front_matter(self.source.text)
        return yaml.parse(self.source, *span) if span else None

    @property
    def has_front_matter(self) -> bool:
        return front_matter(self.source.text) is not None

    @cached_property
    def formulas(self) -> tuple[tuple[Span, str, bool], ...]:
        """Place, TeX and whether it is displayed, of each formula."""
        found = formulas(self.masked, self._places)
        return tuple((self.source.span(start, end), tex, display) for start, end, tex, display in found)

    @cached_property
    def markup(self) -> str:
        """The text with front matter, comments, formulas and Markdown's own code blanked: where raw HTML may stand."""
        return blanked(self._markup, [(span.start, span.end) for span, _, _ in self.formulas])

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of raw HTML, in order; the angle brackets around an address or a link's target make none."""
        if "<" not in self.markup:
            return ()
        by_start: dict[int, Tag] = {}
        for place in self._places:
            # What begins with a tag may be HTML or a paragraph; whoever reads it in one of both ways sees these.
            for nested in (False, True) if self.markup.startswith("<", place[0]) else (False,):
                by_start.update((tag.start, tag) for tag in tags(self.markup, *place, nested))
        found = sorted(by_start.values(), key=lambda tag: tag.start)
        targets = {link.target_span.start - 1 for link in self.links} if found else set[int]()
        return tuple(
            tag for tag in found if tag.start not in targets and not AUTOLINK.match(self.markup, tag.start, tag.end)
        )

    @cached_property
    def _links(self) -> Links:
        return Links(self.source, self.wording, self._places)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links, images and link definitions, in order."""
        found = [*self._links.inline, *self._links.definitions.values()]
        return tuple(sorted(found, key=lambda link: link.span.start))

    @cached_property
    def link_uses(self) -> tuple[LinkUse, ...]:
        """The links and images whose destination a definition gives, in order."""
        return self._links.uses

    @cached_property
    def html_links(self) -> tuple[Link, ...]:
        """The links and images of raw HTML, in order."""
        return tuple(html_links(self.source, self.tags))

    @cached_property
    def _hidden(self) -> list[tuple[int, int]]:
        """Links, images, and what the page shows in a title at most: no citation stands in them."""
        spans = [*(link.span for link in self.links), *(use.span for use in self.link_uses)]
        return [(span.start, span.end) for span in spans] + [each.span() for each in _TITLE.finditer(self.wording)]

    @cached_property
    def citation_groups(self) -> tuple[CitationGroup, ...]:
        """The citations in order; none stands in a link, an image, or what the page shows in a title at most."""
        return tuple(citation_groups(self.source, self.prose, self._places, self._hidden))

    @cached_property
    def cross_references(self) -> tuple[CrossReference, ...]:
        """The cross-references in order; they stand where citations may."""
        return tuple(cross_references(self.source, self.prose, self._places, self._hidden))

    @cached_property
    def ids(self) -> tuple[Label, ...]:
        """Every id that the text itself gives, in order: in attribute lists, captions and raw HTML."""
        found = {*self._own_ids, *html_ids(self.source, self.tags)}
        return tuple(sorted(found, key=lambda label: label.span.start))

    @cached_property
    def _own_ids(self) -> tuple[Label, ...]:
        """Those that Python-Markdown knows: it does not look into raw HTML."""
        return ids(self.source, self.masked, self.wording)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The ids that cross-references may name: of figures, tables, equations and sections, in order."""
        return tuple(label for label in self.ids if label.kind)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order, with the ids that Python-Markdown's `toc` gives them by default."""
        made = _Ids(label.name for label in self._own_ids)
        headings = []
        for block in self.blocks:
            if block.kind == "heading":
                attrs = _ATTRS.search(self.wording, *block.inner)
                end = attrs.start() if attrs else block.inner[1]
                title = self._plain(block.inner[0], end)
                own = id_in(self.wording, *attrs.span("attrs")) if attrs else None
                anchor = own or made.of(slugify(title, "-"))
                headings.append(Heading(self.source.span(block.start, block.end), block.level, title, anchor))
        return tuple(headings)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id of the page that a link may name: headings', and those that the text itself gives."""
        return frozenset([*(label.name for label in self.ids), *(heading.anchor for heading in self.headings)])

    @cached_property
    def _apart(self) -> tuple[tuple[Span, str], ...]:
        """What a heading's text does not show as written, in order: citations and cross-references not at all, formulas
        as TeX.
        """
        found = {group.span: "" for group in self.citation_groups}
        found.update((reference.whole, "") for reference in self.cross_references)
        found.update((span, tex) for span, tex, _ in self.formulas)
        return tuple(sorted(found.items(), key=lambda item: item[0].start))

    def _plain(self, start: int, end: int) -> str:
        """A heading's text without citations and markup."""
        raw = self.source.text[start:end].rstrip("#")
        first, behind = (
            bisect_left(self._apart, place, key=lambda item: item[0].start) for place in (start, start + len(raw))
        )
        apart = [(span.start - start, span.end - start, text) for span, text in self._apart[first:behind]]
        return " ".join(plain_text(raw, apart).split())


class _Ids:
    """Gives out ids as `markdown.extensions.toc.unique` does: `a`, `a_1`, `a_2`."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def of(self, wanted: str) -> str:
        """An id like the one that is wanted and unlike those given before."""
        given = wanted
        if not given or given in self._taken:
            numbered = _NUMBERED.fullmatch(given)
            base, number = (numbered[1], int(numbered[2])) if numbered else (given, 0)
            number = max(number, self._counts.get(base, 0)) + 1
            while (given := f"{base}_{number}") in self._taken:
                number += 1
            self._counts[base] = number
        self._taken.add(given)
        return given
