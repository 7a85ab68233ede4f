"""Living academic surveys: Markdown chapters and BibTeX in; a checked site, a book and exported references out."""

from __future__ import annotations

import datetime
from pathlib import Path

from pathspec import GitIgnoreSpec

from livingsurvey import cache
from livingsurvey.check.checker import check
from livingsurvey.check.rule import Diagnostic
from livingsurvey.config import SETTINGS_FILE, find_root, read_settings
from livingsurvey.model.survey import Survey
from livingsurvey.model.work import CITATION_FILE
from livingsurvey.syntax.problem import Problem, SurveyError
from livingsurvey.syntax.source import Source

__all__ = ["Diagnostic", "Problem", "Source", "Survey", "SurveyError", "check", "load"]

# The documents that are read; others are only copied.
_TEXTS = (".md", ".svg", ".yml", ".yaml")
# What MkDocs leaves out of the documents by default; `exclude_docs` adds to it.
_LEFT_OUT = (".*", "/templates/")


def load(start: Path | str = ".", today: datetime.date | None = None) -> Survey:
    """The survey whose mkdocs.yml is in a folder or above it, as of a day; raises `SurveyError` if there is none.

    What is found out about a large store is kept in `.cache/livingsurvey` beside mkdocs.yml for the next time.
    """
    root = find_root(Path(start))
    try:
        settings = read_settings(Source.read(root / SETTINGS_FILE, root))
        docs = root / settings.docs_dir
        if not docs.is_dir():
            raise SurveyError(
                f"{settings.source.path}: there is no folder `{settings.docs_dir}`; make it, or set docs_dir"
            )
        left_out = GitIgnoreSpec.from_lines([*_LEFT_OUT, *settings.exclude_docs.splitlines()])
        files = sorted(
            file
            for file in docs.rglob("*")
            if file.is_file() and not left_out.match_file(file.relative_to(docs).as_posix())
        )
        stores = sorted({file for pattern in settings.bibliography for file in root.glob(pattern) if file.is_file()})
        texts = [file for file in files if file.suffix in _TEXTS] + stores
        if (root / CITATION_FILE).is_file():
            texts.append(root / CITATION_FILE)
        sources = tuple(Source.read(file, root) for file in texts)
    except OSError as error:
        raise SurveyError(f"{error.filename}: {error.strerror}") from None
    except (ValueError, NotImplementedError) as error:
        raise SurveyError(f"{SETTINGS_FILE}: the setting `bibliography` cannot be used: {error}") from None
    documents = frozenset(file.relative_to(docs).as_posix() for file in files)
    reader, memory = cache.opened(root, sources)
    return Survey(settings, sources, documents, reader, today, memory)
