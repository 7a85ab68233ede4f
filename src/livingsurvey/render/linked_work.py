"""A work that somebody cites, for programs that read pages, in the terms of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.facts import full_title, link, one_line
from livingsurvey.render.people import display
from livingsurvey.syntax.dates import Date
from livingsurvey.syntax.names import Name

_TYPES = {
    "article": "ScholarlyArticle", "paper": "ScholarlyArticle", "preprint": "ScholarlyArticle", "chapter": "Chapter",
    "book": "Book", "thesis": "Thesis", "report": "Report", "software": "SoftwareSourceCode", "dataset": "Dataset",
    "law": "Legislation", "webpage": "WebPage", "manuscript": "Manuscript",
}  # fmt: skip
# Of a list of hundreds of authors, those up to here: a page may cite dozens of such works.
_AUTHORS = 6


def linked_work(reference: Reference) -> str:
    """The work as a JSON object of JSON-LD, about 300 bytes: what it is called, by whom, of when, and its address."""
    facts = {name: fact for name, fact in _facts(reference) if fact}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def person(name: Name, orcid: str = "") -> dict[str, str]:
    """Somebody as schema.org has them: a person, or what is no person's name as an organisation."""
    facts = {"@type": "Organization" if name.literal else "Person", "name": one_line(display(name))}
    return facts | {"sameAs": f"https://orcid.org/{orcid}"} if orcid else facts


def iso(date: Date | None) -> str:
    """`2020`, `2020-05` or `2020-05-01` (ISO 8601), as far as it is known; empty if it has no year of four digits."""
    if date is None or not 0 < date.year < 10_000 or date.unspecified > 1:
        return ""
    parts = [f"{date.year:04}"]
    if 1 <= date.month <= 12:
        parts += [f"{date.month:02}", *([f"{date.day:02}"] if date.day else [])]
    return "-".join(parts)


def _facts(reference: Reference) -> Iterator[tuple[str, Any]]:
    yield "@type", _TYPES.get(reference.kind, "CreativeWork")
    yield "name", one_line(full_title(reference)) or reference.key
    yield "author", [person(name) for name in reference.authors.people[:_AUTHORS]]
    yield "datePublished", iso(reference.date)
    yield "sameAs", reference.doi_address or link(reference)
