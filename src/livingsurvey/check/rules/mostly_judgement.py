"""TAB017."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_MOST = 0.2


@rule("TAB017")
def mostly_judgement(survey: Survey) -> Iterator[Problem]:
    """More than a fifth of a table's cells are the editors' own judgement.

    A comparison that rests on its editors' opinion is an essay in disguise. Find sources, write `unknown`, or say it in
    the text, where it can be argued.

    Wrong: a table of ten cells, three of them with `judgement: true`.

    Right:

        cells: {cost: "low [@ash2020, p. 4]"}
    """
    for table in survey.tables.values():
        cells = [cell for _, _, cell in table.cells()]
        judged = [cell for cell in cells if cell.judgement]
        allowed = int(_MOST * len(cells))
        if len(judged) > allowed:
            message = f"{len(judged)} of {len(cells)} cells are the editors' judgement, and {allowed} may be"
            hint = "cite sources for some, or write `unknown`"
            yield Problem(judged[allowed].span, message, hint)
