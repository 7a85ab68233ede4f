"""Where the links of an EPUB's texts lead: to other texts of it, to the site for what is only there, or out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE, is_above, is_generated, reference_at
from livingsurvey.render.pages import Pages

_SCHEMES = ("http", "https", "mailto")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
# What stands for itself in an address (URL standard, URL code points).
_SAFE = "!$&'()*+,;=:@/?~-._"


@dataclass(frozen=True)
class Links:
    """The links of a book.

    `files` are those of its chapters by the paths of their Markdown, `ids` what one can link to in each. The list of
    references is in the file `references` and has the ids `entries`. Files are named within the package.
    """

    pages: Pages
    files: Mapping[str, str]
    ids: Mapping[str, frozenset[str]]
    references: str
    entries: frozenset[str]

    def leads(self, path: str, address: str) -> str | None:
        """From the chapter at `path` to where an address leads that stands in its HTML; None if nowhere."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return outward(address)
        name, here = unquote(parts.fragment), self.files[path]
        if not parts.path:
            if name in self.entries and name not in self.ids[path]:
                return self._to(here, self.references, name)
            return self._to(here, here, name) if name in self.ids[path] else None
        if parts.path.startswith("/"):
            return None
        for meant in self._meant(path, unquote(parts.path)):
            target = self._documents.get(meant, meant)
            if target in self.files:
                return self._to(here, self.files[target], name if name in self.ids[target] else "")
            if target == BIBLIOGRAPHY_PAGE and self.entries:
                return self._to(here, self.references, name if name in self.entries else "")
            key = reference_at(self.pages.survey, target)
            if key and (entry := self.pages.addresses.entry(key)) in self.entries:
                return self._to(here, self.references, entry)
        return self._on_site(path, unquote(parts.path), name)

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        """The paths of the chapters by the addresses that they have on the site."""
        return {self.pages.addresses.page(path): path for path in self.files}

    def _meant(self, path: str, address: str) -> tuple[str, str]:
        """The paths that a link may name: that of a document, or of a page of the site."""
        page = self.pages.addresses.page(path)
        folders = (posixpath.dirname(path), page if page.endswith("/") else posixpath.dirname(page))
        first, second = (posixpath.normpath(posixpath.join(folder, address)) for folder in folders)
        return first, second + "/" if address.endswith("/") else second

    def _on_site(self, path: str, address: str, name: str) -> str | None:
        """The whole address of what only the site has; None if nobody says where that is."""
        document, page = self._meant(path, address)
        survey = self.pages.survey
        found = page
        if document in survey.documents or is_generated(survey, document):
            found = self.pages.addresses.page(document) if document.endswith(".md") else document
        whole = "" if is_above(found) else self.pages.addresses.whole(found)
        return f"{whole}{_fragment(name)}" if whole else None

    @staticmethod
    def _to(here: str, file: str, name: str) -> str:
        target = "" if here == file else posixpath.relpath(file, posixpath.dirname(here) or ".")
        return (target + _fragment(name)) or posixpath.basename(file)


def outward(address: str) -> str | None:
    """The address of a link that leads out, as a reader can follow it; None for what is no such address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme == "doi":
        return f"https://doi.org/{quote(address.strip().partition(':')[2], safe=_SAFE)}"
    if parts.scheme not in _SCHEMES:
        return None
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        return None
    if parts.scheme != "mailto" and not _HOST.fullmatch(host):
        return None
    path, query, fragment = (_escaped(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, path, query, fragment))


def _fragment(name: str) -> str:
    return f"#{quote(name, safe=_SAFE)}" if name else ""


def _escaped(part: str) -> str:
    """A part of an address in which some signs may have been escaped already."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe=_SAFE + "%")
