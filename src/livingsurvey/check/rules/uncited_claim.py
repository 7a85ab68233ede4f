"""CIT008."""

from collections.abc import Iterator

from livingsurvey.check.pages.claims import Claims
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_HINT = "cite the source, `[@key]`, or say that it is an example or a reckoning of yours"


@rule("CIT008", severity="warning", scope="chapter")
def uncited_claim(survey: Survey) -> Iterator[Problem]:
    """A sentence claims a quantity and names no source for it.

    A percentage, a factor, an amount or a count was measured by somebody, and readers want to know by whom. A citation,
    a footnote, a link to another site, or a reference to a table or figure stands for its sentence, and for those next
    to it that go on with the same matter ("It", "The authors", the name again); in a table for its row, in the head of
    a column for the column, in a caption for the whole table, and before a colon for the list below. Assumptions
    ("suppose"), questions, and what the writers say of their own work ("we", "our") need none.

    Wrong:

        Secure aggregation raises traffic by 73%.

    Right:

        Secure aggregation raises traffic by 73% [@bonawitz2017practical].
    """
    for chapter in survey.chapters:
        for quantity in Claims(chapter).unsourced():
            text, start, end = chapter.source.text, quantity.start, quantity.end
            if text[start - 1 : start] == "$":  # a number that stands as a formula
                start, end = start - 1, end + (text[end : end + 1] == "$")
            quantity = chapter.source.span(start, end)
            shown = " ".join(quantity.text.split())
            yield Problem(quantity, f"`{shown}` is claimed without a source", _HINT)
