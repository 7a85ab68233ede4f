"""The files of references that a site offers: all works, those of each topic, those that each chapter cites, and what
is to be cited itself.

A chapter's file stands beside its page. Where somebody has put a document of their own under such a name, theirs stays
and ours has another name.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.selection import topics
from livingsurvey.model.slugs import slugs
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.letters import unaccented

EXPORTS: Mapping[str, str] = {
    "bibtex": "exports/survey.bib",
    "ris": "exports/survey.ris",
    "csl-json": "exports/survey.json",
    "csv": "exports/survey.csv",
}
"""All works in each format, by the format's name: paths below the site's root."""

_TOPICS = "exports/topics"
_CHAPTER = "references.bib"
_ITSELF = "citation.bib"
_HOME = ("index.md", "README.md")


def topic_downloads(survey: Survey) -> Mapping[str, str]:
    """The path of the BibTeX file of each topic."""
    names = slugs(topics(survey), spelled=unaccented)
    return {topic: f"{_TOPICS}/{slug}.bib" for topic, slug in names.items()}


def chapter_downloads(survey: Survey) -> Mapping[str, str]:
    """The path of the BibTeX file of each chapter that cites something, by the chapter's path."""
    return beside_chapters(survey, _CHAPTER)


def beside_chapters(survey: Survey, name: str) -> Mapping[str, str]:
    """The path of a file of this name for each chapter that cites something, by the chapter's path."""
    return _files(
        survey, name, (page for page in (*survey.chapters, *survey.data_pages.values()) if survey.cited_in(page))
    )


def descriptions(survey: Survey) -> Mapping[str, str]:
    """The path of the BibTeX file of how to cite the survey, by its first page's path, and of each chapter, by its."""
    return _files(survey, _ITSELF, (page for page in survey.chapters if page.kind == "chapter" or page.path in _HOME))


def _files(survey: Survey, name: str, chapters: Iterable[Chapter]) -> Mapping[str, str]:
    """The path of a file of this name beside each of some chapters' pages; of two in one place the first has it."""
    found: dict[str, str] = {}
    for chapter in chapters:
        found.setdefault(_beside(survey, chapter.path, name), chapter.path)
    return {chapter: path for path, chapter in found.items()}


def _beside(survey: Survey, path: str, file_name: str) -> str:
    """`privacy/attacks/references.bib` for `privacy/attacks.md`: a page has a folder of its own, unless told not to."""
    stem = path.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name in ("index", "README"):
        file = posixpath.join(folder, file_name)
    else:
        file = f"{stem}/{file_name}" if survey.settings.directory_urls else f"{stem}-{file_name}"
    while file in survey.documents:
        file = "-cited".join(posixpath.splitext(file))
    return file
