"""The survey and its chapters for Google Scholar, Zotero and their like: Highwire Press's `citation_*` tags.

Names and forms are those of Google Scholar's "Inclusion Guidelines for Webmasters" (indexing, section 2.B): a tag for
each author, dates as 2010/5/12, and the PDF of just this work. Pages about works of others have none of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from livingsurvey.model.credit import authors_of
from livingsurvey.model.targets import PDF
from livingsurvey.model.work import Person
from livingsurvey.render.exports.facts import inverted
from livingsurvey.render.machines.facts import chapter_at, is_home, work_title
from livingsurvey.render.pages import Pages


def highwire(pages: Pages, path: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the tags for a page, in order; none for a page that nobody would cite."""
    survey, whole = pages.survey, pages.addresses.whole
    if is_home(pages, path):
        yield "citation_title", work_title(survey)
        yield from _common(pages, survey.work.people)
        if survey.work.doi:
            yield "citation_doi", survey.work.doi
        if PDF in pages.made and whole(PDF):
            yield "citation_pdf_url", whole(PDF)
    elif chapter := chapter_at(pages, path):
        yield "citation_title", chapter.title
        yield from _common(pages, authors_of(survey, chapter))
        if edition := pages.edition(chapter):
            yield "citation_online_date", _slashed(edition.date)
        yield "citation_inbook_title", work_title(survey)
        if address := whole(pages.addresses.page(path)):
            yield "citation_fulltext_html_url", address


def _common(pages: Pages, people: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    for person in people:
        yield "citation_author", inverted(person.name)
        if person.orcid:
            yield "citation_author_orcid", f"https://orcid.org/{person.orcid}"
    if released := pages.survey.work.released:
        yield "citation_publication_date", _slashed(released)
    if language := pages.survey.settings.language:
        yield "citation_language", language


def _slashed(date: datetime.date) -> str:
    return f"{date.year}/{date.month}/{date.day}"
