"""Export as RIS, for reference managers: Reference Manager's format with the tags and types of its edition of 2011.

A line holds a tag, two blanks, a hyphen, a blank and a text; lines end with CRLF; a work goes from `TY` to `ER`. Its
citation key stands under `ID`. Where the description leaves a choice, we do as most programs read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.facts import container, full_title, genre, inverted, link, one_line, place, publisher
from livingsurvey.render.exports.made import Made, once
from livingsurvey.syntax.dates import Date
from livingsurvey.syntax.names import Names

_KINDS = {
    "article": "JOUR", "paper": "CPAPER", "chapter": "CHAP", "book": "BOOK", "thesis": "THES", "report": "RPRT",
    "preprint": "UNPB", "software": "COMP", "dataset": "DATA", "standard": "STAND", "law": "LEGAL", "patent": "PAT",
    "webpage": "ELEC", "manuscript": "MANSCPT", "other": "GEN",
}  # fmt: skip
# Types of entries that RIS knows better than by their kind.
_TYPES = {
    "magazine": "MGZN", "newspaper": "NEWS", "proceedings": "CONF", "mvproceedings": "CONF", "booklet": "PAMP",
    "inreference": "ENCYC", "legislation": "STAT", "jurisdiction": "CASE", "artwork": "ART", "image": "ART",
    "audio": "SOUND", "music": "MUSIC", "movie": "MPCT", "video": "VIDEO", "letter": "PCOMM", "periodical": "JFULL",
}  # fmt: skip


def ris(references: Iterable[Reference], made: Made | None = None) -> str:
    """The references as RIS, in the given order; texts are Unicode, formulas as TeX writes them."""
    return "".join(once(made, reference, _record) for reference in references)


def _record(reference: Reference) -> str:
    lines = [f"{tag}  - {one_line(text)}\r\n" for tag, text in _lines(reference) if text or tag == "ER"]
    return "".join([*lines, "\r\n"])


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    by_editors = reference.kind == "book" and not reference.authors.people
    yield "TY", _type(reference, by_editors)
    yield "ID", reference.key
    yield from _people("AU", reference.editors if by_editors else reference.authors)
    yield "TI", full_title(reference)
    yield "ST", reference["shorttitle"]
    yield "T2", container(reference)
    yield "J2", reference["shortjournal"]
    if not by_editors:
        yield from _people("A2", reference.editors)
    yield "T3", reference["series"]
    yield from _when(reference.date, reference.year)
    yield "VL", reference["volume"]
    yield "IS", reference["number"] or reference["issue"]
    yield from _pages(reference)
    yield "C7", reference["eid"]
    yield "ET", reference["edition"] or reference["version"]
    yield "PB", publisher(reference)
    yield "CY", place(reference)
    yield "M3", genre(reference)
    yield "SN", reference.isbn or reference["isbn"]
    yield "SN", reference.issn or reference["issn"]
    yield "DO", reference.doi
    # Several addresses are separated by semicolons, so one within an address is escaped.
    yield "UR", link(reference).replace(";", "%3B")
    yield "AN", f"arXiv:{reference.arxiv}" if reference.arxiv else ""
    yield "AN", f"PMID:{reference.pmid}" if reference.pmid else ""
    yield "LA", reference["language"] or reference["langid"]
    for keyword in reference.keywords:
        yield "KW", keyword
    yield "N1", reference["note"]
    yield "AB", reference["abstract"]
    yield "ER", ""


def _type(reference: Reference, by_editors: bool) -> str:
    found = _TYPES.get(reference.type) or _KINDS[reference.kind]
    return "EDBOOK" if found == "BOOK" and by_editors and reference.editors.people else found


def _people(tag: str, names: Names) -> Iterator[tuple[str, str]]:
    yield from ((tag, inverted(name)) for name in names.people)
    if names.others:
        yield tag, "et al."


def _when(date: Date | None, year: str) -> Iterator[tuple[str, str]]:
    """The year, and the date as `YYYY/MM/DD/` with what more there is to say of it behind the last stroke."""
    yield "PY", year
    if date is None or not 0 < date.year < 10_000 or date.unspecified > 1:
        return
    month = date.month if date.month <= 12 else 0
    more = [
        *(["circa"] if date.circa else []),
        *([f"to {_iso(date.end)}"] if date.end else []),
    ]
    if month or more:
        day = f"{date.day:02}" if month and date.day else ""
        yield "DA", f"{date.year:04}/{f'{month:02}' if month else ''}/{day}/{', '.join(more)}"


def _iso(date: Date) -> str:
    parts = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
    return "-".join(parts)


def _pages(reference: Reference) -> Iterator[tuple[str, str]]:
    """First and last page; if the pages are no single range, all of them as the first."""
    found = reference.pages
    if len(found) == 1:
        yield from zip(("SP", "EP"), found[0], strict=True)
    else:
        yield "SP", reference["pages"]
