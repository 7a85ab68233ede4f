"""The settings of a survey: `extra.survey` in mkdocs.yml, and what else we need of that file."""

from livingsurvey.config.reader import read_settings
from livingsurvey.config.settings import (
    PAGE_KINDS,
    SETTINGS_FILE,
    Length,
    NavItem,
    PerFileIgnore,
    Range,
    Settings,
    Severity,
    find_root,
)
from livingsurvey.config.values import written

__all__ = [
    "PAGE_KINDS",
    "SETTINGS_FILE",
    "Length",
    "NavItem",
    "PerFileIgnore",
    "Range",
    "Settings",
    "Severity",
    "find_root",
    "read_settings",
    "written",
]
