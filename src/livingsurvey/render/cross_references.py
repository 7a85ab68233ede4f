"""Cross-references as text and links: `Figure 1`, and `Figure 1 in *Privacy*` where another page has the figure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote

from markupsafe import Markup, escape

from livingsurvey.model.numbering import FIGURE_CAPTION, Numbering, Target
from livingsurvey.render.address import Addresses
from livingsurvey.syntax.markdown import Document, plain_text
from livingsurvey.syntax.markdown.citations import CitationGroup, CrossReference, folded
from livingsurvey.syntax.source import Span

_LAST_WORD = re.compile(r"(?P<word>\w+)\.?\s*$")
# What keeps a word and its number on one line.
_TIE = "\u00a0"


@dataclass(frozen=True)
class CrossReferences:
    """The cross-references on the page at `path`; in a book they lead to files as Markdown names them."""

    numbering: Numbering
    addresses: Addresses
    path: str
    for_book: bool = False

    def link(self, reference: CrossReference) -> Markup:
        """What the page shows; a label that no page has is marked."""
        target = self.numbering.target(reference.label)
        if target is None:
            return Markup('<span class="sv-unknown" title="there is no such label">?{}</span>').format(reference.label)
        words = escape(self._words(reference, target))
        if self._elsewhere(reference, target):
            words += Markup(" in <em>{}</em>").format(target.chapter.title)
        return Markup('<a class="sv-xref" href="{}">{}</a>').format(self._address(target), words)

    def text(self, reference: CrossReference) -> str:
        """What the page shows where no link may stand."""
        target = self.numbering.target(reference.label)
        if target is None:
            return f"?{reference.label}"
        place = f" in {target.chapter.title}" if self._elsewhere(reference, target) else ""
        return self._words(reference, target) + place

    def number(self, label: str) -> str:
        """The number of what this page labels so; empty without."""
        target = self.numbering.target(label)
        return target.number if target and target.chapter.path == self.path else ""

    def caption(self, label: str) -> str | None:
        """What stands before the caption of this page's image, `Figure 1.`; `None` if it is no figure with a number."""
        number = self.number(label)
        return self.numbering.prefix(FIGURE_CAPTION).format(number) if number else None

    def within(self, span: Span, references: Sequence[CrossReference], marks: str = " ") -> list[str | CrossReference]:
        """A run of inline Markdown as plain texts and the cross-references between them, without `marks` around it."""
        if span.start == span.end:
            return []
        parts: list[str | CrossReference] = []
        at = span.start
        for reference in references:
            if span.holds(reference.span):
                parts += [plain_text(folded(span.source.text[at : reference.span.start])), reference]
                at = reference.span.end
        parts.append(plain_text(folded(span.source.text[at : span.end])))
        for place, cut in ((0, str.lstrip), (-1, str.rstrip)):
            end = parts[place]
            parts[place] = cut(end, marks) if isinstance(end, str) else end
        return [part for part in parts if part]

    def _address(self, target: Target) -> str:
        anchor = f"#{quote(target.label.name)}"
        if target.chapter.path == self.path:
            return anchor
        if self.for_book:
            return quote(posixpath.relpath(target.chapter.path, posixpath.dirname(self.path) or ".")) + anchor
        return self.addresses.between(self.path, self.addresses.page(target.chapter.path)) + anchor

    def _elsewhere(self, reference: CrossReference, target: Target) -> bool:
        """Whether the text says on which page the target is."""
        return target.chapter.path != self.path and not reference.number_only

    def _words(self, reference: CrossReference, target: Target) -> str:
        """`Figure 1`, or what is left of it where the text asks for the number alone or says the word itself."""
        if target.kind != "section" and not target.number:
            return f"{'The' if reference.capital else 'the'} {target.kind}"
        number = target.number
        if target.kind == "section":
            number = target.heading if reference.number_only else f"“{target.heading}”"
        return number if reference.number_only or _is_named(reference, target) else f"{target.word}{_TIE}{number}"


def pieces(
    document: Document, references: Iterable[CrossReference], groups: Iterable[CitationGroup]
) -> Iterator[tuple[Span, CrossReference | str]]:
    """Those of some cross-references of a text that stand in none of some citation groups, and what goes with them.

    Brackets around them go, and the semicolons between them become commas.
    """
    cited = {group.span for group in groups}
    free = (reference for reference in references if reference.whole not in cited)
    for whole, same in groupby(free, key=lambda reference: reference.whole):
        references = list(same)
        yield from ((reference.span, reference) for reference in references)
        if whole == references[0].span:
            continue
        yield document.source.span(whole.start, whole.start + 1), ""
        yield document.source.span(whole.end - 1, whole.end), ""
        for one, other in pairwise(references):
            separator = document.prose.find(";", one.span.end, other.span.start)
            if separator >= 0:
                yield document.source.span(separator, separator + 1), ","


def _is_named(reference: CrossReference, target: Target) -> bool:
    """Whether the word before a reference in brackets is that for its target, in full or in short: `[Figs. @fig-x]`."""
    before = _LAST_WORD.search(reference.span.source.text, reference.whole.start, reference.span.start)
    if before is None or reference.whole.start == reference.span.start:
        return False
    word, own = before["word"].lower().removesuffix("s"), target.word.lower()
    return len(word) > 1 and (own.startswith(word) or word == reference.label.partition("-")[0])
