"""TEX001."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.tex import FormulaError, mathml

_NUMBER = re.compile(r"\\(?:label|tag)\b")
_NUMBERED = "take it out: behind the formula `{#eq-x}` names and numbers it, and `@eq-x` refers to it"


@rule("TEX001", scope="chapter")
def unreadable_formula(survey: Survey) -> Iterator[Problem]:
    r"""A formula between dollar signs cannot be read as TeX.

    It would stand on the page as raw TeX. A dollar sign that is money is written `\$`.

    Wrong:

        The loss is $\frac{1}{n$.

    Right:

        The loss is $\frac{1}{n}$.
    """
    for chapter in survey.chapters:
        for span, tex, display in chapter.document.formulas:
            try:
                mathml(tex, display)
            except FormulaError as error:
                at = min(span.start + (2 if display else 1) + error.offset, span.end)
                message = f"this formula cannot be read: {error}"
                hint = _NUMBERED if _NUMBER.match(tex, error.offset) else "mend the TeX, or write \\$ for a dollar sign"
                yield Problem(chapter.source.span(at), message, hint)
