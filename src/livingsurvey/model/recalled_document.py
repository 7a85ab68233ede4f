"""A chapter's text told from what an earlier reading found in it: what the rest of the survey asks of a chapter."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, get_type_hints

from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.plain import Read, plain, reader
from livingsurvey.syntax.source import Source

# What is kept; whatever else somebody asks for is found in the text as always.
KEPT = (
    "citation_groups", "cross_references", "links", "link_uses", "html_links", "headings", "ids", "explained_acronyms",
)  # fmt: skip


def facts(document: Document) -> list[Any]:
    """What is kept of a document, of plain types that JSON holds."""
    return [plain(getattr(document, name), [document.source]) for name in KEPT]


def lean(document: Document) -> Document:
    """The document with what is kept of it alone: the rest, such as its masked texts, needs memory."""
    made = Document(document.source)
    vars(made).update({name: getattr(document, name) for name in KEPT})
    return made


def recalled(source: Source, given: object) -> Document:
    """The document of which these are the facts; that they are this text's is the caller's word.

    Raises `ValueError` for what cannot be the facts of any text.
    """
    if not isinstance(given, list) or len(given) != len(KEPT):
        raise ValueError("these are no facts of a text")
    document = Document(source)
    for name, read, data in zip(KEPT, _readers(), given, strict=True):
        vars(document)[name] = read(data, [source])
    return document


@cache
def _readers() -> list[Read]:
    found: list[cached_property[Any]] = [vars(Document)[name] for name in KEPT]
    return [reader(get_type_hints(each.func)["return"]) for each in found]
