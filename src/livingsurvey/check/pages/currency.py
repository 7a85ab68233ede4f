"""How current a chapter is on a given day."""

from __future__ import annotations

import datetime

from livingsurvey.model.chapter import Chapter


def is_retired(chapter: Chapter, today: datetime.date) -> bool:
    """Whether a chapter is no longer kept by today."""
    return chapter.retired is not None and chapter.retired <= today


def is_long_overdue(due: datetime.date, today: datetime.date) -> bool:
    """Whether a date is past for more than a year."""
    return (today.year - 1, today.month, today.day) > (due.year, due.month, due.day)
