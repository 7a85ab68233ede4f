"""How to cite the survey and each chapter, as files of BibTeX: for reference managers, and for signposts to lead to."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.machines.facts import is_home
from livingsurvey.render.own_works import own_chapter, own_work
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.source import Source


def citation_files(pages: Pages) -> Iterator[Source]:
    """The files, by their paths below the site's root; each has one entry."""
    survey = pages.survey
    for path, file in pages.descriptions.items():
        cited = own_work(pages) if is_home(pages, path) else own_chapter(pages, survey.chapter_by_path[path])
        yield Source(file, bibtex([cited]))
