"""Export as CSV (RFC 4180), for spreadsheets: a row for each reference.

The file begins with a byte-order mark, without which Excel garbles every accent; other spreadsheets, pandas, R's readr
and csvkit pass over it (in Python, open the file as `utf-8-sig`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from csv import writer
from io import StringIO

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.facts import container, full_title, inverted, link, one_line, pages, place, publisher
from livingsurvey.render.exports.made import Made, once
from livingsurvey.syntax.names import Names

MARK = "\ufeff"

COLUMNS: Mapping[str, Callable[[Reference], str]] = {
    "key": lambda reference: reference.key,
    "type": lambda reference: reference.type,
    "kind": lambda reference: reference.kind,
    "authors": lambda reference: _people(reference.authors),
    "editors": lambda reference: _people(reference.editors),
    "year": lambda reference: reference.year,
    "date": lambda reference: reference["date"],
    "title": full_title,
    "container": container,
    "volume": lambda reference: reference["volume"],
    "number": lambda reference: reference["number"],
    "pages": lambda reference: pages(reference, "–"),
    "edition": lambda reference: reference["edition"],
    "publisher": publisher,
    "place": place,
    "doi": lambda reference: reference.doi,
    "arxiv": lambda reference: reference.arxiv,
    "isbn": lambda reference: reference.isbn,
    "issn": lambda reference: reference.issn,
    "pmid": lambda reference: reference.pmid,
    "url": link,
    "keywords": lambda reference: "; ".join(reference.keywords),
    "abstract": lambda reference: reference["abstract"],
}
"""The columns: `type` is the entry's, `kind` what that means; names are `Family, Given`, joined as keywords by `; `."""

# With these a spreadsheet takes a text for a formula, which may open an address or run a program (OWASP, "CSV
# Injection"); Excel in Japanese takes the wide ones, too.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_OPENER = "'"


def csv(references: Iterable[Reference], made: Made | None = None) -> str:
    """The references as a table with a line of headers, in the given order.

    A text that a spreadsheet would take for a formula has an apostrophe before it, and so has one that looks as if it
    had it already: who reads the table takes one apostrophe from what begins with any and `= + - @`.
    """
    return "".join([MARK, _row(COLUMNS), *(once(made, reference, _record) for reference in references)])


def _record(reference: Reference) -> str:
    return _row(harmless(one_line(cell(reference))) for cell in COLUMNS.values())


def _row(cells: Iterable[str]) -> str:
    text = StringIO()
    writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _people(names: Names) -> str:
    return "; ".join([*map(inverted, names.people), *(["et al."] if names.others else [])])


def harmless(cell: str) -> str:
    """A text for a spreadsheet: behind an apostrophe where it would be taken for a formula."""
    return _OPENER + cell if _FORMULA.match(cell) else cell
