"""The lines of the navigation that name no page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.config import NavItem
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import is_generated


def missing_pages(survey: Survey) -> Iterator[tuple[NavItem, str, str | None]]:
    """Each line of the navigation that names a page which does not exist: the path, and the page that may be meant."""
    paths = sorted(survey.documents)
    guesses = Guesses(alike=0.6)  # a page that moved has another folder
    for item, _ in survey.nav_pages:
        path = item.path or ""
        if "://" in path or path.startswith("/"):
            continue  # a link to elsewhere
        path = posixpath.normpath(path)
        if path not in survey.documents and not is_generated(survey, path):
            yield item, path, guesses.near(path, paths)
