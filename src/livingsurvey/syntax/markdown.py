"""A chapter's text as a tree with offsets: front matter, headings, links, formulas and citations."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from markdown.extensions.toc import slugify

from livingsurvey.syntax import yaml
from livingsurvey.syntax.citations import CitationGroup, citation_groups
from livingsurvey.syntax.mask import blanked, body_start, formulas, front_matter, mask, prose
from livingsurvey.syntax.source import Source, Span

_ATX = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^\r\n]*?)#*(?P<attrs>[ \t]*\{:?[^{}\r\n]*\})?[ \t]*$", re.M)
_SETEXT = re.compile(r"^(?P<text>[^\s#>|=*+-][^\r\n]*)\r?\n(?P<rule>=+|-+)[ \t]*$", re.M)
_ATTRS = re.compile(r"[ \t]*\{:?(?P<attrs>[^{}\r\n]*)\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[^\s}]+)")
_HTML_ID = re.compile(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)""")
_BLOCK_ID = re.compile(r"^[ \t]*attrs:[ \t]*\{[^}\r\n]*?\bid:[ \t]*[\"']?([^\s\"',}]+)", re.M)
_BRACKET = re.compile(r"(?<!\\)(?P<image>!)?\[|(?<!\\)\]")
_DESTINATION = re.compile(
    r"\([ \t\r\n]*(?:<(?P<angle>[^<>\r\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()]*\))*))"
    r"(?:[ \t\r\n]+(?:\"[^\"]*\"|'[^']*'))?[ \t\r\n]*\)"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\r\n^][^\]\r\n]*)\]:[ \t]*<?(?P<dest>[^\s<>]+)>?[^\r\n]*$", re.M)
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|==|\^\^)")
_LINK_TEXT = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")


@dataclass(frozen=True)
class Heading:
    """A heading of the body: `level` 1 to 6, its text without markup, and the id that the page gives it."""

    span: Span
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Link:
    """A link or image: `span` covers all of it, `target_span` its destination as written."""

    span: Span
    target: str
    target_span: Span
    image: bool = False

    @property
    def path(self) -> str:
        """The destination without query and fragment, percent signs decoded."""
        return unquote(self.target.partition("#")[0].partition("?")[0])

    @property
    def fragment(self) -> str:
        return unquote(self.target.partition("#")[2])


@dataclass(frozen=True)
class Document:
    """A Markdown file, read once; every part of it is found when it is first asked for."""

    source: Source

    @cached_property
    def masked(self) -> str:
        """The text with front matter, code and comments blanked."""
        return mask(self.source.text)

    @cached_property
    def prose(self) -> str:
        """The masked text with formulas, tags and addresses blanked too."""
        return prose(self.masked)

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
        return tuple((self.source.span(start, end), tex, big) for start, end, tex, big in formulas(self.masked))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links, images and link definitions, in order."""
        found = [*self._inline_links(), *self._definitions()]
        return tuple(sorted(found, key=lambda link: link.span.start))

    @cached_property
    def citation_groups(self) -> tuple[CitationGroup, ...]:
        places = [(link.span.start, link.span.end) for link in self.links]
        return tuple(citation_groups(self.source, self.prose, places))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order, with the ids that Python-Markdown's `toc` gives them by default."""
        text = blanked(self.masked, [(span.start, span.end) for span, _, _ in self.formulas])
        found = sorted([*_ATX.finditer(text), *_SETEXT.finditer(text)], key=lambda match: match.start())
        headings, used = [], Counter[str]()
        # An id that a heading names itself is taken before any is made.
        used.update(anchor for match in found if (anchor := _own_id(match)))
        for match in found:
            level = len(match["marks"]) if "marks" in match.groupdict() else 1 + (match["rule"][0] == "-")
            raw = self.source.text[match.start("text") : match.end("text")]
            title = self._plain(_ATTRS.sub("", raw), match.start("text"))
            anchor = _own_id(match) or _unique(slugify(title, "-"), used)
            headings.append(Heading(self.source.span(match.start(), match.end()), level, title, anchor))
        return tuple(headings)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id of the page that a link may name: headings', attribute lists', captions' and raw HTML's."""
        named = [
            match["id"] for attrs in re.finditer(r"\{:?([^{}\n]*)\}", self.masked) for match in _ID.finditer(attrs[1])
        ]
        named += _HTML_ID.findall(self.masked) + _BLOCK_ID.findall(self.masked)
        return frozenset([heading.anchor for heading in self.headings] + named)

    def _plain(self, raw: str, start: int) -> str:
        """A heading's text without citations and markup."""
        for group in reversed(self.citation_groups):
            if start <= group.span.start < start + len(raw):
                raw = raw[: group.span.start - start] + raw[group.span.end - start :]
        return plain_text(raw).strip()

    def _inline_links(self) -> Iterator[Link]:
        opened: list[re.Match[str]] = []
        text = blanked(self.masked, [(span.start, span.end) for span, _, _ in self.formulas])
        for bracket in _BRACKET.finditer(text):
            if bracket[0] != "]":
                opened.append(bracket)
            elif opened:
                start = opened.pop()
                destination = _DESTINATION.match(text, bracket.end())
                if destination:
                    name = "angle" if destination["angle"] is not None else "bare"
                    yield Link(
                        self.source.span(start.start(), destination.end()),
                        destination[name],
                        self.source.span(*destination.span(name)),
                        image=bool(start["image"]),
                    )

    def _definitions(self) -> Iterator[Link]:
        for match in _DEFINITION.finditer(self.masked):
            yield Link(self.source.span(*match.span()), match["dest"], self.source.span(*match.span("dest")))


def plain_text(markup: str) -> str:
    """A line of Markdown without emphasis, links, code marks and entities."""
    markup = _LINK_TEXT.sub(r"\1", markup)
    markup = re.sub(r"<[^<>]+>", "", markup)
    markup = _EMPHASIS.sub("", markup.replace("`", ""))
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!$@-])", r"\1", markup))


def _own_id(match: re.Match[str]) -> str | None:
    attrs = match["attrs"] if "attrs" in match.groupdict() else None
    if not attrs:
        tail = _ATTRS.search(match["text"])
        attrs = tail[0] if tail else ""
    found = _ID.search(attrs.strip(" \t{}:"))
    return found["id"] if found else None


def _unique(anchor: str, used: Counter[str]) -> str:
    """As `markdown.extensions.toc.unique` counts: `a`, `a_1`, `a_2`."""
    candidate, number = anchor, 0
    while candidate in used or not candidate:
        number += 1
        candidate = f"{anchor}_{number}"
    used[candidate] += 1
    return candidate
