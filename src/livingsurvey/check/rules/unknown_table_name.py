"""TAB011."""

from collections.abc import Iterator, Sequence

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Cell, Column, Table
from livingsurvey.model.taxonomy import Taxonomy
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span


@rule("TAB011", fix="unsafe")
def unknown_table_name(survey: Survey) -> Iterator[Problem]:
    """A table names a column, a scale, a word of it, a facet or a term that there is not.

    The cell of an unknown column is not shown at all; a word that the scale does not have cannot be ordered, nor a term
    counted that the taxonomy does not know. Correct the name, or define it where it belongs.

    Wrong:

        scales: {cost: [low, high]}
        rows:
          - {id: mean, label: Mean, cells: {cost: lwo}}

    Right:

        scales: {cost: [low, high]}
        rows:
          - {id: mean, label: Mean, cells: {cost: low}}
    """
    guesses = Guesses()
    for table in survey.tables.values():
        known = [column.id for column in table.columns]
        for row in table.rows:
            for name, span in row.cell_spans.items():
                if name not in known:
                    yield _unknown(guesses, span, name, known, f"there is no column `{name}`", "add it to `columns`")
        for column in table.columns:
            yield from _of_column(table, column, survey.taxonomy, guesses)


def _of_column(table: Table, column: Column, taxonomy: Taxonomy | None, guesses: Guesses) -> Iterator[Problem]:
    if column.type == "rating" and column.scale:
        name = column.scale.text
        if name not in table.scales:
            message = f"there is no scale `{name}`"
            yield _unknown(guesses, column.scale.span, name, [*table.scales], message, "add it to `scales`")
            return
        yield from _words(table, column, table.scales[name], f"the scale `{name}` has no word", guesses)
    if column.type == "term" and column.facet:
        name = column.facet.text
        facet = taxonomy.facets.get(name) if taxonomy else None
        if facet is None:
            message = f"the taxonomy has no facet `{name}`" if taxonomy else "the survey has no taxonomy.yml"
            facets = [*taxonomy.facets] if taxonomy else []
            yield _unknown(guesses, column.facet.span, name, facets, message, "add it to taxonomy.yml")
            return
        yield from _words(table, column, [*facet.terms], f"`{name}` has no term", guesses)


def _words(table: Table, column: Column, known: Sequence[str], message: str, guesses: Guesses) -> Iterator[Problem]:
    for cell in _cells(table, column):
        for value in cell.values if not cell.blank else ():
            if value.text not in known:
                hint = f"known are: {', '.join(known)}"
                yield _unknown(guesses, value.span, value.text, known, f"{message} `{value.text}`", hint)


def _cells(table: Table, column: Column) -> Iterator[Cell]:
    return (cell for _, other, cell in table.cells() if other is column)


def _unknown(guesses: Guesses, span: Span, name: str, known: Sequence[str], message: str, hint: str) -> Problem:
    """A name that is not among the known ones, with the one that may be meant."""
    if meant := guesses.near(name, known, "\0".join(known)):
        return Problem(span, message, f"did you mean `{meant}`?", fix=Fix((Edit(span, meant),)))
    return Problem(span, message, hint)
