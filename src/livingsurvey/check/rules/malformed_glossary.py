"""TAB030."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB030")
def malformed_glossary(survey: Survey) -> Iterator[Problem]:
    """The survey's `glossary.yml` has another form than a glossary has.

    It maps each term to its definition: to a text, or to `definition` and, if there are any, `acronym`, `also` (other
    words for it) and `see` (other terms to read on at). What does not fit is left out, and chapters do not explain it.
    `survey schema glossary` prints the form for editors.

    Wrong:

        Differential privacy:
          acronym: DP

    Right:

        Differential privacy:
          acronym: DP
          definition: A bound on what an output tells of any one person.
    """
    yield from survey.glossary.problems if survey.glossary else ()
