"""TAB044."""

from collections.abc import Iterator

from livingsurvey.check.data_files import unknown
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB044", fix="unsafe")
def unknown_chart(survey: Survey) -> Iterator[Problem]:
    """A chapter shows a chart or a timeline that there is not.

    Behind the stroke stands the name of a file below `charts` or `timelines`, without `.yml`. Readers would see the
    block as text.

    Wrong:

        /// chart | likns
        ///

    Right:

        /// chart | links
        ///
    """
    for kind, drawings in survey.drawings.items():
        yield from unknown(survey, kind.block, kind.block, kind.folder, drawings)
