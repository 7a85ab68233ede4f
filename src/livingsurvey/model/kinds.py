"""What kind of work an entry describes, whatever its dialect and program call that."""

from __future__ import annotations

import re
from collections.abc import Mapping

KINDS = (
    "article", "paper", "chapter", "book", "thesis", "report", "preprint", "software", "dataset", "standard", "law",
    "patent", "webpage", "manuscript", "other",
)  # fmt: skip
"""`article` appeared in a periodical, `paper` in proceedings, `chapter` in a book; `manuscript` nowhere."""

# BibTeX's and biblatex's types, their aliases (biblatex manual, section 2.1), and those of well-known programs.
_TYPES = {
    "article": "article suppperiodical magazine newspaper review",
    "paper": "inproceedings conference",
    "chapter": "incollection inbook bookinbook suppbook suppcollection inreference",
    "book": "book mvbook booklet collection mvcollection proceedings mvproceedings reference mvreference manual",
    "thesis": "thesis phdthesis mastersthesis",
    "report": "report techreport",
    "preprint": "preprint",
    "software": "software softwareversion softwaremodule codefragment artifactsoftware",
    "dataset": "dataset artifactdataset",
    "standard": "standard",
    "law": "legislation jurisdiction legal constitution legmaterial legadminmaterial",
    "patent": "patent",
    "webpage": "online electronic www webpage website",
    "manuscript": "unpublished",
}
_BY_TYPE = {name: kind for kind, names in _TYPES.items() for name in names.split()}

_VENUES = ("journal", "journaltitle", "booktitle")
_WHERE = ("howpublished", "publisher", "institution", "organization", "note", "url", "pubstate")
_ARCHIVES = re.compile(
    r"\b(?:arxiv|corr|(?:bio|med|chem|tech|psy|soc|ed|earth|eng|law)r?xiv|ssrn|e-?prints?|preprints?|researchsquare)\b"
    r"|\bresearch square\b|\bosf\b",
    re.I,
)
_DOI = re.compile(
    r"10\.(?:48550/|1101/\d|2139/ssrn|21203/rs|20944/preprints|26434/chemrxiv|36227/techrxiv|31\d{3}/osf)", re.I
)
_ARCHIVES_OF_PUBLISHED = frozenset({"jstor", "pubmed", "pmid", "pmc", "googlebooks", "hdl", "handle"})
_MAY_BE_PREPRINTS = frozenset({"article", "paper", "chapter", "report", "webpage", "manuscript", "other"})


def kind_of(entry_type: str, fields: Mapping[str, str]) -> str:
    """One of `KINDS`, from an entry's type in lower case and its decoded fields.

    A preprint is what stands in an archive of preprints and in no journal, book or proceedings: most stores call it
    `@misc` or `@article`.
    """
    kind = _BY_TYPE.get(entry_type, "other")
    return "preprint" if kind in _MAY_BE_PREPRINTS and _is_preprint(kind, fields) else kind


def names_archive(venue: str) -> bool:
    """Whether what stands where a venue should is an archive of preprints: `arXiv preprint arXiv:...`, `CoRR`."""
    return _ARCHIVES.search(venue) is not None


def _is_preprint(kind: str, fields: Mapping[str, str]) -> bool:
    venues = [fields[name] for name in _VENUES if fields.get(name)]
    if venues:
        return all(map(names_archive, venues))
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if fields.get("eprint") and archive not in _ARCHIVES_OF_PUBLISHED:
        return True
    if kind in ("report", "chapter"):  # of an institution or in a book, whatever its note says
        return False
    return bool(_DOI.search(fields.get("doi", ""))) or any(names_archive(fields.get(name, "")) for name in _WHERE)
