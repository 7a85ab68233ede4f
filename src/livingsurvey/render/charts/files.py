"""The data of charts and timelines to take away: as CSV for spreadsheets, as JSON for programs; what they cite."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from csv import writer
from io import StringIO
from typing import Any

from livingsurvey.model.charts import Axis, Chart, Datum, Drawing, Timeline
from livingsurvey.model.survey import Survey
from livingsurvey.render.data_export import cites, evidence, known, number, plain, safe
from livingsurvey.render.exports.csv import MARK
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.source import Source


def chart_files(pages: Pages) -> Iterator[Source]:
    """The files of all charts and timelines, by their paths below the site's root."""
    survey = pages.survey
    for drawing in (drawing for drawings in survey.drawings.values() for drawing in drawings.values()):
        as_csv, as_json, as_bibtex = drawing.files
        yield Source(as_csv, drawing_csv(survey, drawing))
        yield Source(as_json, drawing_json(survey, drawing))
        yield Source(as_bibtex, pages.exported("bibtex", pages.style.order(cited_by(survey, drawing))))


def cited_by(survey: Survey, drawing: Drawing) -> Sequence[str]:
    """The keys of the works that a drawing cites, in the order of first mention."""
    keys = dict.fromkeys(survey.canonical(key) for passage in drawing.passages for key in passage.keys)
    return [key for key in keys if key in survey.references]


def drawing_csv(survey: Survey, drawing: Drawing) -> str:
    """A line for each point or event, with its evidence behind it (RFC 4180, as the bibliography's CSV has it)."""
    text = StringIO()
    lines = writer(text, lineterminator="\r\n")
    for line in _chart(survey, drawing) if isinstance(drawing, Chart) else _timeline(survey, drawing):
        lines.writerow(map(safe, line))
    return MARK + text.getvalue()


def drawing_json(survey: Survey, drawing: Drawing) -> str:
    """All that the drawing's file says, as `api/schema.json` describes it."""
    told = {"$schema": "../api/schema.json#/$defs/chart", **drawing_facts(survey, drawing)}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def drawing_facts(survey: Survey, drawing: Drawing) -> dict[str, Any]:
    """What the drawing's file says, its citations taken apart; what it lacks is left out."""
    facts: dict[str, Any] = {
        "id": drawing.id,
        "kind": drawing.block,
        "title": drawing.title,
        "description": drawing.description,
        "as_of": drawing.as_of and drawing.as_of.isoformat(),
        "note": plain(drawing.note),
        "note_cites": cites(survey, drawing.note.groups if drawing.note else ()),
    }
    if isinstance(drawing, Chart):
        facts["axes"] = [_axis(axis) for axis in drawing.axes]
        facts["series"] = [
            {
                "label": series.label,
                "points": [
                    _datum(survey, point, {"values": [number(amount) for amount in point.amounts]})
                    for point in series.points
                ],
            }
            for series in drawing.series
        ]
    elif isinstance(drawing, Timeline):
        facts["events"] = [
            _datum(
                survey,
                event,
                {"from": event.start and event.start.iso, "to": event.end and event.end.iso, "group": event.group},
            )
            for event in drawing.events
        ]
    return known(facts)


def _chart(survey: Survey, chart: Chart) -> Iterator[Sequence[str]]:
    names = [name for axis in chart.axes for name in (f"{axis.title}: least", f"{axis.title}: most")]
    yield ["Series", "Point", *names, "Evidence"]
    for series in chart.series:
        for point in series.points:
            amounts = ((amount.least, amount.most) if amount else ("", "") for amount in point.amounts)
            bounds = [bound for both in amounts for bound in both]
            yield [series.label, point.label, *bounds, _evidence(survey, point)]


def _timeline(survey: Survey, timeline: Drawing) -> Iterator[Sequence[str]]:
    yield ["Group", "Event", "From", "To", "Evidence"]
    for event in timeline.events if isinstance(timeline, Timeline) else ():
        dates = [moment.iso if moment else "" for moment in (event.start, event.end)]
        yield [event.group, event.label, *dates, _evidence(survey, event)]


def _evidence(survey: Survey, datum: Datum) -> str:
    return evidence(survey, datum.groups, datum.judgement, datum.note)


def _axis(axis: Axis) -> Mapping[str, Any]:
    return known({"label": axis.label, "unit": axis.unit, "scale": "log" if axis.logarithmic else "linear"})


def _datum(survey: Survey, datum: Datum, stated: Mapping[str, Any]) -> Mapping[str, Any]:
    told = {
        "cites": cites(survey, datum.groups),
        "note": plain(datum.note),
        "note_cites": cites(survey, datum.note.groups if datum.note else ()),
        "judgement": datum.judgement,
    }
    return known({"label": datum.label, **stated, **told})
