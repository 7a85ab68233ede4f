"""TAB041."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB041")
def point_without_evidence(survey: Survey) -> Iterator[Problem]:
    """A point of a chart or an event of a timeline cites nothing and is not marked as the editors' judgement.

    A drawing convinces more than a sentence, and nobody could check it. Cite the work that states the amount or the
    date, with a page where there is one; mark what you reckon yourselves with `judgement: true`.

    Wrong:

        points:
          - {label: Ash's link, value: 50}

    Right:

        points:
          - {label: Ash's link, value: 50, cite: "[@ash2020, p. 4]"}
    """
    drawings = (drawing for of_kind in survey.drawings.values() for drawing in of_kind.values())
    for datum in (datum for drawing in drawings for datum in drawing.data):
        for text in datum.cite:
            if not text.groups:
                yield Problem(text.span, f"`{text.text}` is no citation", 'write `"[@key, p. 4]"`')
        if not (datum.cite or datum.judgement):
            hint = 'write `cite: "[@key, p. 4]"`, or mark it as `judgement: true`'
            yield Problem(datum.span, f"`{datum.label}` has no evidence", hint)
