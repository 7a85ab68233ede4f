"""Which terms of the taxonomy chapters, works and rows of tables have, and which of these a term has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Row, Table
from livingsurvey.model.taxonomy import Term
from livingsurvey.syntax import yaml


@dataclass(frozen=True)
class TaggedRow:
    """A row of a comparison table that has a term in one of its cells."""

    table: Table
    row: Row

    @property
    def anchor(self) -> str:
        """The row's id on its table's page."""
        return f"{self.table.label}--{self.row.id}"


@dataclass
class Tagged:
    """What a term is given to: the chapters in reading order, the keys of the works in the store's order, and rows."""

    chapters: list[Chapter] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    rows: list[TaggedRow] = field(default_factory=list)


@dataclass(frozen=True)
class Tagging:
    """The terms of a survey's chapters, works and rows of tables; there are none without a taxonomy."""

    survey: Survey

    @cached_property
    def of_chapters(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of each chapter by its path, in the taxonomy's order."""
        taxonomy = self.survey.taxonomy
        if not taxonomy:
            return {}
        return {
            chapter.path: taxonomy.sorted(
                facet.terms[node.value]
                for facet in taxonomy.facets.values()
                for node in named(chapter, facet.id)
                if isinstance(node.value, str) and node.value in facet.terms
            )
            for chapter in self.survey.chapters
        }

    @cached_property
    def of_works(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of each work by its key, in the taxonomy's order."""
        taxonomy = self.survey.taxonomy
        if not taxonomy:
            return {}
        order = {term.keyword: (place, term) for place, term in enumerate(taxonomy.terms)}
        return {
            key: tuple(term for _, term in sorted((order[word] for word in work.keywords if word in order), key=_place))
            for key, work in self.survey.references.items()
        }

    @cached_property
    def tagged(self) -> Mapping[str, Tagged]:
        """What each term is given to, by the term's keyword; terms that nothing has are there, too."""
        taxonomy = self.survey.taxonomy
        found = {term.keyword: Tagged() for term in taxonomy.terms} if taxonomy else {}
        for chapter in self.survey.chapters if taxonomy else ():
            for term in self.of_chapters[chapter.path]:
                found[term.keyword].chapters.append(chapter)
        for key, terms in self.of_works.items():
            for term in terms:
                found[term.keyword].works.append(key)
        for table in self.survey.tables.values() if taxonomy else ():
            for row in table.rows:
                for term in self.of_row(table, row):
                    found[term.keyword].rows.append(TaggedRow(table, row))
        return found

    def of_row(self, table: Table, row: Row) -> tuple[Term, ...]:
        """The terms that a row has in the table's columns of terms, in the taxonomy's order."""
        taxonomy = self.survey.taxonomy
        if not taxonomy:
            return ()
        named = (
            f"{column.facet.text}:{value.text}"
            for column in table.columns
            if column.type == "term" and column.facet and column.id in row.cells
            for value in row.cells[column.id].values
        )
        return taxonomy.sorted(filter(None, map(taxonomy.term, named)))


def named(chapter: Chapter, facet: str) -> Sequence[yaml.Node]:
    """What a page's front matter lists under a facet's id; a lone value is a list of one."""
    given = chapter.front_matter.get(facet) if chapter.front_matter else None
    if given is None or given.value is None:
        return ()
    return given.value if isinstance(given.value, tuple) else (given,)


def by_facet(terms: Sequence[Term]) -> Mapping[str, list[Term]]:
    """Terms by the id of their facet."""
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.facet, []).append(term)
    return found


def _place(found: tuple[int, Term]) -> int:
    return found[0]
