"""The list of a site's pages for search engines, after sitemaps.org, as an engine wrote it and as it ought to be."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from markupsafe import escape

from livingsurvey.render.pages import Pages

_LAST_CHANGE = re.compile(r"\s*<lastmod>[^<]*</lastmod>")
_SHELL = re.compile(r"\s*<url>\s*<loc>([^<]*/_shell/[^<]*)</loc>.*?</url>", re.S)
_UNDATED = re.compile(r"(<loc>([^<]*)</loc>)(?!\s*<lastmod>)")


def complete_sitemap(pages: Pages, site: Path, shell_address: str, addresses: Iterable[str]) -> None:
    """Put pages that were stamped where the shell is listed, and tell of each chapter when it was edited.

    `addresses` count from the site's root, as does the shell's. A site may have no such list.
    """
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        return
    text = sitemap.read_text("utf-8")
    if shell := _SHELL.search(text):
        entries = "".join(shell[0].replace(shell_address, address) for address in addresses)
        text = text[: shell.start()] + entries + text[shell.end() :]
        # The shell changed today, and so, MkDocs says, did each page that nobody gave a date: two builds would differ.
        if today := _LAST_CHANGE.search(shell[0]):
            text = text.replace(today[0], "")
        edited = _edited(pages, shell[1].removesuffix(shell_address))
        text = _UNDATED.sub(lambda found: found[1] + edited.get(found[2], ""), text)
    sitemap.write_text(text, "utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def _edited(pages: Pages, root: str) -> Mapping[str, str]:
    """What to add to the entries of documents, by their pages' addresses; `root` is how those of the list begin."""
    found = {}
    for chapter in pages.survey.chapters:
        if edition := pages.edition(chapter):
            address = root + str(escape(quote(pages.addresses.page(chapter.path))))
            found[address] = f"<lastmod>{edition.date.isoformat()}</lastmod>"
    return found
