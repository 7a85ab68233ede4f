"""Where a work is cited, as its page tells it: each sentence, by chapters and their sections.

However often a work is cited, its page stays small: chapters share the room that there is for sentences. For the rest
a chapter's list of references is named, whose entry for the work leads back to every place; chapters of which nothing
is said are named together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from livingsurvey.model.mentions import Mention
from livingsurvey.render.pages import Pages
from livingsurvey.render.quotations import Quotation
from livingsurvey.syntax.source import Span

# Bytes of HTML that sentences may have whatever else a page says; and what takes how much besides words: a chapter that
# is only named, one with sentences, a section.
_LEAST = 1_000
_NAMED, _CHAPTER, _SECTION = 50, 140, 30


@dataclass(frozen=True)
class Citing:
    """A chapter that cites a work: under each of its headings what it says there.

    `more` are places that are not shown; they are reached from where `listed` leads.
    """

    title: str
    href: str
    sections: Sequence[tuple[str, Sequence[Markup]]]
    more: int
    listed: str


def citing(
    pages: Pages, key: str, said: Mapping[tuple[str, Span], Quotation], href: Callable[[str], str], room: int
) -> Sequence[Citing]:
    """The chapters that cite a work, in reading order, within so many bytes of HTML.

    `href` leads to an address from the work's page.
    """
    chapters: dict[str, list[Mention]] = {}
    for mention in pages.survey.cited_by.get(key, ()):
        chapters.setdefault(mention.chapter.path, []).append(mention)
    told = []
    for path, mentions in chapters.items():
        title, address = mentions[0].chapter.title, href(pages.addresses.page(path))
        listed = f"{address}#{pages.addresses.entry(key)}"
        room -= len(title) + len(listed) + _NAMED
        found = [
            (
                _section(each),
                said[path, each.group.span].leading(f"{address}#{pages.addresses.mention(key, each.number)}"),
            )
            for each in mentions
        ]
        told.append((title, address, listed, found))
    sizes = [[_SECTION + len(section) + len(text) for section, text in found] for *_, found in told]
    for of, (title, address, *_) in zip(sizes, told, strict=True):
        of[0] += len(title) + len(address) + _CHAPTER
    shown = _fitting(sizes, max(room, _LEAST))
    return [
        Citing(
            title,
            address,
            [(name, [text for _, text in some]) for name, some in groupby(found[:number], lambda each: each[0])],
            len(found) - number,
            listed,
        )
        for (title, address, listed, found), number in zip(told, shown, strict=True)
    ]


def _fitting(sizes: Sequence[Sequence[int]], room: int) -> Sequence[int]:
    """How many of each list find room: one of each in turn, until the next one of a list does not."""
    if sum(map(sum, sizes)) <= room:
        return [len(each) for each in sizes]
    numbers = [0] * len(sizes)
    turn = deque(range(len(sizes)))
    while turn:
        at = turn.popleft()
        if numbers[at] < len(sizes[at]) and (size := sizes[at][numbers[at]]) <= room:
            room -= size
            numbers[at] += 1
            turn.append(at)
    return numbers


def _section(mention: Mention) -> str:
    """Under which heading a work is cited, or in what that the page shows."""
    if mention.shown:
        return mention.shown.title
    heading = mention.chapter.heading_of(mention.citation.span.start)
    return heading.text if heading else ""
