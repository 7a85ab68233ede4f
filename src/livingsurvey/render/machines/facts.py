"""What the survey and its pages are, as every format for programs has to know it."""

from __future__ import annotations

import re

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.render.pages import Pages

_SPDX = re.compile(r"[A-Za-z0-9.+-]+")


def work_title(survey: Survey) -> str:
    """What the whole is called: by CITATION.cff, else by the settings."""
    return survey.work.title or survey.settings.site_name


def licence_address(survey: Survey) -> str:
    """Where the licence stands in SPDX's list, whose identifiers CITATION.cff uses; empty without one."""
    licence = survey.work.licence or ""
    return f"https://spdx.org/licenses/{licence}" if _SPDX.fullmatch(licence) else ""


def is_home(pages: Pages, path: str) -> bool:
    """Whether a document is the site's first page, which stands for the whole."""
    return pages.addresses.page(path) in ("", "index.html")


def chapter_at(pages: Pages, path: str) -> Chapter | None:
    """The chapter that is a work of its own; `None` for home, a part's index, a glossary and whatever is generated."""
    chapter = pages.survey.chapter_by_path.get(path)
    return chapter if chapter and chapter.kind == "chapter" and not is_home(pages, path) else None


def lasting_address(pages: Pages, path: str) -> str:
    """By which address to cite a page: for home the work's DOI, else where it stands; empty if that is unknown."""
    doi = pages.survey.work.doi if is_home(pages, path) else None
    return f"https://doi.org/{doi}" if doi else pages.addresses.whole(pages.addresses.page(path))
