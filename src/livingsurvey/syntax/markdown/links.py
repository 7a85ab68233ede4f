"""Links and images of a Markdown text, in the forms that Python-Markdown reads: `[text](target "title")`, and
`[text][label]`, `[label][]` or `[label]` with a definition `[label]: target` elsewhere. Raw HTML is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from livingsurvey.syntax.source import Source, Span

_BRACKET = re.compile(r"[\[\]](?<!\\.)")
_DESTINATION = re.compile(
    r"\([ \t\r\n]*(?:<(?P<angle>[^<>\r\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()]*\)|[ ]+(?=[^\s()<>\"']))*))"
    r"(?:[ \t\r\n]+(?:\"[^\r\n]{0,999}?\"|'[^\r\n]{0,999}?'))?[ \t\r\n]*\)"  # no title is longer
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
_LABEL = re.compile(r"[ \r\n]?\[(?P<label>[^\[\]]*)\]")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\r\n^@][^\]\r\n]*)\]:[ ]*<?(?P<dest>[^\s<>]+)>?"
    r"[ ]*+(?:\r?\n?[ ]*+(?:\"[^\r\n]*\"|'[^\r\n]*'|\([^\r\n]*\)))?[ \t]*+(?=\r?$)",
    re.M,
)


@dataclass(frozen=True)
class Link:
    """A link or image with a destination of its own, or the definition of one that others use.

    `span` covers all of it, `target_span` its destination as written, `text_span` what stands in its brackets: the text
    that the page shows, an image's alternative text, a definition's label. One in raw HTML (`html`) names an address of
    the site, as it leaves for it unchanged; the others name files.
    """

    span: Span
    target: str
    target_span: Span
    text_span: Span
    image: bool = False
    definition: bool = False
    html: bool = False

    @property
    def path(self) -> str:
        """The destination without query and fragment, backslashes and percent signs decoded."""
        return unquote(self._read.partition("#")[0].partition("?")[0])

    @property
    def fragment(self) -> str:
        return unquote(self._read.partition("#")[2])

    @property
    def _read(self) -> str:
        """The destination as Python-Markdown reads it; raw HTML knows no escapes."""
        return self.target if self.html else _ESCAPE.sub(r"\1", self.target)


@dataclass(frozen=True)
class LinkUse:
    """A link or image whose destination `definition` gives; `span` and `text_span` as a `Link` has them."""

    span: Span
    text_span: Span
    definition: Link
    image: bool = False


@dataclass(frozen=True)
class Links:
    """The links of a text. `wording` is the masked text without formulas, `places` where its inline text stands."""

    source: Source
    wording: str
    places: Sequence[tuple[int, int]]

    @cached_property
    def inline(self) -> tuple[Link, ...]:
        """Links and images with a destination of their own; one within another comes before it."""
        found = []
        for start, end, image in self._brackets:
            if destination := _DESTINATION.match(self.wording, end):
                name = "angle" if destination["angle"] is not None else "bare"
                span, place = self.source.span(start, destination.end()), self.source.span(*destination.span(name))
                found.append(Link(span, destination[name], place, self._text(start, end, image), image))
        return tuple(found)

    @cached_property
    def _defined(self) -> tuple[Link, ...]:
        """Every definition, in order."""
        return tuple(
            Link(
                self.source.span(*found.span()),
                found["dest"],
                self.source.span(*found.span("dest")),
                self.source.span(*found.span("label")),
                definition=True,
            )
            for found in _DEFINITION.finditer(self.wording)
        )

    @cached_property
    def definitions(self) -> Mapping[str, Link]:
        """The definitions by label, as Python-Markdown compares labels; of several for one the last holds."""
        return {_label(link.text_span.text): link for link in self._defined}

    @cached_property
    def uses(self) -> tuple[LinkUse, ...]:
        """The links and images whose destination a definition gives, in order."""
        if not self.definitions:
            return ()
        other = {link.text_span.start - 1 for link in self._defined}  # where brackets open that make no such link
        other |= {link.span.start for link in self.inline}
        found = []
        for start, end, image in self._brackets:
            if start in other:
                continue
            text = self._text(start, end, image)
            behind = _LABEL.match(self.wording, end)
            named = behind and self.definitions.get(_label(behind["label"]) or _label(text.text))
            if behind and named:
                other.add(behind.start("label") - 1)
                found.append(LinkUse(self.source.span(start, behind.end()), text, named, image))
            elif named := self.definitions.get(_label(text.text)):
                found.append(LinkUse(self.source.span(start, end), text, named, image))
        return tuple(sorted(found, key=lambda use: use.span.start))

    @cached_property
    def _brackets(self) -> tuple[tuple[int, int, bool], ...]:
        """Offsets of each pair of brackets in inline text, and whether an exclamation mark before it says image."""
        found: list[tuple[int, int, bool]] = []
        for place in self.places:
            opened: list[tuple[int, bool]] = []
            for bracket in _BRACKET.finditer(self.wording, *place):
                at = bracket.start()
                if bracket[0] == "[":
                    image = at > place[0] and self.wording[at - 1] == "!" and self.wording[at - 2 : at - 1] != "\\"
                    opened.append((at - image, image))
                elif opened:
                    start, image = opened.pop()
                    found.append((start, at + 1, image))
        return tuple(found)

    def _text(self, start: int, end: int, image: bool) -> Span:
        """What stands in a pair of brackets."""
        return self.source.span(start + 1 + image, end - 1)


def _label(text: str) -> str:
    """A link's label as Python-Markdown compares it."""
    return " ".join(text.lower().split())
