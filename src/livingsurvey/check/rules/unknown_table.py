"""TAB018."""

from collections.abc import Iterator

from livingsurvey.check.data_files import unknown
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import TABLES_FOLDER, Table
from livingsurvey.syntax.problem import Problem


@rule("TAB018", fix="unsafe")
def unknown_table(survey: Survey) -> Iterator[Problem]:
    """A chapter shows a comparison table that there is not.

    Behind the stroke stands the name of a file below `tables`, without `.yml`. Readers would see the block as text.

    Wrong:

        /// comparison | wyas-to-average
        ///

    Right:

        /// comparison | ways-to-average
        ///
    """
    yield from unknown(survey, Table.block, "table", TABLES_FOLDER, survey.tables)
