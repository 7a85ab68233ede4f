"""Export as CSL-JSON, for citation processors: the schema of CSL 1.0.2 (csl-data.json), an object for each reference.

`id` is the citation key. Words whose capitals a title protects are marked as citeproc-js reads it,
`<span class="nocase">`; formulas stand as TeX writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.facts import container, genre, link, pages, place, publisher
from livingsurvey.render.exports.made import Made, once
from livingsurvey.syntax import dates
from livingsurvey.syntax.dates import Date
from livingsurvey.syntax.latex import decoded
from livingsurvey.syntax.names import Name, Names, names

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_KINDS = {
    "article": "article-journal", "paper": "paper-conference", "chapter": "chapter", "book": "book",
    "thesis": "thesis", "report": "report", "preprint": "article", "software": "software", "dataset": "dataset",
    "standard": "standard", "law": "legislation", "patent": "patent", "webpage": "webpage",
    "manuscript": "manuscript", "other": "document",
}  # fmt: skip
# Types of entries that CSL knows better than by their kind.
_TYPES = {
    "magazine": "article-magazine", "newspaper": "article-newspaper", "inreference": "entry-encyclopedia",
    "booklet": "pamphlet", "jurisdiction": "legal_case", "review": "review", "artwork": "graphic", "image": "graphic",
    "audio": "song", "music": "song", "movie": "motion_picture", "video": "motion_picture",
    "performance": "performance", "letter": "personal_communication", "periodical": "periodical",
}  # fmt: skip
# Kinds whose `number` counts within a volume; of the others it is a number of their own.
_IN_ISSUES = ("article",)
_PLAIN = {
    "collection-title": "series",
    "event-title": "eventtitle",
    "event-place": "venue",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "chapter-number": "chapter",
    "edition": "edition",
    "version": "version",
    "abstract": "abstract",
    "note": "note",
}


def csl_json(references: Iterable[Reference], made: Made | None = None) -> str:
    """The references as a JSON array, in the given order, each on a line of its own."""
    return "[" + ",".join("\n" + once(made, reference, _record) for reference in references) + "\n]\n"


def _record(reference: Reference) -> str:
    return _ENCODER.encode(dict(filter(_is_told, _item(reference))))


def _is_told(fact: tuple[str, Any]) -> bool:
    return bool(fact[1])


def _item(reference: Reference) -> Iterator[tuple[str, Any]]:
    kind = reference.kind
    yield "id", reference.key
    yield "type", _TYPES.get(reference.type) or _KINDS[kind]
    yield "author", _people(reference.authors)
    yield "editor", _people(reference.editors)
    yield "translator", _people(names(reference.raw("translator")))
    yield "container-author", _people(names(reference.raw("bookauthor")))
    yield "issued", _when(reference.date, reference.year)
    yield "accessed", _when(dates.parse(reference["urldate"]), "")
    yield "title", ": ".join(filter(None, (_marked(reference.raw(name)) for name in ("title", "subtitle"))))
    yield "container-title", container(reference)
    for name, field in _PLAIN.items():
        yield name, reference[field]
    number = reference["number"]
    yield "issue", reference["issue"] or (number if kind in _IN_ISSUES else "")
    own = f"arXiv:{reference.arxiv}" if kind == "preprint" and reference.arxiv else ""
    yield "number", (number if kind not in _IN_ISSUES else "") or reference["eid"] or own
    yield "page", pages(reference, "-")
    yield "publisher", publisher(reference)
    yield "publisher-place", place(reference)
    yield "genre", genre(reference)
    yield "DOI", reference.doi
    yield "ISBN", reference.isbn or reference["isbn"]
    yield "ISSN", reference.issn or reference["issn"]
    yield "PMID", reference.pmid
    yield "URL", link(reference)
    yield "keyword", ", ".join(reference.keywords)
    yield "language", reference["language"] or reference["langid"]


def _marked(value: str) -> str:
    """A title's text, with what its braces protect marked."""
    title = decoded(value)
    parts, end = [], 0
    for start, stop in sorted(title.protected):
        if start >= end:
            parts += [title.text[end:start], f'<span class="nocase">{title.text[start:stop]}</span>']
            end = stop
    return "".join(parts) + title.text[end:]


def _people(given: Names) -> list[dict[str, str]]:
    """The names; where the list goes on, `others` as a name, which is how pandoc writes and reads it."""
    return [*map(_name, given.people), *([{"literal": "others"}] if given.others else [])]


def _name(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: text for part, text in parts.items() if text}


def _when(date: Date | None, words: str) -> dict[str, Any]:
    """A date as CSL has it; what is no date stands there in words."""
    if date is None or date.unspecified > 1:
        return {"literal": words} if words else {}
    when: dict[str, Any] = {"date-parts": [_parts(date), *([_parts(date.end)] if date.end else [])]}
    if date.month > 12:
        when["season"] = (date.month - 1) % 4 + 1
    if date.circa or date.uncertain:
        when["circa"] = True
    return when


def _parts(date: Date) -> list[int]:
    parts = [date.year]
    if 1 <= date.month <= 12:
        parts += [date.month, *([date.day] if date.day else [])]
    return parts
