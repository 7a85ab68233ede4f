"""What the links of a page lead to: files that are there or not, and addresses where a file should stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from livingsurvey.check.pages.web_addresses import fault
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import (
    BIBLIOGRAPHY_PAGE,
    is_generated,
    leaves,
    page_address,
    page_at,
    reference_at,
    site_target,
    target,
)
from livingsurvey.syntax.markdown.links import Link

_ENTRY = "ref-"  # what begins the id of an entry in the bibliography


@dataclass(frozen=True)
class Meant:
    """What a link names by an address of the site: a page, by its document's path, or the work of a reference's page.

    It is not `certain` if a browser would take the address for another page than a reader of the files does.
    """

    path: str = ""
    key: str = ""
    certain: bool = True


def links(chapter: Chapter) -> Iterator[tuple[Link, bool]]:
    """Every link of a page, those of raw HTML and the definitions among them, and whether it shows an image."""
    document = chapter.document
    pictures = {use.definition.span.start for use in document.link_uses if use.image}
    for link in document.links:
        yield link, link.image or (link.definition and link.span.start in pictures)
    for link in document.html_links:
        yield link, link.image


def missing(survey: Survey, chapter: Chapter, link: Link) -> str | None:
    """The path of the file that a link names and that is not there.

    `None` if it is there, if one cannot know, and if something else is wrong with the link, which another rule tells.
    """
    path = site_target(survey, chapter, link) if link.html else target(chapter, link)
    if path is None or not link.path or _is_there(survey, path, link.html):
        return None
    if "{{" in link.target or "{%" in link.target:
        return None  # a template's, of which SEC008 tells
    if fault(link.target) or by_address(survey, chapter, link) or leaves(survey, chapter, link):
        return None
    return path


def by_address(survey: Survey, chapter: Chapter, link: Link) -> Meant | None:
    """What a link names by its address on the site, where a file or a citation should stand."""
    own = _below_site(survey, link)
    file = own or target(chapter, link)
    if file is None or not link.path:
        return None
    if file == BIBLIOGRAPHY_PAGE and not own:
        slug = link.fragment.removeprefix(_ENTRY)
        return _work(survey, f"references/{slug}") if slug != link.fragment else None
    browsed = own or site_target(survey, chapter, link) or file
    if not own and _is_there(survey, browsed if link.html else file, link.html):
        return None
    pages = [] if link.html else [page for place in (browsed, file) if (page := page_at(survey, place))]
    if pages:
        return Meant(path=pages[0], certain=len(set(pages)) == 1)
    return _work(survey, browsed) or _work(survey, file)


def _work(survey: Survey, address: str) -> Meant | None:
    key = reference_at(survey, address)
    return Meant(key=key) if key else None


def site_address(survey: Survey, chapter: Chapter, path: str) -> str:
    """How raw HTML on a page names a document: by its address on the site, from that of the page."""
    start = posixpath.dirname(page_address(survey, chapter.path)) or "."
    address = page_address(survey, path) if path in survey.chapter_by_path else path
    return posixpath.relpath(address or ".", start) + ("/" if address.endswith("/") or not address else "")


def _below_site(survey: Survey, link: Link) -> str | None:
    """The address below the site's root of a link that names it in full."""
    site = survey.settings.site_url.rstrip("/") + "/"
    if site == "/" or not link.target.startswith(site):
        return None
    return posixpath.normpath(unquote(re.split(r"[?#]", link.target, maxsplit=1)[0].removeprefix(site)) or ".")


def _is_there(survey: Survey, path: str, html: bool) -> bool:
    """Whether a file is among the documents or made by the build; for raw HTML, whether the site has it."""
    if not html:
        return path in survey.documents or is_generated(survey, path)
    if path.startswith(".."):
        return True  # another site of the same server
    is_file = not path.endswith(".md") and (path in survey.documents or is_generated(survey, path))
    return is_file or page_at(survey, path) is not None
