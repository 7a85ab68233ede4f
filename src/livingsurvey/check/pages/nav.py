"""The lines of the navigation that name no page."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator

from livingsurvey.config import NavItem
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import GENERATED

# Each guess compares a path with all others; a navigation with more unknown ones belongs to another survey.
_GUESSED = 100


def missing_pages(survey: Survey) -> Iterator[tuple[NavItem, str, str | None]]:
    """Each line of the navigation that names a page which does not exist: the path, and the page that may be meant."""
    paths = sorted(survey.documents)
    guessed = 0
    for item, _ in survey.nav_pages:
        path = item.path or ""
        if "://" in path or path.startswith("/"):
            continue  # a link to elsewhere
        path = posixpath.normpath(path)
        if path not in survey.documents and path not in GENERATED:
            guessed += 1
            near = difflib.get_close_matches(path, paths, 1) if guessed <= _GUESSED else []
            yield item, path, near[0] if near else None
