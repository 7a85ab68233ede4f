"""What a link may lead to: documents, and what the build generates beside them."""

from __future__ import annotations

import posixpath
import re

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.downloads import EXPORTS, chapter_downloads, topic_downloads
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.links import Link

# Paths that the build adds to the documents.
BIBLIOGRAPHY_PAGE = "references/index.md"
RULES_PAGE = "contribute/rules.md"
PDF = "survey.pdf"
GENERATED = frozenset({BIBLIOGRAPHY_PAGE, RULES_PAGE, PDF, *EXPORTS.values()})
# What begins the ids of mentions and of reference list entries, and the id of the list's own heading.
GENERATED_ANCHORS = ("cite-", "ref-", "references", "fn:", "fnref:", "__tabbed_")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_generated(survey: Survey, path: str) -> bool:
    """Whether the build makes a page or file of this path below the documents' folder."""
    return path in GENERATED or (
        path.endswith(".bib")
        and any(path in downloads(survey).values() for downloads in (chapter_downloads, topic_downloads))
    )


def target(chapter: Chapter, link: Link) -> str | None:
    """The path below the documents' folder that a link names; `None` for one that leads out of the survey."""
    if _SCHEME.match(link.target) or link.target.startswith("//"):
        return None
    if not link.path:
        return chapter.path
    if link.path.startswith("/"):
        return None  # an address of the server, which nothing here can know
    return posixpath.normpath(posixpath.join(posixpath.dirname(chapter.path), link.path))
