"""TEX001."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.lost_tex import lost
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.tex import FormulaError, mathml

_NAME = re.compile(r"\\(?:(?:begin|end)\{([^{}]*)\}|([A-Za-z]+))")
_NUMBERED = "take it out: behind the formula `{#eq-x}` names and numbers it, and `@eq-x` refers to it"
_ALIGNED = "write `\\begin{aligned} ... \\end{aligned}`"
_MATRIX = "write `\\begin{matrix} ... \\end{matrix}`"
# What LaTeX has, with or without packages, and what stands for it here.
_INSTEAD = {
    "label": _NUMBERED,
    "tag": _NUMBERED,
    "ref": "refer to it outside of the formula: `@eq-x`",
    "eqref": "refer to it outside of the formula: `@eq-x`",
    **dict.fromkeys(("split", "alignat", "alignedat", "eqnarray", "eqnarray*", "alignat*"), _ALIGNED),
    **dict.fromkeys(("smallmatrix", "matrix*", "pmatrix*", "bmatrix*"), _MATRIX),
    "norm": "write `\\lVert x \\rVert`",
    "abs": "write `\\lvert x \\rvert`",
    "defeq": "write `\\coloneqq` or `\\triangleq`",
    "indep": "write `\\mathrel{\\perp\\!\\!\\!\\perp}`",
    "DeclareMathOperator": "write `\\operatorname{name}` where it is used",
    "colorbox": "write `\\boxed{x}` or `\\textcolor{red}{x}`",
    "fcolorbox": "write `\\boxed{x}` or `\\textcolor{red}{x}`",
    **dict.fromkeys(("nicefrac", "sfrac"), "write `a/b` or `\\tfrac{a}{b}`"),
    **dict.fromkeys(("href", "url"), "put the link outside of the formula"),
    **dict.fromkeys(("SI", "qty", "num", "ang"), "write the number, and the unit in `\\text{ }`"),
    "intertext": "end the formula, write the words, and begin another",
    **dict.fromkeys(("textsuperscript", "textsubscript"), "write `^{\\text{a}}` or `_{\\text{a}}`"),
    **dict.fromkeys(("varlimsup", "varliminf"), "write `\\limsup` or `\\liminf`"),
}


@rule("TEX001", scope="chapter")
def unreadable_formula(survey: Survey) -> Iterator[Problem]:
    r"""A formula between dollar signs cannot be read as TeX, or loses a part on the way to the page.

    It would stand on the page as raw TeX. A dollar sign that is money is written `\$`. As in TeX, what stands behind a
    percent sign is a remark, and a line breaks at `\\` in an environment for lines only, such as `aligned`.

    Wrong:

        The loss is $\frac{1}{n$, or $5% of n$.

    Right:

        The loss is $\frac{1}{n}$, or $5\% \text{ of } n$.
    """
    for chapter in survey.chapters:
        for span, tex, display in chapter.document.formulas:
            start = span.start + (2 if display else 1)
            try:
                mathml(tex, display)
            except FormulaError as error:
                at = min(start + error.offset, span.end)
                yield Problem(
                    chapter.source.span(at), f"this formula cannot be read: {error}", _remedy(tex, error.offset)
                )
                continue
            for offset, message, hint in lost(tex):
                yield Problem(chapter.source.span(start + offset), message, hint)


def _remedy(tex: str, offset: int) -> str:
    """What to do about what stands at an offset of a formula."""
    name = _NAME.match(tex, offset) or _NAME.match(tex, tex.rfind("\\", 0, offset + 1))
    found = _INSTEAD.get(name[1] or name[2] or "") if name else None
    return found or "mend the TeX, or write \\$ for a dollar sign"
