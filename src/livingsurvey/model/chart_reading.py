"""Reading charts and timelines: from YAML with places to `Chart` and `Timeline`, as far as their form allows."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.model.amounts import Amount, range_of
from livingsurvey.model.charts import Axis, Chart, Event, Moment, Point, Series, Timeline
from livingsurvey.model.data_fields import NUMBER, citations, date, first_line, items, text, text_with_places, truth
from livingsurvey.model.shape import read
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_RANGE = ("value", "from", "to", "about")


def read_chart(source: Source) -> Chart:
    """The chart that a file describes."""
    root, misfits = read(source, "chart")
    if root is None or not isinstance(root.value, dict):
        return Chart(source, _id(source), problems=misfits)
    names = [name for name in ("axis", "x", "y") if root.get(name)]
    problems = [*misfits]
    if names not in (["axis"], ["x", "y"]):
        message = "a chart has either one `axis` or both `x` and `y`"
        hint = "write `axis: {label: ...}`, or `x: {label: ...}` and `y: {label: ...}`"
        problems.append(Problem(first_line(root), message, hint))
        names = []
    series = tuple(
        Series(text(item, "label"), tuple(_points(item.get("points"), names, problems)))
        for item in items(root.get("series"))
    )
    axes = tuple(_axis(root.value[name][1]) for name in names)
    return Chart(source, _id(source), **_told(root), problems=tuple(problems), axes=axes, series=series)


def read_timeline(source: Source) -> Timeline:
    """The timeline that a file describes."""
    root, misfits = read(source, "timeline")
    if root is None or not isinstance(root.value, dict):
        return Timeline(source, _id(source), problems=misfits)
    problems = [*misfits]
    events = [event for item in items(root.get("events")) if (event := _event(item, problems))]
    events.sort(key=lambda event: (event.start.first, event.start) if event.start else (datetime.date.max, Moment(0)))
    return Timeline(source, _id(source), **_told(root), problems=tuple(problems), events=tuple(events))


def _id(source: Source) -> str:
    return posixpath.splitext(posixpath.basename(source.path))[0]


def _told(root: yaml.Node) -> Mapping[str, Any]:
    """What drawings of every kind tell of themselves."""
    return {
        "title": text(root, "title"),
        "description": text(root, "description"),
        "as_of": date(root, "as-of"),
        "note": text_with_places(root, "note"),
    }


def _axis(node: yaml.Node) -> Axis:
    return Axis(text(node, "label"), first_line(node), text(node, "unit"), text(node, "scale") == "log")


def _points(node: yaml.Node | None, axes: list[str], problems: list[Problem]) -> Iterator[Point]:
    for item in items(node):
        label = item.get("label")
        if label is None:
            continue
        names = [_amount_name(item)] if axes == ["axis"] else axes
        amounts = tuple(_amount(item, name) for name in names)
        if missing := [name for name in names if item.get(name) is None]:
            wanted = (
                "`value`, or `from` and `to`" if axes == ["axis"] else " and no ".join(f"`{name}`" for name in missing)
            )
            hint = "write how much, or leave the point out"
            problems.append(Problem(label.span, f"this point has no {wanted}", hint))
        for amount in amounts:
            if amount and amount.reversed:
                message = f"a range from {amount.least} to {amount.most} is empty"
                problems.append(Problem(item.value["from"][1].span, message, "write the lesser number under `from`"))
        spans = tuple(found.span if (found := item.get(name)) else label.span for name in names)
        yield Point(text(item, "label"), label.span, amounts=amounts, spans=spans, **_evidence(item))


def _amount_name(item: yaml.Node) -> str:
    return next((name for name in _RANGE if item.get(name)), "value")


def _amount(item: yaml.Node, name: str) -> Amount | None:
    if name in _RANGE and name != "value":
        return range_of(item)
    found = text(item, name)
    return Amount(found, found) if NUMBER.fullmatch(found) else None


def _event(item: yaml.Node, problems: list[Problem]) -> Event | None:
    label = item.get("label")
    if label is None:
        return None
    found = {name: _moment(item, name, problems) for name in ("date", "from", "to") if item.get(name)}
    start, end = found.get("date") or found.get("from"), found.get("to")
    if list(found) not in (["date"], ["from", "to"]):
        hint = "write `date: 2024-05`, or both `from: 2023` and `to: 2024-05`"
        problems.append(Problem(label.span, "this event has neither a `date` nor a `from` with a `to`", hint))
    elif start and end and end.last < start.first:
        span = item.value["to"][1].span
        problems.append(Problem(span, f"this ends before it begins in {start}", "write the earlier date under `from`"))
    return Event(text(item, "label"), label.span, start=start, end=end, group=text(item, "group"), **_evidence(item))


def _evidence(item: yaml.Node) -> Mapping[str, Any]:
    return {
        "cite": citations(item),
        "note": text_with_places(item, "note"),
        "judgement": truth(item, "judgement"),
    }


def _moment(item: yaml.Node, name: str, problems: list[Problem]) -> Moment | None:
    found = _DATE.fullmatch(text(item, name))
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    moment = Moment(year, month, day)
    try:
        moment.last  # noqa: B018 (whether the calendar has such a day)
    except ValueError:
        if month in range(1, 13) and day < 32:  # else the schema tells of it
            problems.append(Problem(item.value[name][1].span, f"there is no {found[0]}", "correct the day"))
        return None
    return moment
