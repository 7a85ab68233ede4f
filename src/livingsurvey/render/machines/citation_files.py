"""How to cite the survey and each chapter, as files of BibTeX: for reference managers, and for signposts to lead to."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.model.citable import chapter_reference, work_reference
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.machines.facts import is_home
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.source import Source


def citation_files(pages: Pages) -> Iterator[Source]:
    """The files, by their paths below the site's root; each has one entry."""
    survey = pages.survey
    for path, file in pages.descriptions.items():
        address = pages.addresses.whole(pages.addresses.page(path))
        if is_home(pages, path):
            cited = work_reference(survey, address)
        else:
            cited = chapter_reference(survey, survey.chapter_by_path[path], address)
        yield Source(file, bibtex([cited]))
