"""Addresses on the site: of pages, of reference pages, and from one page to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urljoin

from livingsurvey.model.slugs import slugs
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import page_address

# The page of the theme into which reference pages are stamped: rendered once, at their depth.
SHELL = "references/_shell/index.md"


@dataclass(frozen=True)
class Addresses:
    """Where things are on a survey's site. Pages are named by their documents' paths."""

    survey: Survey

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        return slugs(self.survey.references)

    def page(self, path: str) -> str:
        """The address of a page below the site's root: `privacy/attacks/` for `privacy/attacks.md`."""
        return page_address(self.survey, path)

    def reference(self, key: str) -> str:
        """The address of a reference's page below the site's root."""
        return self.page(f"references/{self.slugs[key]}/index.md")

    def between(self, path: str, address: str) -> str:
        """From the page at `path` to an address below the site's root, as a relative link for an `href`."""
        here = self.page(path)
        folder = here if here.endswith("/") or not here else posixpath.dirname(here)
        return quote(_relative(folder, address)) + ("/" if address.endswith("/") or not address else "")

    def whole(self, address: str) -> str:
        """The whole of an address below the site's root; empty where no `site_url` says where that is."""
        site = self.survey.settings.site_url
        return urljoin(site.rstrip("/") + "/", quote(address)) if site else ""

    def mention(self, key: str, number: int) -> str:
        """The id of a mention on its page."""
        return f"cite-{self.slugs[key]}-{number}"

    def entry(self, key: str) -> str:
        """The id of a reference list's entry on its page."""
        return f"ref-{self.slugs[key]}"


def _relative(folder: str, address: str) -> str:
    """As `posixpath.relpath` of paths that are normal and relative, for which it need not ask where we are."""
    here, there = ([part for part in path.split("/") if part] for path in (folder, address))
    common = next((n for n, (one, other) in enumerate(zip(here, there, strict=False)) if one != other), None)
    common = min(len(here), len(there)) if common is None else common
    return "/".join([*[".."] * (len(here) - common), *there[common:]]) or "."
