"""The citations of a data file that a page shows: their numbers among all mentions of the page, and their links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from markupsafe import Markup

from livingsurvey.model.data_text import DataPassage, DataText
from livingsurvey.model.mentions import numbered
from livingsurvey.render.pages import Pages
from livingsurvey.render.short_text import short_text
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.source import Source, Span


class DataFile(Protocol):
    """A data file that cites."""

    @property
    def source(self) -> Source:
        """Its text."""

    @property
    def passages(self) -> tuple[DataPassage, ...]:
        """Whatever in it cites, in the order in which a page shows it."""


F = TypeVar("F", bound=DataFile)


@dataclass(frozen=True)
class DataCitations(Generic[F]):
    """Shows what `file` cites on the page at `path`."""

    pages: Pages
    path: str
    file: F

    @cached_property
    def numbers(self) -> Mapping[Span, Sequence[int]]:
        """The numbers of the file's citations among the page's mentions of their keys, by the groups' places."""
        survey = self.pages.survey
        page = survey.page(self.path)
        found: dict[Span, list[int]] = {}
        for group, _, number in numbered(survey.groups_on(page)) if page else ():
            if group.span.source.path == self.file.source.path:
                found.setdefault(group.span, []).append(number)
        return found

    def mentions(self) -> Iterator[tuple[str, int]]:
        """Every mention that the file makes of a known work."""
        for passage in self.file.passages:
            for group in map(self.pages.survey.canonical_group, passage.groups):
                for citation, number in zip(group.citations, self.numbers.get(group.span, ()), strict=False):
                    if citation.key in self.pages.survey.references:
                        yield citation.key, number

    def text(self, text: DataText) -> Markup:
        """A text of the file."""
        return short_text(self.pages, self.path, text, self.numbers)

    def together(self, groups: Sequence[CitationGroup]) -> Markup:
        """Several groups as one citation; empty without any."""
        known = list(map(self.pages.survey.canonical_group, groups))
        if not known:
            return Markup("")
        whole = replace(known[0], citations=tuple(citation for group in known for citation in group.citations))
        numbers = [number for group in known for number in self.numbers.get(group.span, (1,))]
        return self.pages.citations.group(whole, numbers, self.pages.cross_references(self.path), ())
