"""TAB014."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB014")
def incomplete_row(survey: Survey) -> Iterator[Problem]:
    """A row of a comparison table lacks a cell for one of its columns.

    A reader of an empty cell cannot tell whether nothing is known or nobody looked. Write `unknown` where the works do
    not say, and `n/a` where the question does not arise.

    Wrong: a row without `cost`, in a table with that column.

    Right:

        - id: mean
          label: Mean
          cells:
            cost: unknown
    """
    for table in survey.tables.values():
        for row in table.rows:
            missing = [column.id for column in table.columns if column.id not in row.cell_spans]
            if missing:
                names = ", ".join(f"`{name}`" for name in missing)
                hint = f"write `{missing[0]}: unknown` if the works do not say"
                yield Problem(row.span, f"the row `{row.id}` has no cell for {names}", hint)
