"""TAB012."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import YES_NO, Cell, Column
from livingsurvey.syntax.problem import Edit, Fix, Problem

_TRUTHS = {"true": "yes", "false": "no", "on": "yes", "off": "no"}


@rule("TAB012", fix="unsafe")
def cell_of_other_type(survey: Survey) -> Iterator[Problem]:
    """A cell says something of another kind than its column holds.

    Columns are sorted, aligned and counted by their type: a number with its unit, or a word among yes and no, would
    fall out of that. The unit belongs to the column, a condition into the cell's `note`.

    Wrong:

        columns:
          - {id: size, label: Size, type: number, unit: GB}
        rows:
          - {id: mean, label: Mean, cells: {size: "5 GB [@ash2020]"}}

    Right:

        columns:
          - {id: size, label: Size, type: number, unit: GB}
        rows:
          - {id: mean, label: Mean, cells: {size: "5 [@ash2020]"}}
    """
    for table in survey.tables.values():
        for _, column, cell in table.cells():
            if not cell.blank and (cell.values or cell.amount):
                yield from _of_other_type(column, cell)


def _of_other_type(column: Column, cell: Cell) -> Iterator[Problem]:
    span = cell.values[0].span if cell.values else cell.span
    if column.type == "number":
        if cell.amount is None:
            hint = "write the number alone, `{from: 5, to: 10}`, `{about: 5}`, or `unknown`"
            yield Problem(span, f"`{cell.value}` is no number", hint)
        elif cell.amount.reversed:
            hint = "write the lesser number under `from`"
            yield Problem(span, f"a range from {cell.amount.least} to {cell.amount.most} is empty", hint)
    elif cell.amount:
        yield Problem(span, f"the column `{column.id}` holds no numbers", "give the column the type `number`")
    elif column.type == "yes-no" and cell.value not in YES_NO:
        meant = _TRUTHS.get(cell.value.lower()) or cell.value.lower()
        fix = Fix((Edit(span, meant),)) if meant in YES_NO else None
        hint = f"write `{meant}`" if fix else "write `yes`, `partial` or `no`, and the rest into `note`"
        yield Problem(span, f"`{cell.value}` is neither yes nor no", hint, fix=fix)
    elif column.type == "reference" and not all(value.groups for value in cell.values):
        yield Problem(span, f"`{cell.value}` is no work", 'write its key as a citation: `"[@key]"`')
    elif column.type != "term" and len(cell.values) > 1 and column.type != "reference":
        yield Problem(cell.span, f"the column `{column.id}` holds one value in a cell", "write one text")
