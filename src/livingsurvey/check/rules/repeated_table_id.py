"""TAB015."""

from collections.abc import Iterable, Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Column, Row
from livingsurvey.syntax.problem import Problem


@rule("TAB015")
def repeated_table_id(survey: Survey) -> Iterator[Problem]:
    """Two columns or two rows of a comparison table have the same id.

    Cells go to columns by their ids, and links to rows: one of both would have none. Give the second another id.

    Wrong:

        columns:
          - {id: cost, label: Cost, type: text}
          - {id: cost, label: Cost of storage, type: text}

    Right:

        columns:
          - {id: cost, label: Cost, type: text}
          - {id: storage-cost, label: Cost of storage, type: text}
    """
    for table in survey.tables.values():
        yield from _repeated("column", table.columns)
        yield from _repeated("row", table.rows)


def _repeated(what: str, named: Iterable[Column | Row]) -> Iterator[Problem]:
    seen: dict[str, Column | Row] = {}
    for each in named:
        first = seen.setdefault(each.id, each)
        if first is not each:
            message = f"there are two {what}s `{each.id}`"
            yield Problem(each.span, message, f"give this {what} another id", related=(first.span,))
