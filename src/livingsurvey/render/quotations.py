"""What chapters say where they cite: each sentence as plain text, with its formulas, and one citation group marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
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

# What in a sentence's source is no part of it: marks of quotations and headings at line starts, attribute lists.
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+|^#{1,6}[ \t]|\{:?[ \t]*[#.][^{}\n]*\}", re.M)
# The title of a panel or tab: what stands in the quotation marks.
_PANEL = re.compile(r"""[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t][^"\n]*"([^\n]*)"\s*""")


@dataclass(frozen=True)
class Quotation:
    """A sentence with a mention marked; `cell` is how a table calls the cell that it stands in: `Gossip · Source`."""

    sentence: Markup
    cell: Markup


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
            found[path, group.span] = Quotation(_joined(parts, group), cell)
    return found


def _of_data(pages: Pages, passage: Passage, data: DataPassage) -> Mapping[tuple[str, Span], Quotation]:
    """The quotations from a data file: what it says, and the citations in it, or behind it where they stand apart."""
    others = pages.cross_references(passage.chapter.path)
    called = Markup(" · ").join(map(_plain, data.heads))
    cited = [(group, escape(pages.citations.text(group, others, ()))) for group in passage.groups]
    if isinstance(data.said, str):
        parts = [(None, _plain(data.said)), *((group, " " + text) for group, text in cited)]
    else:
        parts, at = [], 0
        for (group, text), place in zip(cited, data.said.document.citation_groups, strict=True):
            parts += [(None, _plain(data.said.text[at : place.span.start])), (group, text)]
            at = place.span.end
        parts.append((None, _plain(data.said.text[at:])))
    return {(passage.chapter.path, group.span): Quotation(_joined(parts, group), called) for group, _ in cited}


def _without_panel(span: Span) -> Span:
    found = _PANEL.fullmatch(span.source.text, span.start, span.end)
    return span.source.span(*found.span(1)) if found else span


def _text(pages: Pages, passage: Passage, span: Span) -> Markup:
    """A cell of a table; what it cites itself tells nothing of another cell and is left out."""
    chapter = passage.chapter
    groups = [group for group in chapter.document.citation_groups if span.holds(group.span)]
    return _joined([part for part in _parts(pages, chapter, span, groups) if part[0] is None], None)


def _joined(parts: Sequence[tuple[CitationGroup | None, Markup]], marked: CitationGroup | None) -> Markup:
    shown = (f"<mark>{text}</mark>" if marked and group is marked else text for group, text in parts)
    return Markup("".join(shown).strip())


def _parts(
    pages: Pages, chapter: Chapter, span: Span, groups: Sequence[CitationGroup]
) -> Iterator[tuple[CitationGroup | None, Markup]]:
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
