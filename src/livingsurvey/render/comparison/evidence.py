"""The evidence of a table: each work with its locator once, and each note, by letters that its cells bear."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from livingsurvey.model.tables import Cell, Table
from livingsurvey.render.data_citations import DataCitations
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup


@dataclass(frozen=True)
class Mark:
    """A letter at a cell: `id` is that of the mention which it makes, empty for a note."""

    letter: str
    id: str = ""


@dataclass(frozen=True)
class Evidence(DataCitations[Table]):
    """Gives the letters of a table that the page at `path` shows; `items` are what they stand for, in order."""

    items: dict[Markup, str] = field(default_factory=dict)

    def marks(self, cell: Cell) -> list[Mark]:
        """The letters of a cell: of what it cites, and of its note."""
        found = []
        for group in (group for text in cell.cite for group in text.groups):
            known = self.pages.survey.canonical_group(group)
            for citation, number in zip(known.citations, self.numbers.get(group.span, ()), strict=False):
                found.append(Mark(self._letter(self._source(group, citation)), self._mention(citation.key, number)))
        if cell.note:
            found.append(Mark(self._letter(self.text(cell.note))))
        return found

    def _mention(self, key: str, number: int) -> str:
        return self.pages.addresses.mention(key, number) if key in self.pages.survey.references else ""

    def _letter(self, item: Markup) -> str:
        if item not in self.items:
            self.items[item] = _letters(len(self.items))
        return self.items[item]

    def _source(self, group: CitationGroup, citation: Citation) -> Markup:
        """A work that a cell cites, with its locator, as a link to the page's entry for it."""
        addresses = self.pages.addresses
        alone = replace(group, citations=(citation,), narrative=False)
        text = self.pages.citations.text(alone, self.pages.cross_references(self.path), ())
        bare = text if self.pages.style.numeric else text[1:-1]
        if citation.key not in self.pages.survey.references:
            return Markup('<span class="sv-unknown">{}</span>').format(bare)
        return Markup('<a href="#{}">{}</a>').format(addresses.entry(citation.key), bare)


def _letters(number: int) -> str:
    """a, b, ..., z, aa, ab, ..."""
    last = chr(ord("a") + number % 26)
    return _letters(number // 26 - 1) + last if number >= 26 else last
