"""The whole build: stage, books, engine, stamp, publish."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.build import engines
from livingsurvey.build.card import social_card
from livingsurvey.build.epub import epub
from livingsurvey.build.images import image_sizes
from livingsurvey.build.math_font import math_files
from livingsurvey.build.publish import CACHE, locked, publish, refuse_target
from livingsurvey.build.stage import generated, made, stage, write
from livingsurvey.build.stamp import stamp
from livingsurvey.history import read_history
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import EPUB, PDF, SOCIAL_CARD
from livingsurvey.render.book import book
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import Volume, volume


@dataclass(frozen=True)
class Progress:
    """Where a build tells what it does: `step` before each stage, `warn` for what went less than well."""

    step: Callable[[str], None]
    warn: Callable[[str], None]


def build(
    survey: Survey, root: Path, target: Path, progress: Progress, with_pdf: bool = True, with_epub: bool = True
) -> None:
    """Build a checked survey and publish it to `target`, whole or not at all. Raises `SurveyError`."""
    docs, cache = root / survey.settings.docs_dir, root / CACHE
    history = read_history(root, (source.path for source in survey.sources))
    pages = Pages(survey, made(survey, with_pdf, with_epub), image_sizes(docs), history)
    refuse_target(target, root, docs)
    with locked(cache):
        staged, built = cache / "docs", cache / "site"
        shutil.rmtree(built, ignore_errors=True)
        stage(survey, docs, staged, generated(pages))
        for path, content in _books(pages, docs, progress, with_pdf, with_epub):
            (staged / path).write_bytes(content)
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


def _books(
    pages: Pages, docs: Path, progress: Progress, with_pdf: bool, with_epub: bool
) -> Iterator[tuple[str, bytes]]:
    """The survey as PDF and as EPUB, each with its path below the site's root."""
    if not (with_pdf or with_epub):
        return
    whole, made_at = volume(pages), _made_at(pages.survey.work.released)
    chapters = counted(whole.chapters, "chapter")
    if with_pdf:
        progress.step(f"Setting the book ({chapters})")
        yield PDF, _pdf(pages, whole, docs, made_at, progress)
    if with_epub:
        progress.step(f"Packing the EPUB ({chapters})")
        yield EPUB, epub(pages, whole, docs, made_at, warn=progress.warn)


def _pdf(pages: Pages, whole: Volume, docs: Path, made_at: datetime.datetime, progress: Progress) -> bytes:
    from livingsurvey.build.pdf import pdf  # typst is large, and a site without books does not need it

    result = book(whole.meta, whole.chapters, whole.references, paper=pages.survey.settings.paper)
    for path, element in result.unknown:
        progress.warn(f"{path}: the book has no form for the HTML element `{element}`; its text is kept")
    return pdf(result, docs, made_at, warn=progress.warn)


def _made_at(released: datetime.date | None) -> datetime.datetime:
    """When a book says it was made: the same for the same sources.

    That is SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else the work's date of release.
    """
    if (given := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC)
    day = released or datetime.date(1980, 1, 1)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
