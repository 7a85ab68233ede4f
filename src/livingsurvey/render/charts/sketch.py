"""The parts of a drawing as SVG: across in percent of its width, down in pixels.

So it fills whatever width there is while its texts keep their size. Whatever a page's style sheet may say otherwise is
an attribute, so that the same drawing stands in the book, which has no style sheets (SVG 2, section 6.6).
"""

from __future__ import annotations

from textwrap import wrap

from markupsafe import Markup

FONT, LINE = 12, 16
"""The size of texts, and from one line to the next, in pixels."""
# Letters that fit in a line on a narrow phone.
_LETTERS = 42
# Colours that people tell apart who see colours differently (Okabe and Ito 2008), and shapes, so that colour is never
# the only sign; further series have the shapes empty.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#000000")
_SHAPES = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4-4h8v8h-8z",
    "M0-5.5l5.2 9h-10.4z",
    "M-1.7-5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
)
_SURE, _UNSURE = ' stroke-width="4" stroke-opacity=".5"', ' stroke-width="2" stroke-dasharray="2 4"'
# EN SPACE, of which SVG does not make one blank of several.
_GAP = "\u2002"
_QUIET = Markup(' fill-opacity=".75"')


class Sketch:
    """Gathers the parts of a drawing; `height` is how far down it reaches."""

    def __init__(self) -> None:
        self.height = 0
        self._parts: list[Markup] = []

    @property
    def markup(self) -> Markup:
        """All parts, in the order in which they were added."""
        return Markup("\n").join(self._parts)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        by: float = 0,
        quiet: bool = False,
        roomy: bool = False,
    ) -> None:
        """Words on a line at `y`, which begin, end or have their middle at `x`, `by` pixels aside.

        Those that need a `roomy` drawing are not shown on a phone.
        """
        attributes = Markup("") if anchor == "start" else Markup(' text-anchor="{}"').format(anchor)
        attributes += Markup(' dx="{:g}"').format(by) if by else ""
        attributes += _QUIET if quiet else ""
        attributes += Markup(' class="sv-roomy"') if roomy else ""
        self._parts.append(Markup('<text x="{:g}%" y="{:g}"{}>{}</text>').format(x, y, attributes, words))

    def headed(self, series: int, label: str) -> None:
        """The mark of a series, and what it stands for, below what there is."""
        at = self.height + LINE - 8
        self.paragraph(label, by=16, weight="600")
        self._parts.append(Markup('<g transform="translate(5)">{}</g>').format(self._mark(series, 0, at)))

    def paragraph(self, words: str, behind: str = "", by: float = 0, weight: str = "") -> None:
        """Words below what there is, in as many lines as need be, and quietly what is said `behind` them."""
        lines = [(line, "") for line in wrap(words, _LETTERS) or [""]]
        if len(lines[-1][0]) + len(behind) + 2 <= _LETTERS:
            lines[-1] = (lines[-1][0], behind)
        else:
            lines += [("", line) for line in wrap(behind, _LETTERS)]
        for loud, quiet in lines:
            self.height += LINE
            said = Markup("<tspan{}>{}</tspan>").format(_QUIET, quiet) if quiet else Markup("")
            gap = _GAP if loud and quiet else ""
            attributes = Markup(' dx="{:g}"').format(by) if by else Markup("")
            attributes += Markup(' font-weight="{}"').format(weight) if weight else ""
            line = Markup('<text y="{:g}"{}>{}{}{}</text>')
            self._parts.append(line.format(self.height - 4, attributes, loud, gap, said))

    def line(self, x: tuple[float, float], y: tuple[float, float], *, faint: bool = False) -> None:
        """A thin line from one place to another, both across and down."""
        attributes = Markup(' stroke-opacity=".2"') if faint else Markup("")
        line = Markup('<line x1="{:g}%" x2="{:g}%" y1="{:g}" y2="{:g}" stroke="currentColor"{}/>')
        self._parts.append(line.format(*x, *y, attributes))

    def span(self, series: int, x: tuple[float, float], y: float, *, sure: bool = True) -> None:
        """A bar from one place to another; broken where it is not `sure` how far it reaches."""
        attributes = Markup(_SURE if sure else _UNSURE)
        line = Markup('<line x1="{:g}%" x2="{:g}%" y1="{:g}" y2="{:g}" stroke="currentColor"{}/>')
        self._parts.append(self._coloured(series, line.format(*x, y, y, attributes)))

    def mark(self, series: int, x: float, y: float, title: str = "") -> None:
        """The mark of a series, which may have a title for whoever points at it."""
        self._parts.append(self._mark(series, x, y, title))

    def _mark(self, series: int, x: float, y: float, title: str = "") -> Markup:
        empty = series >= len(_SHAPES)
        paint = Markup(' fill="none" stroke="currentColor" stroke-width="2"') if empty else Markup("")
        told = Markup("<title>{}</title>").format(title) if title else ""
        shape = Markup('<svg x="{:g}%" y="{:g}" overflow="visible">{}<path d="{}"{}/></svg>')
        drawn = shape.format(x, y, told, _SHAPES[series % len(_SHAPES)], paint)
        return self._coloured(series, drawn)

    def _coloured(self, series: int, drawn: Markup) -> Markup:
        number = series % len(_COLOURS)
        return Markup('<g class="sv-s{}" color="{}" fill="currentColor">{}</g>').format(number, _COLOURS[number], drawn)
