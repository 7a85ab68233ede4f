"""TeX formulas to MathML; the one module that knows math-core (0.x: its interface moves)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from math_core import LatexError, LatexToMathML

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
# math-core writes an ellipsis as three signs, which read as three operators.
_ELLIPSIS = re.compile(r"<mo[^<>]*>([.·])</mo>(?:<mo[^<>]*>\1</mo>){2}")
_DOTS = {".": "…", "·": "⋯"}
# It draws lines with a combining sign, which browsers put beside what they are over or under, and asks for the place of
# an accent, which is too near; an arrow, too, would cross its letters.
_LINE = re.compile(r"<mo[^<>]*>(?:\u0332|[←→↔])</mo></m(?:over|under)>")
_ACCENT = re.compile(r' accent(?:under)?="true"')
_OVER = re.compile(r"<(/?)m(?:over|under)\b[^<>]*>")
# Chromium gives a fence its size only where it is no base of a script.
_SIZED_BASE = re.compile(r"(<m(?:sub|sup|subsup)>)(<mo [^<>]*minsize=[^<>]*>[^<>]*</mo>)")


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
    try:
        markup: str = _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        # "12: Unknown command ...", where the number is an offset in code points.
        place, _, message = str(error).partition(":")
        raise FormulaError(message.strip().rstrip("."), int(place) if place.isdigit() else 0) from None
    markup = _ELLIPSIS.sub(lambda found: f'<mo lspace="0" rspace="0">{_DOTS[found[1]]}</mo>', markup)
    at = 0
    while line := _LINE.search(markup, at):
        markup, at = _lined(markup, line)
    return _SIZED_BASE.sub(r"\1<mrow>\2</mrow>", markup)


def _lined(markup: str, line: re.Match[str]) -> tuple[str, int]:
    """The markup with this line or arrow kept apart from what it is over or under, and the offset of what follows."""
    depth = 0
    for tag in reversed(list(_OVER.finditer(markup, 0, line.end()))):
        depth += 1 if tag[1] else -1
        if depth == 0:
            break
    kept = _ACCENT.sub("", tag[0]) + markup[tag.end() : line.start()] + line[0].replace("\u0332", "‾")
    return markup[: tag.start()] + kept + markup[line.end() :], tag.start() + len(kept)
