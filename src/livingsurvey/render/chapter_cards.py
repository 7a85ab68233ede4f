"""Chapters as cards: what each is about, and how much there is to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.render.pages import Pages
from livingsurvey.render.title_block import minutes


def chapter_cards(pages: Pages, path: str, chapters: Sequence[Chapter]) -> Markup:
    """The cards of some chapters on the page at `path`; the part only where they are of several."""
    parted = len({chapter.part for chapter in chapters}) > 1
    return pages.render("chapter_cards.html", cards=[_card(pages, path, chapter, parted) for chapter in chapters])


def _card(pages: Pages, path: str, chapter: Chapter, parted: bool) -> Mapping[str, Any]:
    return {
        "title": chapter.title,
        "href": pages.addresses.between(path, pages.addresses.page(chapter.path)),
        "part": chapter.part if parted and chapter.part != chapter.title else "",
        "description": chapter.description,
        "minutes": minutes(chapter),
        "works": len(pages.survey.cited_in(chapter)),
        "status": "no longer kept up to date" if chapter.retired else chapter.status,
    }
