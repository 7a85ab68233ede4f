"""The survey and its chapters as works that somebody cites: where they stand, and of which day and version they are."""

from __future__ import annotations

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.citable import chapter_reference, work_reference
from livingsurvey.model.forge import forge
from livingsurvey.model.reference import Reference
from livingsurvey.render.pages import Pages


def own_work(pages: Pages) -> Reference:
    """The whole survey."""
    return work_reference(pages.survey, pages.addresses.whole(""))


def own_chapter(pages: Pages, chapter: Chapter) -> Reference:
    """A chapter."""
    address, edition = pages.addresses.whole(pages.addresses.page(chapter.path)), pages.edition(chapter)
    edited = edition.date if edition else None
    return chapter_reference(pages.survey, chapter, address, edited, permalink(pages, chapter))


def permalink(pages: Pages, chapter: Chapter) -> str:
    """Where the forge shows a chapter's text just as it is now; empty if the text or the forge is not known there."""
    edition, kept = pages.edition(chapter), forge(pages.survey.settings)
    return kept.version(edition.commit, edition.path) if edition and kept else ""
