"""BIB023."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import texts
from livingsurvey.model.entry_types import PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.latex import undecoded
from livingsurvey.syntax.problem import Problem

_MARK = re.compile(r"\\[A-Za-z]")


@rule("BIB023", severity="warning", scope="store")
def undecodable_latex(survey: Survey) -> Iterator[Problem]:
    r"""A text holds a macro that nothing but its author's own LaTeX knows.

    Readers would see `\thetool` as it stands, or nothing, on the page and in every export but BibTeX. Write what the
    macro stands for. Macros for accents, letters, symbols and the look of a text are known, and formulas are set by
    other means.

    Wrong:

        @misc{ash2020first, title = {\thetool: A Tool for Trees}}

    Right:

        @misc{ash2020first, title = {{GroveTool}: A Tool for Trees}}
    """
    for text in texts(survey, _MARK, PRINTED):
        if unknown := undecoded(text.text):
            first, *others = (text.span(*place) for place in unknown)
            message = f"`{first.text}` is no macro that is known outside its author's LaTeX"
            yield Problem(first, message, "write what it stands for", related=tuple(others))
