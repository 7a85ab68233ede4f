"""What chapters say where they cite: each sentence as plain text, with its formulas, and one citation group marked.

A long sentence, or a definition of several, is cut around the citation: what is left out stands where the mark leads.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup, escape

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.data_text import DataPassage
from livingsurvey.model.passages import Passage
from livingsurvey.render.cross_references import pieces as cross_reference_pieces
from livingsurvey.render.math import formula
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.source import Span

T = TypeVar("T")
# A piece of a passage as HTML, and the citation group that it is, if it is one.
Part = tuple[CitationGroup | None, Markup]

# Letters that a quotation shows, and of those at most so many behind the citation, which mostly ends what it is for.
_MOST, _MOST_BEHIND = 300, 100
# What in a sentence's source is no part of it: marks of quotations and headings at line starts, attribute lists.
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+|^#{1,6}[ \t]|\{:?[ \t]*[#.][^{}\n]*\}", re.M)
# The title of a panel or tab: what stands in the quotation marks.
_PANEL = re.compile(r"""[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t][^"\n]*"([^\n]*)"\s*""")


@dataclass(frozen=True)
class Quotation:
    """A sentence with a mention marked; `cell` is how a table calls the cell that it stands in: `Gossip · Source`."""

    cell: Markup
    before: Markup
    marked: Markup
    behind: Markup

    def leading(self, address: str) -> Markup:
        """The quotation, with its mark a link to an address."""
        cell = f"<small>{self.cell}:</small> " if self.cell else ""
        return Markup(f'{cell}{self.before}<a href="{escape(address)}">{self.marked}</a>{self.behind}')


def quotations(pages: Pages, passages: Sequence[Passage]) -> Mapping[tuple[str, Span], Quotation]:
    """What is said around each citation group, by its page's path and the place of the group."""
    found: dict[tuple[str, Span], Quotation] = {}
    for passage in passages:
        path = passage.chapter.path
        if passage.data:
            found |= _of_data(pages, passage, passage.data)
            continue
        cell = Markup(" · ").join(filter(None, (_text(pages, passage, head) for head in passage.heads)))
        parts = list(_parts(pages, passage.chapter, _without_panel(passage.span), passage.groups))
        for group in passage.groups:
            found[path, group.span] = _quotation(cell, parts, group)
    return found


def _of_data(pages: Pages, passage: Passage, data: DataPassage) -> Mapping[tuple[str, Span], Quotation]:
    """The quotations from a data file: what it says, and the citations in it, or behind it where they stand apart."""
    others = pages.cross_references(passage.chapter.path)
    called = Markup(" · ").join(map(_plain, data.heads))
    cited = [(group, escape(pages.citations.text(group, others, ()))) for group in passage.groups]
    parts: list[Part] = []
    if isinstance(data.said, str):
        parts.append((None, _plain(data.said)))
        for group, text in cited:
            parts += [(None, Markup(" ")), (group, text)]
    else:
        at = 0
        for (group, text), place in zip(cited, data.said.document.citation_groups, strict=True):
            parts += [(None, _plain(data.said.text[at : place.span.start])), (group, text)]
            at = place.span.end
        parts.append((None, _plain(data.said.text[at:])))
    return {(passage.chapter.path, group.span): _quotation(called, parts, group) for group, _ in cited}


def _without_panel(span: Span) -> Span:
    found = _PANEL.fullmatch(span.source.text, span.start, span.end)
    return span.source.span(*found.span(1)) if found else span


def _text(pages: Pages, passage: Passage, span: Span) -> Markup:
    """A cell of a table; what it cites itself tells nothing of another cell and is left out."""
    chapter = passage.chapter
    groups = [group for group in chapter.document.citation_groups if span.holds(group.span)]
    return Markup("".join(text for group, text in _parts(pages, chapter, span, groups) if group is None).strip())


def _quotation(cell: Markup, parts: Sequence[Part], marked: CitationGroup) -> Quotation:
    at = next(number for number, (group, _) in enumerate(parts) if group is marked)
    before, behind = ([text for _, text in some] for some in (parts[:at], parts[at + 1 :]))
    if sum(map(len, before)) + sum(map(len, behind)) > _MOST:
        least = _MOST - sum(len(text.striptags()) for text in before)
        behind = list(_beginning(behind, max(least, _MOST_BEHIND)))
        before = list(_end(before, _MOST - sum(len(text.striptags()) for text in behind)))
    return Quotation(cell, Markup("".join(before).lstrip()), parts[at][1], Markup("".join(behind).rstrip()))


def _beginning(texts: Iterable[Markup], most: int) -> Iterator[Markup]:
    """What of the texts comes first, whole words of it, and a sign if that is not all."""
    for text in texts:
        length = len(text.striptags())
        if length > most:
            words = "" if "<" in text else text[:most].rpartition(" ")[0]  # a formula has no parts
            yield Markup(words + " …")
            return
        yield text
        most -= length


def _end(texts: Sequence[Markup], most: int) -> Sequence[Markup]:
    """What of the texts comes last, whole words of it, and a sign if that is not all."""
    kept: list[Markup] = []
    for text in reversed(texts):
        length = len(text.striptags())
        if length > most:
            words = "" if "<" in text else text[len(text) - most :].partition(" ")[2]
            return [Markup("… " + words), *reversed(kept)]
        kept.append(text)
        most -= length
    return texts


def _parts(pages: Pages, chapter: Chapter, span: Span, groups: Sequence[CitationGroup]) -> Iterator[Part]:
    """The pieces of a sentence: its groups, and what stands between them."""
    document, text, others = chapter.document, chapter.source.text, pages.cross_references(chapter.path)
    references = list(_within(span, document.cross_references, lambda reference: reference.whole))
    pieces: list[tuple[Span, CitationGroup | None, Markup]] = [
        (group.span, group, escape(pages.citations.text(group, others, references))) for group in groups
    ]
    for place, shown in cross_reference_pieces(document, references, groups):
        pieces.append((place, None, escape(shown if isinstance(shown, str) else others.text(shown))))
    pieces += [
        (place, None, formula(tex, place.text))
        for place, tex, _ in _within(span, document.formulas, lambda found: found[0])
    ]
    marks = _MARKS.finditer(document.prose, span.start, span.end)
    pieces += [(chapter.source.span(*mark.span()), None, Markup()) for mark in marks]
    at = span.start
    for place, group, shown in sorted(pieces, key=lambda piece: piece[0].start):
        if place.start >= at:  # a mark of a quotation may stand within a group
            yield None, _plain(text[at : place.start])
            yield group, shown
            at = place.end
    yield None, _plain(text[at : span.end])


def _within(span: Span, sequence: Sequence[T], place: Callable[[T], Span]) -> Iterator[T]:
    """Those of a chapter's parts that stand within a sentence; the parts are in order."""
    number = bisect_left(sequence, span.start, key=lambda part: place(part).start)
    while number < len(sequence) and place(sequence[number]).start < span.end:
        if span.holds(place(sequence[number])):
            yield sequence[number]
        number += 1


def _plain(markup: str) -> Markup:
    """Markdown as text, without emphasis and links; runs of white space folded."""
    text = plain_text(markup)
    inner = " ".join(text.split())
    return escape((" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else ""))
