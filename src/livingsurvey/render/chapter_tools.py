"""What readers can do with a page, gathered in one place: cite it, take its references, edit it, report, look back."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.forge import forge
from livingsurvey.model.reference import Reference
from livingsurvey.render.author_year import author_year
from livingsurvey.render.chapter_page import references_file
from livingsurvey.render.dates import year
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.own_works import own_chapter, own_work, permalink
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_parts import title_html

_FORMATS = ("bibtex", "ris", "csl-json")


def chapter_tools(pages: Pages, chapter: Chapter) -> Markup:
    """The tools of a contributed page; empty if there are none."""
    cited = own_chapter(pages, chapter) if chapter.kind == "chapter" else None
    return _tools(pages, "Cite this chapter", cited, tuple(_links(pages, chapter)), permalink(pages, chapter))


def work_tools(pages: Pages) -> Markup:
    """How to cite the whole survey."""
    return _tools(pages, "Cite this survey", own_work(pages), ())


def work_text(pages: Pages) -> Markup:
    """The whole survey as a list of references names it."""
    return _text(own_work(pages))


def _tools(
    pages: Pages, name: str, cited: Reference | None, links: tuple[tuple[str, str, str], ...], version: str = ""
) -> Markup:
    if cited is None and not links:
        return Markup("")
    return pages.render(
        "chapter_tools.html",
        name=name,
        text=_text(cited) if cited else "",
        records=[(form, EXPORTERS[form].label, EXPORTERS[form]([cited]).strip()) for form in _FORMATS if cited],
        version=version,
        links=links,
    )


def _text(reference: Reference) -> Markup:
    """The reference for somebody else's list: author-year whatever our style is, since that names the version."""
    return author_year(reference, title_html(reference.title), year(reference) or "n.d.")


def _links(pages: Pages, chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """What the links of a page say, where they lead, and for a download the name of the file."""
    if chapter.kind == "chapter" and (download := pages.chapter_downloads.get(chapter.path)):
        href = pages.addresses.between(chapter.path, download)
        yield "References (BibTeX)", href, references_file(chapter.path)
    kept = forge(pages.survey.settings)
    if kept is None:
        return
    if edit := kept.edit(chapter.path):
        yield "Edit this page", edit, ""
    yield "Report an issue", kept.issue(f"{chapter.title}: "), ""
    if history := kept.history(chapter.path):
        yield "History", history, ""
