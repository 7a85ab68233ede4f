"""TeX formulas to MathML; the one module that knows math-core (0.x: its interface moves)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from math_core import LatexError, LatexToMathML

from livingsurvey.syntax.mathml import understood

# What KaTeX and MathJax read and math-core does not; a wide accent becomes the plain one, for which MathML has a sign.
_MACROS = {
    "mbox": r"\text{#1}",
    "hbox": r"\text{#1}",
    "ensuremath": "#1",
    "widetilde": r"\tilde{#1}",
    "thicksim": r"\sim",
    "thickapprox": r"\approx",
    "mathds": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "pmb": r"\boldsymbol{#1}",
    "bold": r"\mathbf{#1}",
    "mathnormal": "#1",
    "smash": "#1",
    "dotsc": r"\ldots",
    "dotso": r"\ldots",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "dotsi": r"\cdots",
    "strut": r"\vphantom{(}",
    # A combining arrow has no width, and browsers put it beside its letter.
    "vec": r"\overset{\rightarrow}{#1}",
}
# math-core reads it and knows no equation but those of the same formula.
_EQREF = re.compile(r"\\eqref\b")


class FormulaError(ValueError):
    """A formula that cannot be read; `offset` counts code points from its start."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, macros=dict(_MACROS))


@lru_cache(maxsize=4096)
def mathml(tex: str, display: bool) -> str:
    """A `<math>` element (MathML Core) for a formula. Raises `FormulaError`."""
    if reference := _EQREF.search(tex):
        raise FormulaError('Unknown command "\\eqref"', reference.start())
    try:
        markup: str = _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        # "12: Unknown command ...", where the number is an offset in code points.
        place, _, message = str(error).partition(":")
        raise FormulaError(message.strip().rstrip("."), int(place) if place.isdigit() else 0) from None
    return understood(markup)
