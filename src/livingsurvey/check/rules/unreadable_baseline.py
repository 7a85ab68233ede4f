"""CFG004."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.silencing.baseline import BaselineError, baseline
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("CFG004")
def unreadable_baseline(survey: Survey) -> Iterator[Problem]:
    """The baseline that the settings name is missing or cannot be read.

    A baseline (`survey check --write-baseline`) holds the findings that were there when a survey began to be checked,
    so that only new ones are shown. Without it all of them are. It is kept in the repository and never written by hand;
    when two branches have renewed it, keep the lines of both or write it anew.

    Wrong:

        extra:
          survey:
            baseline: survey-baselin.json

    Right:

        extra:
          survey:
            baseline: survey-baseline.json
    """
    try:
        baseline(survey)
    except BaselineError as error:
        yield error.problem
