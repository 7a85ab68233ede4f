"""Points where two amounts meet, with names beside them as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from livingsurvey.model.charts import Chart, Point
from livingsurvey.render.charts.rows import across
from livingsurvey.render.charts.scale import scale
from livingsurvey.render.charts.sketch import FONT, LINE, Sketch

_HEIGHT = 300
# Widths at which names must not run into one another: a narrow phone's, the book's.
_WIDTHS = (288, 520)
_LETTER = 0.56 * FONT
# Where a name may stand: its anchor, and how far from the mark, across and down.
_SIDES = (
    *(("start", 9, 4), ("end", -9, 4), ("middle", 0, -9), ("middle", 0, 18)),
    *(("end", 4, -9), ("start", -4, -9), ("end", 4, 18), ("start", -4, 18)),
)

_Box = tuple[float, float, float, float]


@dataclass
class _Room:
    """What is taken already, at a width in pixels."""

    width: int
    taken: list[_Box] = field(default_factory=list)

    def box(self, x: float, y: float, letters: int, side: tuple[str, int, int]) -> _Box:
        """What a name of so many letters at a mark would take."""
        anchor, by, down = side
        length = letters * _LETTER
        left = x * self.width / 100 + by - {"start": 0, "middle": length / 2, "end": length}[anchor]
        return left, y + down - FONT, left + length, y + down + 3

    def is_free(self, box: _Box) -> bool:
        """Whether nothing else is there."""
        left, top, right, bottom = box
        apart = (left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom for other in self.taken)
        return left >= 0 and right <= self.width and top >= 0 and all(apart)


def points(chart: Chart) -> Sketch:
    """A chart with two axes; a point whose name has no room tells it to whoever points at it."""
    found = [(number, point, *values) for number, point in _numbered(chart) for values in _values(point)]
    x = scale((right for _, _, right, _ in found), chart.axes[0].logarithmic)
    y = scale((up for _, _, _, up in found), chart.axes[1].logarithmic)
    sketch = Sketch()
    for number, series in enumerate(chart.series if len(chart.series) > 1 else ()):
        sketch.headed(number, series.label)
    titles = [f"{axis.title}{', logarithmic' if axis.logarithmic else ''}" for axis in chart.axes]
    sketch.paragraph("", f"↑ {titles[1]}")
    top, foot = sketch.height, sketch.height + _HEIGHT
    sketch.height = foot
    for value, name in y.ticks:
        down = foot - _HEIGHT * y.at(value) / 100
        sketch.line((0, 100), (down, down), faint=True)
        sketch.text(0, down - 3, name, quiet=True)
    sketch.line((0, 100), (foot, foot))
    for value, name in x.ticks:
        across(sketch, x.at(value), (top, foot), name)
    placed = [(number, point, x.at(right), foot - _HEIGHT * y.at(up) / 100) for number, point, right, up in found]
    for number, point, at, down in placed:
        sketch.mark(number, at, down, f"{point.label}: {point.said}")
    _named(sketch, [(point.label, at, down) for _, point, at, down in placed])
    sketch.height += 2 * LINE
    sketch.text(100, sketch.height - 4, f"{titles[0]} →", anchor="end", quiet=True)
    return sketch


def _numbered(chart: Chart) -> Iterator[tuple[int, Point]]:
    return ((number, point) for number, series in enumerate(chart.series) for point in series.points)


def _values(point: Point) -> Iterator[tuple[float, float]]:
    """What a point has on both axes, if it has."""
    found = [amount.bounds[0] for amount in point.amounts if amount]
    if point.complete and len(found) == 2 and found[0] is not None and found[1] is not None:
        yield found[0], found[1]


def _named(sketch: Sketch, marks: list[tuple[str, float, float]]) -> None:
    """Names beside marks: first those that fit on a phone, too, then those that need more room and show where it is."""
    rooms = [_Room(width) for width in _WIDTHS]
    for room in rooms:
        room.taken += [room.box(at, down, 1, ("middle", 0, 6)) for _, at, down in marks]
    for wanted in (rooms, rooms[1:]):
        left = []
        for label, at, down in marks:
            for side in _SIDES:
                boxes = [room.box(at, down, len(label), side) for room in wanted]
                if all(room.is_free(box) for room, box in zip(wanted, boxes, strict=True)):
                    anchor, by, below = side
                    sketch.text(at, down + below, label, anchor=anchor, by=by, roomy=wanted is not rooms)
                    for room, box in zip(wanted, boxes, strict=True):
                        room.taken.append(box)
                    break
            else:
                left.append((label, at, down))
        marks = left
