"""LIV002."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("LIV002", severity="warning", scope="chapter", dated=True)
def search_in_future(survey: Survey) -> Iterator[Problem]:
    """A chapter says that it was searched or checked on a day that is still to come.

    Readers trust these dates to tell how current a chapter is. Most such dates have the wrong year.

    Wrong:

        ---
        title: Federated learning
        searched: 2062-04-30
        ---

    Right:

        ---
        title: Federated learning
        searched: 2026-04-30
        ---
    """
    for chapter in survey.chapters:
        if survey.today is None:
            continue
        if chapter.searched and chapter.searched > survey.today:
            message = f"{chapter.searched}, when this chapter was searched, is still to come"
            yield Problem(chapter.place_of("searched"), message, "write the day of the last search")
        if chapter.checked and chapter.checked.date > survey.today:
            message = f"{chapter.checked.date}, when this chapter was checked, is still to come"
            yield Problem(chapter.checked.date_span, message, "write the day of the last check")
