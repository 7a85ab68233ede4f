"""What MathML puts on, under and around a formula's parts, in typst: accents, bars, braces, strikes and boxes."""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.render.typst.text import escapes

# Accents by their spacing and combining forms; what stretches over several letters is a function of its own.
_ACCENTS = {
    **dict.fromkeys("^ˆ\u0302", "\u0302"),
    **dict.fromkeys("~˜∼\u0303", "\u0303"),
    **dict.fromkeys(".˙\u0307", "\u0307"),
    **dict.fromkeys("¨\u0308", "\u0308"),
    **dict.fromkeys("´ˊ\u0301", "\u0301"),
    **dict.fromkeys("`ˋ\u0300", "\u0300"),
    **dict.fromkeys("˘\u0306", "\u0306"),
    **dict.fromkeys("ˇ\u030c", "\u030c"),
    **dict.fromkeys("˚\u030a", "\u030a"),
    **dict.fromkeys("→⃗\u20d7", "\u20d7"),
    **dict.fromkeys("←⃖\u20d6", "\u20d6"),
    **dict.fromkeys("↔⃡\u20e1", "\u20e1"),
    **dict.fromkeys("⃛\u20db", "\u20db"),
}
_BARS = frozenset("_¯‾ˉ―─\u0304\u0305\u0331\u0332")
_STRETCHED = {
    "⏞": "overbrace",
    "⏟": "underbrace",
    "⎴": "overbracket",
    "⎵": "underbracket",
    "⏜": "overparen",
    "⏝": "underparen",
    "⏠": "overshell",
    "⏡": "undershell",
}
_RADIUS = {"box": "0pt", "roundedbox": "2pt", "circle": "50%"}
# Notations that a function of typst draws; one that is not here is drawn as a box, so that none is lost.
_DRAWN = {
    "updiagonalstrike": "cancel({})",
    "downdiagonalstrike": "cancel({}, inverted: #true)",
    "horizontalstrike": "cancel({}, angle: #90deg)",
    "top": "overline({})",
    "bottom": "underline({})",
    "actuarial": 'overline({}) class("normal", \\u{7c})',
    "phasorangle": "\\u{2220} underline({})",
}


def accented(mark: str, above: bool, stretches: bool, base: str) -> str:
    """The base with a mark that belongs to it, or nothing where the mark is an ordinary script.

    `stretches` tells a line over all of the base (an overline) from an accent of one letter (a bar).
    """
    if mark in _STRETCHED:
        return f"{_STRETCHED[mark]}({base})"
    if mark in _BARS and above:
        return f"overline({base})" if stretches else f"accent({base}, {escapes(chr(0x304))})"
    if mark in _BARS:
        return f"underline({base})"
    if mark in _ACCENTS and above:
        return f"accent({base}, {escapes(_ACCENTS[mark])})"
    return ""


def enclosed(notation: str, inner: str, display: bool) -> str:
    """A part of a formula in a box, struck out or with lines beside it; `display` where it is set at full size."""
    if notation in _DRAWN:
        return _DRAWN[notation].format(inner)
    # A box has a formula of its own, which begins in the style of a line of text.
    inner = f"display({inner})" if display else inner
    radius = _RADIUS.get(notation, "0pt")
    return f"#h(.3em) #box(stroke: .5pt, outset: .25em, radius: {radius}, ${inner}$) #h(.3em)"


def bordered(inner: str, edges: Sequence[str]) -> str:
    """A part of a formula with rules at these edges (`top`, `left` and so on)."""
    stroke = ", ".join(f"{edge}: .4pt" for edge in edges)
    return f"#box(stroke: ({stroke}), inset: (x: .35em, y: .6em), baseline: 50% - .25em, ${inner}$)"
