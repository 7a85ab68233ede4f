"""BIB045."""

import re
from collections.abc import Callable, Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import is_arxiv_eprint, stated
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import added, with_value
from livingsurvey.syntax.identifiers import arxiv, doi, isbn, issn, pmid, version
from livingsurvey.syntax.problem import Edit, Fix, Problem

_GROUPS = re.compile(r"[\dXx]+")
_LABEL = re.compile(r"^\s*e?-?isbn(?:-?1[03](?!\d))?\s*:?\s*", re.I)
_SUBJECT = re.compile(r"(?<=[a-z])\.[A-Za-z-]{2,}(?=/)")
_SPELLINGS = ("arXiv", "arxiv")  # as arXiv writes itself, and as biblatex does


@rule("BIB045", severity="warning", scope="store", fix="safe")
def unnormalised_identifier(survey: Survey) -> Iterator[Problem]:
    """An identifier is written with more than the identifier, or in an old form.

    A DOI stands without address and label, an arXiv identifier without `arXiv:` (its version stays), an ISBN with 13
    digits (hyphens as you like), an ISSN with its hyphen, a PubMed number as a number: so programs find them, and links
    can be made of them.

    Wrong:

        @misc{douillard2023diloco, title = {DiLoCo}, doi = {https://doi.org/10.48550/arXiv.2311.08105},
          eprint = {arXiv:2311.08105v3}, archiveprefix = {ARXIV}}

    Right:

        @misc{douillard2023diloco, title = {DiLoCo}, doi = {10.48550/arXiv.2311.08105},
          eprint = {2311.08105v3}, archiveprefix = {arXiv}}
    """
    for name, normal in _NORMAL.items():
        for reference, field, text in stated(survey, name):
            found = normal(reference, text)
            if not found or found == text:
                continue
            edits: tuple[Edit, ...] = (with_value(field, found),)
            fields = reference.entry.field
            if name == "eprint" and not (fields("archiveprefix") or fields("eprinttype")):
                edits += (added(reference.entry, "archiveprefix", "arXiv"),)  # the label said so
            message = f"`{text}` is an odd spelling of `{found}`"
            yield Problem(field.value_span, message, f"write {name} = {{{found}}}", fix=Fix(edits, safe=True))


def _doi(reference: Reference, text: str) -> str:
    """Punctuation at its end may, if rarely, be a part of it."""
    return "" if text.endswith((".", ",", ";")) else doi(text)


def _eprint(reference: Reference, text: str) -> str:
    """With the version, which is a part of what was cited, and with the subject of an old identifier."""
    if not is_arxiv_eprint(reference) or not (found := arxiv(text)):
        return ""
    found += version(text)
    return text if _SUBJECT.sub("", text) == found else found


def _archive(reference: Reference, text: str) -> str:
    return "" if text in _SPELLINGS or text.lower().removesuffix(".org") != "arxiv" else "arXiv"


def _isbn(reference: Reference, text: str) -> str:
    """Thirteen digits, in the groups in which they are written."""
    found = isbn(text)
    groups = _GROUPS.findall(_LABEL.sub("", text))
    if not found or not groups:
        return ""
    if sum(map(len, groups)) == 10:
        groups = ["978", *groups]
    groups[-1] = groups[-1][:-1] + found[-1]
    return "-".join(filter(None, groups)) if len(groups) > 2 else found


def _issn(reference: Reference, text: str) -> str:
    return issn(text)


def _pmid(reference: Reference, text: str) -> str:
    return pmid(text)


_NORMAL: dict[str, Callable[[Reference, str], str]] = {
    "doi": _doi,
    "eprint": _eprint,
    "archiveprefix": _archive,
    "eprinttype": _archive,
    "isbn": _isbn,
    "issn": _issn,
    "pmid": _pmid,
}
