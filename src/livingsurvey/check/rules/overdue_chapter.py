"""LIV001."""

from collections.abc import Iterator

from livingsurvey.check.pages.currency import is_long_overdue, is_retired
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("LIV001", severity="warning", scope="chapter", dated=True)
def overdue_chapter(survey: Survey) -> Iterator[Problem]:
    """The literature of a chapter should have been looked through again by now.

    A living survey promises that its chapters are kept up to date; `due` says by when each is to be searched again.
    Search, write the day as `searched`, and set the next `due`. A chapter that is no longer kept says so with
    `retired`. One that has been due for more than a year is a matter of `missing-retirement-notice`.

    Wrong:

        ---
        title: Federated learning
        searched: 2024-04-30
        due: 2025-12-31
        ---

    Right:

        ---
        title: Federated learning
        searched: 2026-02-15
        due: 2026-08-15
        ---
    """
    for chapter in survey.chapters:
        due = chapter.due
        if survey.today is None or due is None or due >= survey.today:
            continue
        if not is_retired(chapter, survey.today) and not is_long_overdue(due, survey.today):
            yield Problem(
                chapter.place_of("due"),
                f"this chapter has been due since {due}",
                "search the literature again, then set `searched` and the next `due`",
            )
