"""Rows along one axis: each with its name above and its mark below, or a bar for a range; also a timeline's events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from livingsurvey.model.amounts import Amount
from livingsurvey.model.charts import Chart, Event, Moment, Timeline
from livingsurvey.render.charts.scale import Scale, scale, time_scale
from livingsurvey.render.charts.sketch import LINE, Sketch

# How high the line with a row's mark is, and what is left free below a row.
_MARK, _GAP = 12, 6
# Letters of a name that has room on both sides of a place at an axis's end; a longer one begins or ends with the axis.
_SHORT = 5


@dataclass(frozen=True)
class _Row:
    """A row: its name, what it says, and from where to where it reaches; `None` where it has no bound.

    What happened at some one time between has a `middle`, for which its mark stands.
    """

    series: int
    label: str
    said: str
    least: float | None
    most: float | None
    middle: float | None = None


def rows(chart: Chart) -> Sketch:
    """A chart with one axis; each series has its name above its rows, if there are several."""
    axis = chart.axes[0]
    bounds = [bound for _, point in chart.grouped for amount in point.amounts if amount for bound in amount.bounds]
    places = scale((bound for bound in bounds if bound is not None), axis.logarithmic)
    sketch = Sketch()
    for number, series in enumerate(chart.series):
        if len(chart.series) > 1:
            sketch.height += _GAP if number else 0
            sketch.headed(number, series.label)
        for point in series.points:
            if point.amounts and (amount := point.amounts[0]):
                _drawn(sketch, places, _of_amount(number, point.label, amount, point.judgement))
    _footed(sketch, places, f"{axis.title}{', logarithmic' if axis.logarithmic else ''}")
    return sketch


def timeline_rows(timeline: Timeline) -> Sketch:
    """A timeline; above it the marks of its groups, if there are any."""
    dated = [(event, event.start) for event in timeline.events if event.start]
    moments = [moment for event, start in dated for moment in (start, event.end) if moment]
    places = time_scale(day for moment in moments for day in (moment.first, moment.last))
    sketch = Sketch()
    groups = timeline.groups
    for number, group in enumerate(groups if len(groups) > 1 else ()):
        sketch.headed(number, group)
    sketch.height += _GAP if len(groups) > 1 else 0
    for event, start in dated:
        _drawn(sketch, places, _of_event(groups, event, start))
    _footed(sketch, places, "")
    return sketch


def _of_amount(series: int, label: str, amount: Amount, judgement: bool) -> _Row:
    least, most = amount.bounds
    return _Row(series, label, f"{amount}{' ◆' if judgement else ''}", least, most)


def _of_event(groups: Sequence[str], event: Event, start: Moment) -> _Row:
    series = groups.index(event.group) if event.group in groups else 0
    said = f"{event.said}{' ◆' if event.judgement else ''}"
    if event.end:
        return _Row(series, event.label, said, start.first.toordinal(), event.end.last.toordinal())
    first, last = start.first.toordinal(), start.last.toordinal()
    return _Row(series, event.label, said, first, last, (first + last) / 2)


def _drawn(sketch: Sketch, places: Scale, row: _Row) -> None:
    sketch.paragraph(row.label, row.said)
    y = sketch.height + _MARK / 2
    sketch.height += _MARK + _GAP
    least, most = (None if bound is None else places.at(bound) for bound in (row.least, row.most))
    if row.middle is not None and least is not None and most is not None:
        if most - least > 1:
            sketch.span(row.series, (least, most), y, sure=False)
        sketch.mark(row.series, places.at(row.middle), y)
        return
    if least is None or most is None or least != most:
        sketch.span(row.series, (least or 0, 100 if most is None else most), y, sure=None not in (least, most))
    for place in dict.fromkeys(place for place in (least, most) if place is not None):
        sketch.mark(row.series, place, y)


def _footed(sketch: Sketch, places: Scale, title: str) -> None:
    foot = sketch.height
    sketch.line((0, 100), (foot, foot))
    for value, name in places.ticks:
        across(sketch, places.at(value), (0, foot), name)
    sketch.height += LINE
    if title:
        sketch.height += LINE
        sketch.text(0, sketch.height - 4, title, quiet=True)


def across(sketch: Sketch, x: float, y: tuple[float, float], name: str) -> None:
    """A named place of an axis that runs across, and a faint line down to it."""
    sketch.line((x, x), y, faint=True)
    place, anchor = (x, "middle") if len(name) <= _SHORT or 10 < x < 90 else (0, "start") if x < 50 else (100, "end")
    sketch.text(place, y[1] + LINE - 2, name, anchor=anchor, quiet=True)
