"""What a survey tells of itself where a page has a block for it: its numbers, chapters and downloads, how to cite it.

The book, which has a table of contents and is a download, gets plain forms.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.charts import Chart, Drawing, Timeline
from livingsurvey.model.downloads import EXPORTS
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE, EPUB, PDF
from livingsurvey.render.chapter_cards import chapter_cards
from livingsurvey.render.chapter_tools import work_text, work_tools
from livingsurvey.render.charts.drawing import drawing
from livingsurvey.render.comparison.drawing import comparison
from livingsurvey.render.comparison.page import listed
from livingsurvey.render.evidence_map import evidence_map_html
from livingsurvey.render.glossary import glossary_list
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import Placed
from livingsurvey.render.title_block import day
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock, generated_blocks
from livingsurvey.syntax.source import Span

# How many years, the newest included, count as recent.
_RECENT = 3
_BOOKS = {"PDF": PDF, "EPUB": EPUB}


def overviews(document: Document, pages: Pages, path: str, for_book: bool) -> Iterator[tuple[Span, Placed]]:
    """What replaces the blocks of the page at `path`, each with its place; a block with nothing to show stays text."""
    for block in generated_blocks(document):
        if block.name == "comparison":
            if table := pages.survey.tables.get(block.argument):
                yield block.span, comparison(pages, path, table, for_book, block.span.text)
            continue
        if block.name in (Chart.block, Timeline.block):
            found = pages.survey.data_files[block.name].get(block.argument)
            if isinstance(found, Drawing):
                yield block.span, drawing(pages, path, found, for_book, block.span.text)
            continue
        if block.name == "glossary":
            if path == pages.survey.terms.page:
                yield block.span, glossary_list(pages, path, for_book, block.span.text)
            continue
        markup = _in_book(block, pages, path) if for_book else _on_site(block, pages, path)
        if markup is not None:
            yield block.span, Placed(markup, "", "", block.span.text, block=True)


def _on_site(block: GeneratedBlock, pages: Pages, path: str) -> Markup | None:
    match block.name:
        case "chapters":
            chapters = mapped(pages.survey, path, block.argument)
            return chapter_cards(pages, path, chapters) if chapters else None
        case "numbers":
            return pages.render("numbers.html", numbers=tuple(numbers(pages, path)))
        case "downloads":
            return _downloads(pages, path)
        case "evidence-map":
            return evidence_map_html(pages, path, block, for_book=False)
        case "tables":
            return listed(pages, path)
        case _:
            return work_tools(pages)


def _in_book(block: GeneratedBlock, pages: Pages, path: str) -> Markup | None:
    match block.name:
        case "chapters":
            chapters = mapped(pages.survey, path, block.argument)
            item = Markup("<li>{}{}</li>")
            items = (item.format(each.title, each.description and f": {each.description}") for each in chapters)
            return Markup("<ul>{}</ul>").format(Markup("").join(items)) if chapters else None
        case "numbers":
            told = (Markup("{}: {}").format(label, number) for number, label, _ in numbers(pages, path))
            return Markup("<p>{}.</p>").format(Markup("; ").join(told))
        case "downloads" | "tables":
            return Markup("")
        case "evidence-map":
            return evidence_map_html(pages, path, block, for_book=True)
        case _:
            return Markup("<p>{}</p>").format(work_text(pages))


def mapped(survey: Survey, path: str, part: str) -> tuple[Chapter, ...]:
    """The chapters of a part; without its name those of the part that the page is the index of, else all."""
    here = survey.chapter_by_path.get(path)
    wanted = part or (here.part if here and here.kind == "part" else None)
    return tuple(
        chapter
        for chapter in survey.chapters
        if chapter.kind == "chapter" and chapter.path != path and wanted in (None, chapter.part)
    )


def numbers(pages: Pages, path: str) -> Iterator[tuple[Markup | str, str, str]]:
    """What is counted: the number, what it counts, and where to see it."""
    survey = pages.survey
    chapters = [chapter for chapter in survey.chapters if chapter.kind == "chapter"]
    yield f"{len(chapters):,}", "chapter" if len(chapters) == 1 else "chapters", ""
    yield f"{sum(chapter.words for chapter in chapters):,}", "words", ""
    works = len(survey.references)
    yield f"{works:,}", "reference" if works == 1 else "references", _to_list(pages, path)
    if years := [reference.date.year for reference in survey.references.values() if reference.date]:
        since = _newest(survey, max(years)) - _RECENT + 1
        recent = sum(year >= since for year in years)
        yield f"{recent:,}", f"of them since {since}", ""
    if searched := _searched(survey):
        yield day(searched), "newest search", ""


def _newest(survey: Survey, otherwise: int) -> int:
    """The year that the survey is of: that of its newest search or its release, since a build has no clock."""
    dates = [date for date in (_searched(survey), survey.work.released) if date]
    return max(dates).year if dates else otherwise


def _searched(survey: Survey) -> datetime.date | None:
    return max((chapter.searched for chapter in survey.chapters if chapter.searched), default=None)


def _to_list(pages: Pages, path: str) -> str:
    return pages.addresses.between(path, pages.addresses.page(BIBLIOGRAPHY_PAGE))


def _downloads(pages: Pages, path: str) -> Markup:
    """Buttons; those of the books are there if the books are made."""
    return pages.render(
        "downloads.html",
        books=[(form, pages.addresses.between(path, file)) for form, file in _BOOKS.items() if file in pages.made],
        bibtex=pages.addresses.between(path, EXPORTS["bibtex"]),
        listing=_to_list(pages, path),
    )
