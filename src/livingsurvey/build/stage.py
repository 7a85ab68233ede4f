"""The documents as an engine reads them: the survey's own, and beside them the pages and files that we generate."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import BIBTEX
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.source import Source

STYLESHEET = "assets/survey/survey.css"


def generated(pages: Pages) -> tuple[Source, ...]:
    """Every text that a site has beyond the contributed documents, by its path below the documents' folder."""
    assets = files("livingsurvey.render") / "assets"
    stylesheet = Source(STYLESHEET, (assets / "survey.css").read_text("utf-8"))
    order = pages.style.order(pages.survey.references)
    export = Source(BIBTEX, bibtex(pages.survey.references[key] for key in order))
    return (*pages.sources(), stylesheet, export)


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
