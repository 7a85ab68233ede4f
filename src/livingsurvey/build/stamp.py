"""Reference pages from one rendered page of the theme.

An engine renders the shell once, at the depth where reference pages stand; each page is the shell with its title and
body in place. That costs a few string replacements a page where the engine's pipeline would cost milliseconds.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

from markupsafe import escape

from livingsurvey.render.address import SHELL
from livingsurvey.render.pages import SHELL_BODY, SHELL_TITLE, Pages
from livingsurvey.syntax.problem import SurveyError

_BODY = re.compile(rf"<h1[^>]*>{SHELL_TITLE}.*?</h1>\s*<p>{SHELL_BODY}</p>", re.S)
_SITEMAP_ENTRY = re.compile(r"\s*<url>\s*<loc>[^<]*/_shell/[^<]*</loc>.*?</url>", re.S)


def stamp(pages: Pages, site: Path) -> int:
    """Write every reference's page into a built site, list them in search and sitemap, and take the shell out."""
    shell_address = pages.addresses.page(SHELL)
    shell_file = _file(site, shell_address)
    try:
        shell = shell_file.read_text("utf-8")
    except OSError:
        raise SurveyError(f"the engine made no page for {SHELL}; is it excluded in mkdocs.yml?") from None
    body = _BODY.search(shell)
    if not body:
        raise SurveyError(f"the theme's page for {SHELL} shows no heading or text; custom templates must print both")
    before, after = shell[: body.start()], shell[body.end() :]
    done = list(pages.reference_pages())
    for page in done:
        title = str(escape(page.title))
        head = before.replace(SHELL_TITLE, title).replace(shell_address, page.address)
        foot = after.replace(SHELL_TITLE, title).replace(shell_address, page.address)
        file = _file(site, page.address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{head}<h1>{title}</h1>\n{page.body}{foot}", "utf-8")
    if shell_file.parent.name == "_shell":
        shutil.rmtree(shell_file.parent)
    else:
        shell_file.unlink()
    _search(site, [{"location": page.address, "title": page.title, "text": page.text} for page in done])
    _sitemap(site, shell_address, [page.address for page in done])
    return len(done)


def _file(site: Path, address: str) -> Path:
    return site / (address + "index.html" if address.endswith("/") or not address else address)


def _search(site: Path, entries: list[dict[str, str]]) -> None:
    """Add reference pages to Material's search index (its JSON keeps `location`, `title`, `text` per section)."""
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return  # a site without the search plugin
    content = json.loads(index.read_text("utf-8"))
    content["docs"] = [entry for entry in content["docs"] if "/_shell/" not in entry["location"]] + entries
    index.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _sitemap(site: Path, shell_address: str, addresses: list[str]) -> None:
    sitemap = site / "sitemap.xml"
    if not sitemap.is_file():
        return
    text = sitemap.read_text("utf-8")
    shell = _SITEMAP_ENTRY.search(text)
    if shell:
        entries = "".join(shell[0].replace(shell_address, address) for address in addresses)
        text = text[: shell.start()] + entries + text[shell.end() :]
        sitemap.write_text(text, "utf-8")
        (site / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
