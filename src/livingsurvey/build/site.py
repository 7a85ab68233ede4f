"""The whole build: stage, book, engine, stamp, publish."""

from __future__ import annotations

import calendar
import datetime
import os
import shutil
from collections.abc import Callable, Sized
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.build import engines
from livingsurvey.build.card import social_card
from livingsurvey.build.images import image_sizes
from livingsurvey.build.math_font import math_files
from livingsurvey.build.publish import CACHE, locked, publish, refuse_target
from livingsurvey.build.stage import generated, made, stage, write
from livingsurvey.build.stamp import stamp
from livingsurvey.history import read_history
from livingsurvey.model.glossary import GLOSSARY_PAGE
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import PDF, SOCIAL_CARD
from livingsurvey.render.book import BookChapter, BookMeta, BookReference, book
from livingsurvey.render.html import chapter_html
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages


@dataclass(frozen=True)
class Progress:
    """Where a build tells what it does: `step` before each stage, `warn` for what went less than well."""

    step: Callable[[str], None]
    warn: Callable[[str], None]


def build(survey: Survey, root: Path, target: Path, progress: Progress, with_pdf: bool = True) -> None:
    """Build a checked survey and publish it to `target`, whole or not at all. Raises `SurveyError`."""
    docs, cache = root / survey.settings.docs_dir, root / CACHE
    history = read_history(root, (source.path for source in survey.sources))
    pages = Pages(survey, made(survey, with_pdf), image_sizes(docs), history)
    refuse_target(target, root, docs)
    with locked(cache):
        staged, built = cache / "docs", cache / "site"
        shutil.rmtree(built, ignore_errors=True)
        stage(survey, docs, staged, generated(pages))
        if with_pdf:
            progress.step(f"Setting the book ({counted(survey.chapters, 'chapter')})")
            (staged / PDF).write_bytes(_book(pages, docs, progress))
        if SOCIAL_CARD in pages.made and SOCIAL_CARD not in survey.documents:
            (staged / SOCIAL_CARD).write_bytes(social_card(survey))
        for path, content in math_files(survey, cache).items():
            (staged / path).write_bytes(content)
        progress.step(f"Rendering {counted(survey.chapters, 'page')}")
        engines.mkdocs(pages, root, staged, built, progress.warn)
        progress.step(f"Writing {counted(survey.references, 'reference page')}")
        stamp(pages, built)
        write(built, twins(pages))
        progress.step(f"Publishing to {target}")
        publish(built, target)


def counted(things: Sized, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _book(pages: Pages, docs: Path, progress: Progress) -> bytes:
    from livingsurvey.build.pdf import pdf  # typst is large, and a site without the book does not need it

    survey = pages.survey
    work, settings = survey.work, survey.settings
    meta = BookMeta(
        title=work.title or settings.site_name,
        description=settings.site_description,
        authors=work.authors,
        version=work.version,
        date=work.released,
        licence=work.licence,
        url=settings.site_url or None,
    )
    chapters = [
        BookChapter(
            chapter.path, chapter.part, chapter.title, chapter.description, chapter.kind, chapter_html(pages, chapter)
        )
        for chapter in (*survey.chapters, *filter(None, [survey.data_pages.get(GLOSSARY_PAGE)]))
    ]
    cited = [key for key in survey.references if key in survey.cited_by]
    references = [
        BookReference(pages.addresses.slugs[key], str(pages.style.listed(key))) for key in pages.style.order(cited)
    ]
    result = book(meta, chapters, references, paper=settings.paper)
    for path, element in result.unknown:
        progress.warn(f"{path}: the book has no form for the HTML element `{element}`; its text is kept")
    return pdf(result, docs, _made(work.released), warn=progress.warn)


def _made(released: datetime.date | None) -> int:
    """When the book says it was made, in seconds since 1970: the same for the same sources.

    That is SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else the work's date of release.
    """
    if (given := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return int(given)
    return calendar.timegm((released or datetime.date(1980, 1, 1)).timetuple())
