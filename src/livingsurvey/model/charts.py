"""Charts and timelines: what `charts/<id>.yml` and `timelines/<id>.yml` in the documents' folder say, typed.

Both are drawings of data: points or events, each with its evidence. What does not have the form that the schema asks
for is not here, but among the problems.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from livingsurvey.model.amounts import Amount
from livingsurvey.model.data_text import DataPassage, DataText
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span


@dataclass(frozen=True)
class Datum:
    """What a drawing shows in one place, and the evidence for it: `cite` are its texts of citations.

    `span` is where its label stands.
    """

    label: str
    span: Span
    cite: tuple[DataText, ...] = ()
    note: DataText | None = None
    judgement: bool = False

    @property
    def stated(self) -> tuple[str, ...]:
        """What it states in each column of its drawing's data, as plain text."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """What it states in one text."""
        return ", ".join(filter(None, self.stated))

    @cached_property
    def groups(self) -> tuple[CitationGroup, ...]:
        """The citations of its evidence, without those of its note."""
        return tuple(group for text in self.cite for group in text.groups)


@dataclass(frozen=True)
class Axis:
    """What is measured along one side of a chart; on a logarithmic axis equal steps multiply."""

    label: str
    span: Span
    unit: str = ""
    logarithmic: bool = False

    @property
    def title(self) -> str:
        """`Bandwidth (Gbit/s)`."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True)
class Point(Datum):
    """A point of a chart: an amount for each of its axes, as far as they are given; `spans` are their places."""

    amounts: tuple[Amount | None, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether there is an amount for each axis."""
        return bool(self.amounts) and None not in self.amounts

    @property
    def stated(self) -> tuple[str, ...]:
        return tuple(str(amount or "") for amount in self.amounts)


@dataclass(frozen=True)
class Series:
    """Points that belong together."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, order=True)
class Moment:
    """A year, a month or a day; what is not known of it is 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it may mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """`2024`, `2024-05`, `2024-05-31` (ISO 8601)."""
        return "-".join([f"{self.year}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    def __str__(self) -> str:
        """`2024`, `May 2024`, `31 May 2024`."""
        return " ".join(
            [*([str(self.day)] if self.day else ()), f"{self.first:%B %Y}" if self.month else f"{self.year}"]
        )


@dataclass(frozen=True)
class Event(Datum):
    """What happened at a moment, or from one to another; `end` is `None` for a moment."""

    start: Moment | None = None
    end: Moment | None = None
    group: str = ""

    @property
    def stated(self) -> tuple[str, ...]:
        return (" to ".join(str(moment) for moment in (self.start, self.end) if moment),)


@dataclass(frozen=True)
class Drawing:
    """A chart or a timeline, and what is wrong with its form.

    `block` is the name of the blocks that show drawings of its kind, `folder` where their files are.
    """

    block: ClassVar[str]
    folder: ClassVar[str]

    source: Source
    id: str
    title: str = ""
    description: str = ""
    as_of: datetime.date | None = None
    note: DataText | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def label(self) -> str:
        """By what cross-references name it."""
        return f"fig-{self.id}"

    @property
    def files(self) -> tuple[str, str, str]:
        """The paths of its data as CSV and as JSON and of what it cites as BibTeX, below the site's root."""
        stem = f"{self.folder}/{self.id}"
        return f"{stem}.csv", f"{stem}.json", f"{stem}.bib"

    @property
    def columns(self) -> tuple[str, ...]:
        """What its data state: the heads of their columns."""
        raise NotImplementedError

    @property
    def grouped(self) -> tuple[tuple[str, Datum], ...]:
        """What it shows, in the order in which it is read, each with the series or group that it belongs to."""
        raise NotImplementedError

    @property
    def data(self) -> tuple[Datum, ...]:
        """What it shows, in the order in which it is read."""
        return tuple(datum for _, datum in self.grouped)

    @property
    def texts(self) -> Iterator[DataText]:
        """Whatever in it is Markdown, in the order of a page."""
        for datum in self.data:
            yield from (*datum.cite, *filter(None, [datum.note]))
        yield from filter(None, [self.note])

    @cached_property
    def passages(self) -> tuple[DataPassage, ...]:
        """Whatever in it cites, in the order in which a page shows it."""
        return tuple(passage for passage in self._passages() if passage.groups)

    def _passages(self) -> Iterator[DataPassage]:
        for datum in self.data:
            yield DataPassage((*datum.groups, *(datum.note.groups if datum.note else ())), (datum.label,), datum.said)
        if self.note:
            yield DataPassage(self.note.groups, (), self.note)


@dataclass(frozen=True)
class Chart(Drawing):
    """A chart: with one axis each point is a row; with two, the one across first, points stand where both meet."""

    block: ClassVar[str] = "chart"
    folder: ClassVar[str] = "charts"

    axes: tuple[Axis, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(axis.title for axis in self.axes)

    @property
    def grouped(self) -> tuple[tuple[str, Point], ...]:
        return tuple((series.label, point) for series in self.series for point in series.points)


@dataclass(frozen=True)
class Timeline(Drawing):
    """A timeline: events, the earliest first."""

    block: ClassVar[str] = "timeline"
    folder: ClassVar[str] = "timelines"

    events: tuple[Event, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return ("When",)

    @property
    def grouped(self) -> tuple[tuple[str, Event], ...]:
        return tuple((event.group, event) for event in self.events)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of its events, in the order in which they begin."""
        return tuple(dict.fromkeys(event.group for event in self.events if event.group))
