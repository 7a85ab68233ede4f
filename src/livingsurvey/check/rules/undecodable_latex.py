"""BIB023."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import texts
from livingsurvey.model.entry_types import PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.latex import plain, undecoded
from livingsurvey.syntax.markdown.mask import formulas
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.tex import FormulaError, mathml

_MARK = re.compile(r"\\[A-Za-z]")
_DOLLAR = re.compile(r"\$")
_SET = frozenset(("title", "subtitle"))  # of which pages show formulas as such


@rule("BIB023", severity="warning", scope="store")
def undecodable_latex(survey: Survey) -> Iterator[Problem]:
    r"""A text holds a macro that nothing but its author's own LaTeX knows.

    Readers would see `\thetool` as it stands, or nothing, on the page and in every export but BibTeX. Write what the
    macro stands for. Macros for accents, letters, symbols and the look of a text are known. So it is with a formula in
    a title that cannot be read as TeX.

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
    for text in texts(survey, _DOLLAR, _SET):
        for _, _, tex, _ in formulas(plain(text.text)):
            try:
                mathml(tex, False)
            except FormulaError as error:
                start = max(text.text.find(tex), 0)
                at = min(start + error.offset, len(text.text))
                yield Problem(text.span(at, at), f"this formula cannot be read: {error}", "mend the TeX")
