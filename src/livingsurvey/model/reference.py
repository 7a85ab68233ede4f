"""A reference: the work that an entry describes, as typed facts in Unicode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from livingsurvey.syntax.bibtex import Entry, Field
from livingsurvey.syntax.latex import address, plain
from livingsurvey.syntax.names import Names, names

_ARXIV_VENUE = re.compile(r"\barxiv\b|^corr$", re.I)
_ARXIV_ID = re.compile(
    r"(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf)/|10\.48550/arxiv\.)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.I
)
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)$", re.I)
# Fields in which `~`, `--` and `%` mean themselves.
_ADDRESSES = frozenset({"url", "doi", "eprint", "arxiv"})
_WEB = re.compile(r"^(?:https?|ftp)://[^\s<>\"]+$", re.I)


@dataclass(frozen=True)
class Reference:
    """A typed view of an entry; texts are decoded from LaTeX, absent facts are empty.

    `inherited` are the fields that `crossref` and `xdata` give it, by the names that they have here.
    """

    entry: Entry
    inherited: tuple[Field, ...] = ()

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def type(self) -> str:
        """The entry type, lower case: `article`, `inproceedings`, ..."""
        return self.entry.type

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The decoded fields; of a field that stands twice, the first."""
        decoded: dict[str, str] = {}
        for field in (*self.entry.fields, *self.inherited):
            decode = address if field.name in _ADDRESSES else plain
            decoded.setdefault(field.name, decode(field.value).strip())
        return decoded

    def field(self, name: str) -> Field | None:
        """The field behind `self[name]`: the entry's own (of several the first), else the inherited one."""
        return next((field for field in (*self.entry.fields, *self.inherited) if field.name == name), None)

    def raw(self, name: str) -> str:
        """A field as it stands in the file, without its delimiters."""
        field = self.field(name)
        return field.value if field else ""

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def title(self) -> str:
        return self["title"]

    @cached_property
    def authors(self) -> Names:
        return names(self.raw("author"))

    @cached_property
    def editors(self) -> Names:
        return names(self.raw("editor"))

    @property
    def year(self) -> str:
        """Four digits, or what the store says instead; empty without a date."""
        return self["year"] or self["date"][:4]

    @property
    def venue(self) -> str:
        """Where it appeared, by what its type calls that."""
        for name in ("journal", "journaltitle", "booktitle", "publisher", "school", "institution", "howpublished"):
            if self[name] and not (name == "journal" and self.arxiv and _ARXIV_VENUE.search(self[name])):
                return self[name]
        return "arXiv" if self.arxiv else ""

    @cached_property
    def doi(self) -> str:
        """`10.1145/...`, without address or label."""
        found = _DOI.match(self["doi"])
        return found[1] if found else ""

    @cached_property
    def arxiv(self) -> str:
        """An arXiv identifier, old (`cs/0501001`) or new (`2311.08105`)."""
        kind = (self["archiveprefix"] or self["eprinttype"]).lower()
        given = self["eprint"] if kind == "arxiv" else self["arxiv"]
        found = _ARXIV_ID.match(given) if given else None
        return found[1] if found else ""

    @property
    def url(self) -> str:
        """The entry's own address if it is one of the web, never one of another scheme."""
        return self["url"] if _WEB.match(self["url"]) else ""

    @property
    def doi_address(self) -> str:
        """Where its DOI leads; what an address would take for its own syntax is escaped."""
        return f"https://doi.org/{quote(self.doi, safe='/:;()<>.,_-')}" if self.doi else ""
