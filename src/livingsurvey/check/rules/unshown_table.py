"""TAB016."""

from collections.abc import Iterator

from livingsurvey.check.data_files import unshown
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Table
from livingsurvey.syntax.problem import Problem


@rule("TAB016", severity="warning")
def unshown_table(survey: Survey) -> Iterator[Problem]:
    """No chapter shows a comparison table.

    It has a page of its own, but nobody comes to it from the text, and the book lacks it. Show it where it is
    discussed.

    Wrong: a file `tables/ways.yml` that no chapter names.

    Right:

        /// comparison | ways
        ///
    """
    yield from unshown(survey, Table.block, "table", survey.tables.values())
