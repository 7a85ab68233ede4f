"""Identifiers in the fields of entries: what is written, and whether it is of the kind that the field is for.

A value of another kind is misplaced, and no malformed one of this kind: each mistake is told once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.identifiers import arxiv, doi, doi_in, isbn, issn, pmid
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Problem

_URL = re.compile(r"[a-z][a-z+]*://", re.I)
_HOST = r"(?:(?:[\w-]+\.)*[\w-]+\.?|\[[\da-f:.]+\])"
_WEB = re.compile(rf"(?:https?|ftp)://(?:[^\s/?#@]*@)?{_HOST}(?::\d+)?(?:[/?#][^\s<>\"\\]*)?", re.I)
_ISSN = re.compile(r"(?:\s*e?issn:?)?\s*\d{4}-\d{3}[\dx]\s*", re.I)


def _url(text: str) -> str:
    return text if _URL.match(text) else ""


def _hyphened_issn(text: str) -> str:
    """Eight digits without a hyphen may be anything."""
    return issn(text) if _ISSN.fullmatch(text) else ""


KINDS: Mapping[str, Callable[[str], str]] = {
    "doi": doi,
    "eprint": arxiv,
    "isbn": isbn,
    "issn": _hyphened_issn,
    "url": _url,
}
"""By the field that it belongs to, what finds each kind of identifier in a text, in the order of their certainty."""

# What may be found in a field that is for something else; of `volume` and the like nobody asks whether they are sound.
_FOREIGN = {
    "doi": ("eprint", "isbn", "issn", "url"),
    "eprint": ("doi", "isbn", "issn", "url"),
    "isbn": ("doi", "eprint", "issn", "url"),
    "issn": ("doi", "eprint", "isbn", "url"),
    "pmid": ("doi", "eprint", "url"),
    "url": ("eprint",),
    "volume": ("doi", "url"),
    "number": ("doi", "url"),
    "pages": ("doi", "url"),
}
_OWN = {**KINDS, "issn": issn, "pmid": pmid}


def stated(survey: Survey, name: str) -> Iterator[tuple[Reference, Field, str]]:
    """Each entry that has a field of this name itself, the field, and its text; empty ones are left out."""
    for reference in survey.bibliography.typed:
        if (field := reference.entry.field(name)) and (text := address(field.value).strip()):
            yield reference, field, text


def is_web_address(text: str) -> bool:
    """Whether a text is an address of the web: scheme, host, and no blanks (RFC 3986, section 3)."""
    return _WEB.fullmatch(text) is not None


def is_arxiv_eprint(reference: Reference) -> bool:
    """Whether the entry says, or leaves open, that its `eprint` is one of arXiv."""
    archive = reference.entry.field("archiveprefix") or reference.entry.field("eprinttype")
    return archive is None or archive.value.lower().removesuffix(".org") in ("arxiv", "")


def misplaced(reference: Reference, name: str, text: str) -> str:
    """The field that the text of the field `name` belongs into, as what it holds shows; empty if into this one."""
    if name not in _FOREIGN or (name in _OWN and _OWN[name](text)):
        return ""
    if name == "eprint" and not is_arxiv_eprint(reference):
        return ""  # other archives' identifiers may look like anything
    found = next((kind for kind in _FOREIGN[name] if KINDS[kind](text)), "")
    if found == "url" and doi_in(text):
        return "" if name == "doi" else "doi"  # an address with a DOI in it
    return found


def repeated(first: Reference, other: Reference, what: str, *names: str) -> Problem:
    """Tell that an entry has an earlier one's identifier; it stands in the first of its fields `names`."""
    fields = [field for name in names if (field := other.entry.field(name))]
    where = first.entry.key_span
    return Problem(
        fields[0].value_span if fields else other.entry.key_span,
        f"`{other.key}` has the {what} of `{first.key}` ({where})",
        f"correct it, or merge the entries if they are one work, with ids = {{{other.key}}}",
        related=(where,),
    )
