"""TAB019."""

from collections.abc import Iterable, Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.problem import Problem


@rule("TAB019", severity="warning")
def repeated_evidence(survey: Survey) -> Iterator[Problem]:
    """A cell of a comparison table lists the same work twice as its evidence, or a row stands for one work twice.

    It looks like more evidence than there is. Two places in one work are one citation with both. (Within one pair of
    brackets, CIT003 tells of it.)

    Wrong:

        cost: {value: low, cite: ["[@ash2020, p. 3]", "[@ash2020, p. 7]"]}

    Right:

        cost: {value: low, cite: "[@ash2020, pp. 3, 7]"}
    """
    for table in survey.tables.values():
        for row in table.rows:
            yield from _repeated(survey, row.works, "is listed twice for this row", "take one of them out")
        for _, _, cell in table.cells():
            groups = [group for text in cell.cite for group in text.groups]
            yield from _repeated(survey, groups, "is cited twice for this cell", "join both, as in `[@{}, pp. 3, 7]`")


def _repeated(survey: Survey, groups: Iterable[CitationGroup], message: str, hint: str) -> Iterator[Problem]:
    """Works that a group names after another did, whether by their keys, in other case, or by keys of before."""
    seen = set[str]()
    for group in groups:
        keys = {survey.canonical(citation.key).lower(): citation for citation in group.citations}
        for key in keys.keys() & seen:
            citation = keys[key]
            yield Problem(citation.span, f"`{citation.key}` {message}", hint.format(citation.key))
        seen |= keys.keys()
