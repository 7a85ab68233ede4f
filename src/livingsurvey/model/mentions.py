"""Where pages cite works: each citation, counted among those of the same work on its page."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.shown import Shown
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a page cites a work; `number` counts that work's mentions on the page from 1.

    The page is a chapter, or that of a data file. The keys are those that the works have now, whatever alias the text
    names; see `Survey.citation_groups`. `shown` is what the page shows of a data file, if the place is there.
    """

    chapter: Chapter
    group: CitationGroup
    citation: Citation
    number: int
    shown: Shown | None = None


def numbered(groups: tuple[CitationGroup, ...]) -> list[tuple[CitationGroup, Citation, int]]:
    """Each citation of a text with its group and its number among those of the same key, from 1."""
    counts: dict[str, int] = {}
    found = []
    for group in groups:
        for citation in group.citations:
            counts[citation.key] = counts.get(citation.key, 0) + 1
            found.append((group, citation, counts[citation.key]))
    return found
