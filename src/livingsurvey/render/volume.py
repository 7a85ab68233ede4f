"""The survey as a book, whatever it is set by: its chapters and references in order, its parts, what it is.

The chapters' HTML is that of the site but for what only a site shows (see `render/html.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livingsurvey.model.glossary import GLOSSARY_PAGE
from livingsurvey.render.html import chapter_html
from livingsurvey.render.machines.facts import work_title
from livingsurvey.render.pages import Pages


@dataclass(frozen=True)
class BookChapter:
    """A page of the survey that goes into the book.

    `path` is that of its Markdown below `docs/`, `part` the title of the part in which it stands, `kind` is `chapter`,
    `part` (a part's own page) or `matter` (not numbered); `html` is the sanitised content, `description` may be empty.
    """

    path: str
    part: str | None
    title: str
    description: str
    kind: str
    html: str


@dataclass(frozen=True)
class BookReference:
    """A work in the list of references: its name in addresses and its formatted text as HTML."""

    key: str
    html: str


@dataclass(frozen=True)
class BookMeta:
    """What the cover and the metadata say; what is None or empty is left out."""

    title: str
    description: str | None = None
    authors: tuple[str, ...] = ()
    version: str | None = None
    date: datetime.date | None = None
    licence: str | None = None
    url: str | None = None
    language: str = "en"
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Volume:
    """All that goes into a book."""

    meta: BookMeta
    chapters: tuple[BookChapter, ...]
    references: tuple[BookReference, ...] = ()


@dataclass(frozen=True)
class Opening:
    """Where a part or a chapter begins.

    `chapter` is the page with its text, which a part need not have. `number` counts parts, or chapters through the
    whole book; it is 0 for a chapter that is not counted. `part` is the title of the part around a chapter.
    """

    title: str
    description: str
    chapter: BookChapter | None
    number: int
    is_part: bool = False
    part: str | None = None

    @property
    def level(self) -> int:
        """That of its heading: 2 for a chapter within a part, else 1."""
        return 2 if self.part else 1


def volume(pages: Pages) -> Volume:
    """The survey as a book: its chapters as in the navigation, and the works that it cites. Raises `SurveyError`."""
    survey = pages.survey
    work, settings = survey.work, survey.settings
    meta = BookMeta(
        title=work_title(survey),
        description=settings.site_description,
        authors=work.authors,
        version=work.version,
        date=work.released,
        licence=work.licence,
        url=settings.site_url or None,
        language=settings.language or "en",
    )
    chapters = (*survey.chapters, *filter(None, [survey.data_pages.get(GLOSSARY_PAGE)]))
    cited = [key for key in survey.references if key in survey.cited_by]
    return Volume(
        meta,
        tuple(
            BookChapter(each.path, each.part, each.title, each.description, each.kind, chapter_html(pages, each))
            for each in chapters
        ),
        tuple(
            BookReference(pages.addresses.slugs[key], str(pages.style.listed(key))) for key in pages.style.order(cited)
        ),
    )


def openings(chapters: Iterable[BookChapter]) -> Iterator[Opening]:
    """The chapters in their order, each once, and a part before the first chapter of each that has no page of its own.

    A part begins where a chapter's `part` changes; a chapter of kind `part` is its first page.
    """
    pages: dict[str, BookChapter] = {}
    for chapter in chapters:
        pages.setdefault(chapter.path, chapter)
    parts, numbered = 0, 0
    title: str | None = None
    names: tuple[str | None, ...] = ()
    for chapter in pages.values():
        if chapter.kind == "part":
            parts, title, names = parts + 1, chapter.title, (chapter.part, chapter.title)
            yield Opening(chapter.title, chapter.description, chapter, parts, is_part=True)
            continue
        if not chapter.part:
            title, names = None, ()
        elif chapter.part not in names:
            parts, title, names = parts + 1, chapter.part, (chapter.part,)
            yield Opening(chapter.part, "", None, parts, is_part=True)
        counted = chapter.kind != "matter"
        numbered += counted
        yield Opening(chapter.title, chapter.description, chapter, numbered if counted else 0, part=title)
