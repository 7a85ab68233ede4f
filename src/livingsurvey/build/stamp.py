"""Reference pages from one rendered page of the theme.

An engine renders the shell once, at the depth where reference pages stand; each page is the shell with its title and
text in place. That costs a join of strings a page where the engine's pipeline would cost milliseconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from livingsurvey.build.search_index import add_works
from livingsurvey.build.shell import read_shell
from livingsurvey.build.sitemap import complete_sitemap
from livingsurvey.render.address import SHELL
from livingsurvey.render.pages import Pages
from livingsurvey.render.redirects import redirects
from livingsurvey.render.reference_page import reference_pages
from livingsurvey.syntax.problem import SurveyError

# Bytes of a page, for which works cited in many places show fewer of them.
_LARGEST = 19_500


def stamp(pages: Pages, site: Path) -> int:
    """Write every reference's page into a built site, list them in search and sitemap, and take the shell out."""
    shell_address = pages.addresses.page(SHELL)
    shell_file = _file(site, shell_address)
    try:
        html = shell_file.read_text("utf-8")
    except OSError:
        raise SurveyError(f"the engine made no page for {SHELL}; is it excluded in mkdocs.yml?") from None
    shell = read_shell(html, shell_address)
    done = list(reference_pages(pages, _LARGEST - shell.size))
    _refuse_collisions(pages, [page.address for page in done])
    for page in done:
        file = _file(site, page.address)
        _write(file, shell.filled(page))
        for name, text in page.files.items():
            (file.parent / name).write_bytes(text.encode("utf-8"))
    for address, redirect in redirects(pages):
        if not _file(site, address).exists():  # somebody's own page stays
            _write(_file(site, address), redirect)
    if shell_file.parent.name == "_shell":
        shutil.rmtree(shell_file.parent)
    else:
        shell_file.unlink()
    add_works(pages, site)
    complete_sitemap(pages, site, shell_address, [page.address for page in done])
    return len(done)


def _file(site: Path, address: str) -> Path:
    return site / (address + "index.html" if address.endswith("/") or not address else address)


def _write(file: Path, html: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, "utf-8")


def _refuse_collisions(pages: Pages, addresses: Iterable[str]) -> None:
    own = {pages.addresses.page(path): path for path in pages.survey.documents}
    for address in addresses:
        if address in own:
            raise SurveyError(f"{own[address]} stands where a reference's page goes, {address}; rename the file")
