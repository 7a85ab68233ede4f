"""TAB013."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB013")
def cell_without_evidence(survey: Survey) -> Iterator[Problem]:
    """A cell of a comparison table cites nothing and is not marked as the editors' judgement.

    Nobody could check it. Cite the work that shows it, with a page where there is one; mark what you conclude
    yourselves with `judgement: true`; where no source says anything, write `unknown`, or `n/a` where nothing could.

    Wrong:

        cells: {cost: low}

    Right:

        cells: {cost: "low [@ash2020, p. 4]"}
    """
    for table in survey.tables.values():
        for _, _, cell in table.cells():
            for text in cell.cite:
                if not text.groups:
                    yield Problem(text.span, f"`{text.text}` is no citation", 'write `"[@key, p. 4]"`')
            if (cell.values or cell.amount) and not (cell.blank or cell.judgement or cell.cite or cell.groups):
                hint = "cite its source, or mark it as `judgement: true`"
                yield Problem(cell.span, "this cell has no evidence", hint)
