"""Living academic surveys: Markdown chapters and BibTeX in; a checked site, a book and exported references out."""

from __future__ import annotations

import datetime
from pathlib import Path

from livingsurvey import cache
from livingsurvey.check.checker import check
from livingsurvey.check.rule import Diagnostic
from livingsurvey.config import SETTINGS_FILE, find_root, read_settings
from livingsurvey.folder import read_folder
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem, SurveyError
from livingsurvey.syntax.source import Source

__all__ = ["Diagnostic", "Problem", "Source", "Survey", "SurveyError", "check", "load"]


def load(start: Path | str = ".", today: datetime.date | None = None) -> Survey:
    """The survey whose mkdocs.yml is in a folder or above it, as of a day; raises `SurveyError` if there is none.

    What is found out about a large store is kept in `.cache/livingsurvey` beside mkdocs.yml for the next time.
    """
    root = find_root(Path(start))
    try:
        settings = read_settings(Source.read(root / SETTINGS_FILE, root))
        found = read_folder(root, settings)
    except OSError as error:
        raise SurveyError(f"{error.filename}: {error.strerror}") from None
    except (ValueError, NotImplementedError) as error:
        raise SurveyError(f"{SETTINGS_FILE}: the setting `bibliography` cannot be used: {error}") from None
    reader, memory = cache.opened(root, found.sources)
    return Survey(settings, found.sources, found.documents, reader, today, memory, found.links)
