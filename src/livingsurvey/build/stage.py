"""The documents as an engine reads them: the survey's own, and beside them the pages and files that we generate."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from livingsurvey.build.rules_page import rules_page
from livingsurvey.model.downloads import EXPORTS, chapter_downloads, topic_downloads
from livingsurvey.model.selection import topics
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import EPUB, LLMS_FILE, PDF, RULES_PAGE, SOCIAL_CARD, WORKS
from livingsurvey.render.cards import cards
from livingsurvey.render.charts.files import chart_files
from livingsurvey.render.comparison.files import tables
from livingsurvey.render.glossary import definitions_json
from livingsurvey.render.machines.api import api
from livingsurvey.render.machines.citation_files import citation_files
from livingsurvey.render.machines.llms import llms_txt
from livingsurvey.render.pages import Pages
from livingsurvey.render.works import works_json
from livingsurvey.syntax.source import Source

ASSETS = "assets/survey"
STYLESHEET, SCRIPT = f"{ASSETS}/survey.css", f"{ASSETS}/survey.js"


def made(survey: Survey, with_pdf: bool, with_epub: bool) -> frozenset[str]:
    """The paths of what a site has beside texts: the books that are wanted, the card if there is an address to name it.

    What somebody put there themselves is as good.
    """
    wanted = {PDF: with_pdf, EPUB: with_epub, SOCIAL_CARD: bool(survey.settings.site_url)}
    return frozenset(path for path, make in wanted.items() if make or path in survey.documents)


def generated(pages: Pages) -> tuple[Source, ...]:
    """Every text that a site has beyond the contributed documents, by its path below the documents' folder."""
    rules = () if RULES_PAGE in pages.survey.documents else (rules_page(pages.survey.settings),)
    works = () if WORKS in pages.survey.documents else (Source(WORKS, works_json(pages)),)
    return (
        *pages.sources(),
        *rules,
        *assets(),
        *works,
        *downloads(pages),
        *cards(pages),
        *filter(None, [definitions_json(pages)]),
        *for_machines(pages),
    )


def assets() -> tuple[Source, ...]:
    """Our scripts and style sheets, lean: wheels hold them so already."""
    ours = files("livingsurvey.render")
    if (ours / "served").is_dir():
        read = [(file.name, file.read_text("utf-8")) for file in (ours / "served").iterdir()]
    else:
        from livingsurvey.build.lean import lean

        read = [(file.name, lean(file.name, file.read_text("utf-8"))) for file in (ours / "assets").iterdir()]
    return tuple(Source(f"{ASSETS}/{name}", text) for name, text in sorted(read))


def for_machines(pages: Pages) -> Iterator[Source]:
    """The files that programs read, but for those whose place a contributed document has."""
    data = (*tables(pages.survey), *chart_files(pages))
    for source in (Source(LLMS_FILE, llms_txt(pages)), *api(pages), *citation_files(pages), *data):
        if source.path not in pages.survey.documents:
            yield source


def downloads(pages: Pages) -> Iterator[Source]:
    """The files of references that the site offers, but for those whose place a contributed document has."""
    survey = pages.survey
    wanted = [(form, path, tuple(survey.references)) for form, path in EXPORTS.items()]
    about, by_path = topics(survey), {**survey.data_pages, **survey.chapter_by_path}
    wanted += [("bibtex", path, about[topic]) for topic, path in topic_downloads(survey).items()]
    wanted += [("bibtex", path, survey.cited_in(by_path[page])) for page, path in chapter_downloads(survey).items()]
    for form, path, keys in wanted:
        if path not in survey.documents:
            yield Source(path, pages.exported(form, pages.style.order(keys)))


def stage(survey: Survey, docs: Path, folder: Path, added: Iterable[Source]) -> None:
    """Fill `folder` anew with the survey's documents and the added texts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in sorted(survey.documents):
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / path, copy)
    write(folder, added)


def write(folder: Path, sources: Iterable[Source]) -> None:
    """Write texts below a folder."""
    for source in sources:
        file = folder / source.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source.encode())
