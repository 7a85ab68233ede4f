"""A reference: the work that an entry describes, as typed facts in Unicode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from livingsurvey.model.kinds import kind_of, names_archive
from livingsurvey.syntax.bibtex import Entry, Field
from livingsurvey.syntax.dates import Date, parse, told
from livingsurvey.syntax.identifiers import arxiv, arxiv_in, doi, isbn_in, issn_in, pmid
from livingsurvey.syntax.latex import address, plain
from livingsurvey.syntax.names import Names, names
from livingsurvey.syntax.page_numbers import behind_label, items, page_range

# Fields in which `~`, `--` and `%` mean themselves.
_ADDRESSES = frozenset({"url", "doi", "eprint", "arxiv", "date", "urldate", "eventdate", "origdate"})
_WEB = re.compile(r"^(?:https?|ftp)://[^\s<>\"]+$", re.I)
_SEPARATORS = re.compile(r"[,;]")
# A field that names a venue, for those kinds of works that have a name of their own for it; then whatever there is.
_VENUES = {
    "article": ("journaltitle", "journal"),
    "paper": ("booktitle", "eventtitle"),
    "chapter": ("booktitle",),
    "thesis": ("school", "institution"),
    "report": ("institution",),
    "webpage": ("howpublished", "organization"),
    "book": ("publisher",),
}
_ANY_VENUE = (
    "journal", "journaltitle", "booktitle", "publisher", "school", "institution", "organization", "howpublished",
)  # fmt: skip
_NAME_ARXIV = ("journal", "journaltitle", "howpublished", "note", "url")
_UNDATED = re.compile(r"n\.?\s?d\.?|s\.?\s?d\.?|no date|undated", re.I)


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

    @cached_property
    def kind(self) -> str:
        """What kind of work it is, whatever the entry's type calls that: one of `kinds.KINDS`."""
        return kind_of(self.type, self.fields)

    @cached_property
    def date(self) -> Date | None:
        """When it appeared, from `date`, else from `year`, `month` and `day`; `None` if that is no date."""
        if given := self["date"]:
            return parse(given)
        return told(self["year"], self["month"], self["day"])

    @property
    def year(self) -> str:
        """Four digits, or what the store says instead; empty without a date, also where the store says so in words."""
        given = self["year"]
        if not given and (text := self["date"]):
            begin = text[:4] if text[:4].isdecimal() else text
            given = f"{self.date.year:04}" if self.date else begin
        return "" if _UNDATED.fullmatch(given) else given

    @cached_property
    def venue(self) -> str:
        """Where it appeared, by what its kind calls that; `arXiv` for a preprint there."""
        for name in (*_VENUES.get(self.kind, ()), *_ANY_VENUE):
            given = self[name]
            if given and "://" not in given and not (self.arxiv and names_archive(given)):
                return given
        return "arXiv" if self.arxiv else ""

    @cached_property
    def doi(self) -> str:
        """`10.1145/...`, without address or label: of `doi`, else of a `url` that is a DOI's address."""
        return doi(self["doi"]) or (doi(self["url"]) if "10." in self["url"] else "")

    @cached_property
    def arxiv(self) -> str:
        """An arXiv identifier, old (`cs/0501001`) or new (`2311.08105`), wherever the entry gives it."""
        archive = (self["archiveprefix"] or self["eprinttype"]).lower()
        given = self["eprint"] if archive in ("arxiv", "") else ""
        found = arxiv(given) or arxiv(self["arxiv"]) or arxiv(self["arxivid"])
        if found or not self._may_name_arxiv:
            return found
        return (
            arxiv(self["doi"])
            or next(filter(None, (arxiv_in(self[name]) for name in _NAME_ARXIV)), "")
            or (arxiv_in(f"{self['journal']} {self['volume']}"))
        )

    @property
    def _may_name_arxiv(self) -> bool:
        """Whether it is worth looking for an arXiv identifier in fields that are there for something else."""
        return any(mark in self[name].lower() for name in (*_NAME_ARXIV, "doi") for mark in ("arxiv", "corr"))

    @property
    def isbn(self) -> str:
        """Thirteen digits, of several the first that is one."""
        return isbn_in(self["isbn"])

    @property
    def issn(self) -> str:
        """`1234-567X`, of several the first that is one."""
        return issn_in(self["issn"])

    @property
    def pmid(self) -> str:
        """The number in PubMed."""
        by_archive = self["eprint"] if self["eprinttype"].lower() in ("pubmed", "pmid") else ""
        return pmid(self["pmid"] or by_archive)

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """First and last page of each range as written; the last is empty for a single page or an article's number."""
        text = self["pages"]
        found = []
        for start, end in items(text):
            start = behind_label(text, start)
            span = page_range(text, start, end)
            found.append((text[start : span.dash[0]], text[span.dash[1] : end]) if span else (text[start:end], ""))
        return tuple(found)

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords, each once, in the entry's order; commas or semicolons separate them."""
        return tuple(dict.fromkeys(filter(None, map(str.strip, _SEPARATORS.split(self["keywords"])))))

    @property
    def url(self) -> str:
        """The entry's own address if it is one of the web, never one of another scheme nor that of its DOI.

        Without `url` it is the address with which `howpublished` ends: where BibTeX's own styles print one.
        """
        given = self["url"] or (self["howpublished"].split() or [""])[-1]
        return given if _WEB.match(given) and not (self.doi and doi(given) == self.doi) else ""

    @property
    def doi_address(self) -> str:
        """Where its DOI leads; what an address would take for its own syntax is escaped."""
        return f"https://doi.org/{quote(self.doi, safe='/:;()<>.,_-')}" if self.doi else ""
