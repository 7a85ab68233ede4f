"""TAB010."""

from collections.abc import Iterator

from livingsurvey.check.data_files import misnamed
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import TABLES_FOLDER, Table
from livingsurvey.syntax.problem import Problem


@rule("TAB010", fix="safe")
def malformed_table(survey: Survey) -> Iterator[Problem]:
    """A data file below `tables` has another form than a comparison table has.

    It states a `title`, `as-of` (the day of the last search), `columns` and `rows`; each column has an `id`, a `label`
    and a `type`, each row an `id`, a `label` and `cells`. What does not fit is left out of the table, and readers would
    compare less than they think. `survey schema table` prints the form, for editors that complete and check it.

    Wrong:

        title: Ways to average
        columns: [cost]

    Right:

        title: Ways to average
        as-of: 2026-11-25
        columns:
          - {id: cost, label: Cost, type: text}
        rows:
          - {id: mean, label: Mean, cells: {cost: "one pass [@ash2020]"}}
    """
    for table in survey.tables.values():
        yield from table.problems
        yield from _of_columns(table)
    yield from misnamed(survey, TABLES_FOLDER, "table", survey.tables.values())


def _of_columns(table: Table) -> Iterator[Problem]:
    """Columns that lack what their type needs, which no schema can say in a way that editors understand."""
    for column in table.columns:
        if column.type == "rating" and not column.scale:
            hint = "write `scale: cost`, and below `scales` `cost: [low, medium, high]`"
            yield Problem(column.span, f"the ratings of `{column.id}` have no scale", hint)
        if column.type == "term" and not column.facet:
            hint = "write `facet: ...`, an id of taxonomy.yml"
            yield Problem(column.span, f"the terms of `{column.id}` are of no facet", hint)
