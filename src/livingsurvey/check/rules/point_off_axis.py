"""TAB042."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.charts import Chart
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB042")
def point_off_axis(survey: Survey) -> Iterator[Problem]:
    """A point of a chart has no place on its axis: it is not above 0, and the axis is logarithmic.

    Equal steps of a logarithmic axis multiply, so it never comes to 0. Make the axis linear, or leave the point out and
    say so in the chart's `note`.

    Wrong:

        axis: {label: Bandwidth, unit: Mbit/s, scale: log}
        series:
          - label: At home
            points: [{label: No link, value: 0, cite: "[@ash2020]"}]

    Right:

        axis: {label: Bandwidth, unit: Mbit/s}
        series:
          - label: At home
            points: [{label: No link, value: 0, cite: "[@ash2020]"}]
    """
    for chart in survey.drawings[Chart].values():
        if isinstance(chart, Chart):
            yield from _off_axis(chart)


def _off_axis(chart: Chart) -> Iterator[Problem]:
    for _, point in chart.grouped:
        for axis, amount, span in zip(chart.axes, point.amounts, point.spans, strict=True):
            if axis.logarithmic and amount and any(bound is not None and bound <= 0 for bound in amount.bounds):
                message = f"`{amount}` has no place on the logarithmic axis `{axis.label}`"
                yield Problem(span, message, "make the axis `linear`, or leave the point out")
