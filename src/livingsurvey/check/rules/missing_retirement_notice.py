"""LIV004."""

from collections.abc import Iterator

from livingsurvey.check.pages.currency import is_long_overdue
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("LIV004", severity="warning", scope="chapter", dated=True)
def missing_retirement_notice(survey: Survey) -> Iterator[Problem]:
    """A chapter has been due for more than a year, and does not say that it is no longer kept.

    Readers take a chapter of a living survey for current. One that nobody keeps any more is still worth reading, if it
    says since when: `retired` holds that day. Or bring it up to date.

    Wrong:

        ---
        title: Federated learning
        due: 2024-06-30
        ---

    Right:

        ---
        title: Federated learning
        due: 2024-06-30
        retired: 2026-01-15
        ---
    """
    for chapter in survey.chapters:
        due = chapter.due
        if survey.today is None or due is None or chapter.fact("retired") is not None:
            continue
        if is_long_overdue(due, survey.today):
            yield Problem(
                chapter.place_of("due"),
                f"this chapter has been due since {due}, for more than a year, and is not retired",
                f"search the literature again, or write `retired: {survey.today}`",
            )
