"""TAB043."""

from collections.abc import Iterator

from livingsurvey.check.data_files import unshown
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB043", severity="warning")
def unshown_chart(survey: Survey) -> Iterator[Problem]:
    """No chapter shows a chart or a timeline.

    Nobody sees it, and what it cites counts for nothing. Show it where it is discussed.

    Wrong: a file `charts/links.yml` that no chapter names.

    Right:

        /// chart | links
        ///
    """
    for kind, drawings in survey.drawings.items():
        yield from unshown(survey, kind.block, kind.block, drawings.values())
