"""References for programs that read pages, as COinS: an empty `span` whose `title` is an OpenURL.

Zotero and its like offer the works of a page by them. The form is "OpenURL COinS: A Convention to Embed Bibliographic
Metadata in HTML", version 1.0 (ocoins.info); keys and values are those of the KEV formats `journal`, `book`,
`dissertation` and `dc` of ANSI/NISO Z39.88-2004 (KEV Format Implementation Guidelines, section 5.4). What these have no
format for goes as Dublin Core, with the name of Zotero's item type as its type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.facts import container, full_title, genre, inverted, link, one_line, place, publisher
from livingsurvey.render.linked_work import iso

_FORMAT = "info:ofi/fmt:kev:mtx:"
# Z39.88's format and genre for a kind of works.
_FORMATS = {
    "article": ("journal", "article"),
    "paper": ("book", "proceeding"),
    "chapter": ("book", "bookitem"),
    "book": ("book", "book"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}
_TYPES = {
    "preprint": "preprint", "software": "computerProgram", "dataset": "dataset", "standard": "standard",
    "law": "statute", "patent": "patent", "webpage": "webpage", "manuscript": "manuscript", "other": "document",
}  # fmt: skip
_RESERVED = re.compile(r"[^\w.~-]", re.ASCII)


def coins(reference: Reference) -> Markup:
    """The span for a work, about 400 bytes; empty for a work without a title, which nobody could want."""
    if not full_title(reference):
        return Markup()
    pairs = "&amp;".join(f"{key}={_encoded(text)}" for key, text in _context_object(reference) if text)
    return Markup(f'<span class="Z3988" title="{pairs}"></span>')  # what is encoded holds nothing that HTML reads


def _context_object(reference: Reference) -> Iterator[tuple[str, str]]:
    form, kind = _FORMATS.get(reference.kind, ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", _FORMAT + form
    yield "rft_id", f"info:doi/{reference.doi}" if reference.doi else ""
    yield "rft_id", f"info:pmid/{reference.pmid}" if reference.pmid else ""
    yield "rft_id", link(reference)
    yield "rft.genre", kind
    yield from _WRITERS[form](reference)
    yield "rft.date", iso(reference.date) or (reference.year if reference.year.isdecimal() else "")


def _journal(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "rft.atitle", full_title(reference)
    yield "rft.jtitle", container(reference)
    yield "rft.stitle", reference["shortjournal"]
    yield from _people(reference)
    yield "rft.volume", reference["volume"]
    yield "rft.issue", reference["number"] or reference["issue"]
    yield from _pages(reference)
    yield "rft.artnum", reference["eid"]
    yield "rft.issn", reference.issn


def _book(reference: Reference) -> Iterator[tuple[str, str]]:
    part = reference.kind in ("paper", "chapter")
    yield "rft.atitle", full_title(reference) if part else ""
    yield "rft.btitle", container(reference) if part else full_title(reference)
    yield from _people(reference)
    yield "rft.series", reference["series"]
    yield "rft.edition", reference["edition"]
    yield from _pages(reference)
    yield "rft.pub", publisher(reference)
    yield "rft.place", place(reference)
    yield "rft.isbn", reference.isbn
    yield "rft.issn", reference.issn


def _dissertation(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "rft.title", full_title(reference)
    yield from _people(reference)
    yield "rft.inst", publisher(reference)
    yield "rft.degree", genre(reference)


def _dublin_core(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "rft.type", _TYPES[reference.kind]
    yield "rft.title", full_title(reference)
    for name in reference.authors.people:
        yield "rft.creator", inverted(name)
    yield "rft.publisher", publisher(reference)


_WRITERS = {"journal": _journal, "book": _book, "dissertation": _dissertation, "dc": _dublin_core}


def _people(reference: Reference) -> Iterator[tuple[str, str]]:
    """Every author, of a book without any its editors: who imports a work wants all its names."""
    for name in (reference.authors if reference.authors.people else reference.editors).people:
        yield "rft.aucorp" if name.literal else "rft.au", inverted(name)


def _pages(reference: Reference) -> Iterator[tuple[str, str]]:
    pages = reference.pages
    if len(pages) == 1:
        yield from zip(("rft.spage", "rft.epage"), pages[0], strict=True)
    else:
        yield "rft.pages", reference["pages"]


def _encoded(text: str) -> str:
    """As a form's data are sent: UTF-8, percent-encoded, blanks as plus signs."""
    return _RESERVED.sub(lambda found: _encoded_character(found[0]), one_line(text))


@lru_cache(maxsize=4096)
def _encoded_character(character: str) -> str:
    return "+" if character == " " else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
