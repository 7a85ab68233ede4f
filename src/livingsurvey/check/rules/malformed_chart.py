"""TAB040."""

from collections.abc import Iterator

from livingsurvey.check.data_files import misnamed
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB040", fix="safe")
def malformed_chart(survey: Survey) -> Iterator[Problem]:
    """A data file below `charts` or `timelines` has another form than a chart or a timeline has.

    A chart states a `title`, `as-of`, one `axis` or both `x` and `y`, and `series` of points with amounts; a timeline
    `events` with a `date`, or `from` and `to`. What does not fit is not drawn, and readers would see less than they
    think. `survey schema chart` and `survey schema timeline` print the forms, for editors that complete and check them.

    Wrong:

        title: Links
        as-of: 2026-11-25
        series:
          - label: At home
            points: [{label: Ash's link, value: 50 Mbit/s, cite: "[@ash2020]"}]

    Right:

        title: Links
        as-of: 2026-11-25
        axis: {label: Bandwidth, unit: Mbit/s}
        series:
          - label: At home
            points: [{label: Ash's link, value: 50, cite: "[@ash2020]"}]
    """
    for kind, drawings in survey.drawings.items():
        for drawing in drawings.values():
            yield from drawing.problems
        yield from misnamed(survey, kind.folder, kind.block, drawings.values())
