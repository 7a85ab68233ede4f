"""The sentences that cite: each once, with all that it cites, and which works are cited together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.data_text import DataPassage
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.blocks import Block
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.source import Span

# A sentence that cites more works than these is a list, and says of none what it has to do with another.
_CROWD = 30


@dataclass(frozen=True)
class Passage:
    """A sentence, or what of it stands in a cell of a table, with its citation groups in order.

    `heads` are the cells by which a table calls it: that of its row, that of its column, but not the cell itself.
    What stands in a data file that the chapter shows is told by `data`.
    """

    chapter: Chapter
    span: Span
    groups: tuple[CitationGroup, ...]
    heads: tuple[Span, ...] = ()
    data: DataPassage | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The works that it cites, each once, in the order of their first mentions."""
        return tuple(dict.fromkeys(citation.key for group in self.groups for citation in group.citations))


def passages(survey: Survey) -> Iterator[Passage]:
    """Every passage that cites, in reading order. The keys are those that the works have now."""
    for page in survey.citing_pages:
        yield from _sentences(survey, page)
        for data in (passage for shown in survey.shown.get(page.path, ()) for passage in shown.passages):
            groups = tuple(map(survey.canonical_group, data.groups))
            yield Passage(page, groups[0].span, groups, data=data)


def _sentences(survey: Survey, chapter: Chapter) -> Iterator[Passage]:
    """The passages of a page's own text."""
    groups = survey.citation_groups(chapter.document)
    rows = {row.inner[0]: table[0] for table in chapter.document.tables for row in table} if groups else {}
    first = end = 0
    while first < len(groups):
        span = chapter.sentence(groups[first].span.start, groups[first].span.end)
        span = chapter.source.span(max(span.start, end), span.end)  # what was told before is another passage
        end = span.end
        behind = first + 1
        while behind < len(groups) and groups[behind].span.start < span.end:
            behind += 1
        yield Passage(chapter, span, groups[first:behind], tuple(_heads(chapter, span, rows)))
        first = behind


def cited_together(
    passages: Iterable[Passage], known: Container[str], most: int
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each work the known ones that passages cite together with it, the most frequent first, and how many do."""
    found: dict[str, Counter[str]] = {}
    for passage in passages:
        keys = [key for key in passage.keys if key in known]
        if 1 < len(keys) <= _CROWD:
            for key in keys:
                found.setdefault(key, Counter()).update(other for other in keys if other != key)
    return {key: tuple(others.most_common(most)) for key, others in found.items()}


def _heads(chapter: Chapter, span: Span, rows: Mapping[int, Block]) -> Iterator[Span]:
    run = chapter.document.inline_at(span.start)
    head = rows.get(run.start)
    if head is None or head.inner[0] == run.start:
        return
    cells, names = chapter.cells(run), chapter.cells(chapter.source.span(*head.inner))
    number = sum(cell.start <= span.start for cell in cells) - 1
    if number > 0:
        yield cells[0]
    if 0 <= number < len(names):
        yield names[number]
