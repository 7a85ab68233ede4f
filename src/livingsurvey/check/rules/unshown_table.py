"""TAB016."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.shown import table_blocks
from livingsurvey.model.survey import Survey
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
    shown = {block.argument for chapter in survey.chapters for block in table_blocks(chapter)} if survey.tables else ()
    for table in survey.tables.values():
        if table.id not in shown:
            hint = f"write `/// comparison | {table.id}` and below it `///` into a chapter"
            yield Problem(table.source.span(), f"no chapter shows the table `{table.id}`", hint)
