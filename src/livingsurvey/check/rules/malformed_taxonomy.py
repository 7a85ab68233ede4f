"""TAB002."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB002", fix="safe")
def malformed_taxonomy(survey: Survey) -> Iterator[Problem]:
    """The survey's `taxonomy.yml` has another form than a taxonomy has.

    Under `facets` it maps the id of each facet to its `label` and its `terms`, and under these the id of each term to
    its `label`. Beside a label may stand `description` and `color`, and with a term `also`, a list of other words. What
    does not fit is left out, and pages that name it name nothing. `survey schema taxonomy` prints the form for editors.

    Wrong:

        facets:
          challenges:
            terms: [privacy, security]

    Right:

        facets:
          challenges:
            label: Challenges
            terms:
              privacy: {label: Privacy}
              security: {label: Security}
    """
    yield from survey.taxonomy.problems if survey.taxonomy else ()
