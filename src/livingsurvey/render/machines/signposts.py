"""Links in the head by which programs find their way: Signposting, and the Markdown twin of a page.

The relations are those of the FAIR Signposting Profile (signposting.org/FAIR) for a page about a scholarly object.
"""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.model.credit import authors_of
from livingsurvey.model.targets import EPUB, PDF
from livingsurvey.render.machines.facts import chapter_at, is_home, lasting_address, licence_address
from livingsurvey.render.machines.twins import twin_address
from livingsurvey.render.pages import Pages

_BOOKS = {PDF: "application/pdf", EPUB: "application/epub+zip"}


def signposts(pages: Pages, path: str) -> Iterator[tuple[str, str, str]]:
    """Relation, media type (may be empty) and address of each link of a page."""
    survey, between = pages.survey, pages.addresses.between
    chapter = chapter_at(pages, path)
    if chapter or is_home(pages, path):
        if address := lasting_address(pages, path):
            yield "cite-as", "", address
        yield "type", "", "https://schema.org/AboutPage" if not chapter else "https://schema.org/Chapter"
        if not chapter:
            yield "type", "", "https://schema.org/Book"
        for person in authors_of(survey, chapter) if chapter else survey.work.people:
            if person.orcid:
                yield "author", "", f"https://orcid.org/{person.orcid}"
        if licence := licence_address(survey):
            yield "license", "", licence
        if described := pages.descriptions.get(path):
            yield "describedby", "application/x-bibtex", between(path, described)
        for book, media_type in _BOOKS.items():
            if not chapter and book in pages.made:
                yield "item", media_type, between(path, book)
    if path in survey.chapter_by_path:
        yield "alternate", "text/markdown", between(path, twin_address(pages, path))
