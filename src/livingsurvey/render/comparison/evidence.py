"""The evidence of a table: each work with its locator once, and each note, by letters that its cells bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from livingsurvey.model.data_text import DataText
from livingsurvey.model.survey import numbered
from livingsurvey.model.tables import Cell, Table
from livingsurvey.render.pages import Pages
from livingsurvey.render.short_text import short_text
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup
from livingsurvey.syntax.source import Span


@dataclass(frozen=True)
class Mark:
    """A letter at a cell: `id` is that of the mention which it makes, empty for a note."""

    letter: str
    id: str = ""


@dataclass(frozen=True)
class Evidence:
    """Gives the letters of a table that the page at `path` shows; `items` are what they stand for, in order."""

    pages: Pages
    table: Table
    path: str
    items: dict[Markup, str] = field(default_factory=dict)

    @property
    def numbers(self) -> Mapping[Span, Sequence[int]]:
        """The numbers of the table's citations among the page's mentions of their keys, by the groups' places."""
        return self._numbers

    def __post_init__(self) -> None:
        survey = self.pages.survey
        page = survey.page(self.path)
        found: dict[Span, list[int]] = {}
        for group, _, number in numbered(survey.groups_on(page)) if page else ():
            if group.span.source.path == self.table.source.path:
                found.setdefault(group.span, []).append(number)
        object.__setattr__(self, "_numbers", found)

    _numbers: Mapping[Span, Sequence[int]] = field(default_factory=dict, init=False, repr=False)

    def mentions(self) -> Iterator[tuple[str, int]]:
        """Every mention that the table makes of a known work."""
        for passage in self.table.passages:
            for group in map(self.pages.survey.canonical_group, passage.groups):
                for citation, number in zip(group.citations, self.numbers.get(group.span, ()), strict=False):
                    if citation.key in self.pages.survey.references:
                        yield citation.key, number

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

    def text(self, text: DataText) -> Markup:
        """A text of the table."""
        return short_text(self.pages, self.path, text, self.numbers)

    def works(self, groups: Sequence[CitationGroup]) -> Markup:
        """The works that a row stands for, as one citation."""
        known = list(map(self.pages.survey.canonical_group, groups))
        if not known:
            return Markup("")
        whole = replace(known[0], citations=tuple(citation for group in known for citation in group.citations))
        numbers = [number for group in known for number in self.numbers.get(group.span, (1,))]
        return self.pages.citations.group(whole, numbers, self.pages.cross_references(self.path), ())

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
