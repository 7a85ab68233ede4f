"""The evidence map as HTML: a table whose cells count what has a row's and a column's term."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from livingsurvey.model.evidence_map import COUNTS, EvidenceMap, evidence_map
from livingsurvey.model.targets import term_page
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.pages import Pages
from livingsurvey.render.term_links import narrowed, term_link
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock

# The shade of the emptiest cell that is none of the gaps, in percent of the fullest one's.
_FAINTEST = 12
_ALL = "All"
_WORDS = dict(zip(COUNTS, ("work", "chapter", "row"), strict=True))


@dataclass(frozen=True)
class _Cell:
    """A count, where it leads (nowhere from an empty cell), what that says without the table, and its shade, of the
    fullest cell's in percent, which totals do not have.
    """

    count: int
    href: str
    words: str
    share: int | None = None


def evidence_map_html(pages: Pages, path: str, block: GeneratedBlock, for_book: bool) -> Markup | None:
    """The map that a block on the page at `path` asks for, if there is such a map."""
    found = evidence_map(pages.tagging, block)
    if not found:
        return None
    return pages.render(
        "evidence_map.html",
        caption=_caption(found, for_book),
        rows=found.rows.label,
        columns=[_name(pages, path, term, for_book) for term in found.column_terms] + [_ALL],
        lines=[
            (_name(pages, path, term, for_book) if term else _ALL, list(_line(pages, path, found, term)))
            for term in (*found.row_terms, None)
        ],
        for_book=for_book,
    )


def _name(pages: Pages, path: str, term: Term, for_book: bool) -> Markup | str:
    return term.label if for_book else term_link(pages, path, term)


def _caption(found: EvidenceMap, for_book: bool) -> str:
    counted = f"{_WORDS[found.count].capitalize()}s"
    words = f"{counted} by {found.rows.label.lower()} (rows) and {found.columns.label.lower()} (columns)."
    words += " The stronger a cell's colour, the more there are; an empty one is a gap."
    words += " What has several terms is counted in each of their cells, and once in a total."
    return words if for_book else f"{words} A number leads to what it counts."


def _line(pages: Pages, path: str, found: EvidenceMap, row: Term | None) -> Iterator[_Cell]:
    """The cells of a row, its total last; without a term, those of all rows together."""
    for column in (*found.column_terms, None):
        terms = [term for term in (row, column) if term]
        having = found.having(*terms)
        count = len(having)
        share = max(_FAINTEST, round(100 * math.sqrt(count / found.most))) if count and len(terms) == 2 else None
        noun = _WORDS[found.count] + ("" if count == 1 else "s")
        words = f"{', '.join(term.label for term in terms) or _ALL}: {count} {noun}"
        yield _Cell(count, _leads(pages, path, found, terms, having) if having else "", words, share)


def _leads(pages: Pages, path: str, found: EvidenceMap, terms: Sequence[Term], having: Collection[str]) -> str:
    """Where one sees what a cell counts: works in the bibliography; one chapter or row itself, several on the page of a
    term.
    """
    if found.count == COUNTS[0]:
        return narrowed(pages, path, _exactly(found, terms, having))
    if len(having) == 1:
        page, mark, anchor = next(iter(having)).partition("#")
        return pages.addresses.between(path, pages.addresses.page(page)) + mark + anchor
    return pages.addresses.between(path, pages.addresses.page(term_page(terms[0]))) if terms else ""


def _exactly(found: EvidenceMap, terms: Sequence[Term], having: Collection[str]) -> Sequence[Term]:
    """Terms that narrow the bibliography to what is counted: for a total, where need be, all of the other facet."""
    if terms and having == frozenset.intersection(*(found.found[term.keyword] for term in terms)):
        return terms
    given = {term.facet for term in terms}
    return [*terms, *(term for term in (*found.row_terms, *found.column_terms) if term.facet not in given)]
