"""How labels and texts of references tell dates."""

from __future__ import annotations

import re

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.dates import Date, parse

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TO_COME = re.compile(r"\b(in press|forthcoming|to appear|accepted|submitted)\b", re.I)
_STATES = {"inpress": "in press", "inpreparation": "in preparation"}


def year(reference: Reference) -> str:
    """`2023`, `ca. 1687`, `1901–1905`, `in press`, or whatever the store says instead; empty without a date."""
    date = reference.date
    if date is None:
        return reference.year or _state(reference)
    end = date.end
    until = f"–{_year(end)}" if end and end.year != date.year else "–" if date.open else ""
    return f"{_about(date)}{_year(date)}{until}"


def month(reference: Reference) -> str:
    """`Mar. 2020`, as far as it is known."""
    date = reference.date
    if date is None or date.end or date.open or not _short(date):
        return _told(reference)
    return f"{_about(date)}{_short(date)} {_year(date)}"


def day(reference: Reference) -> str:
    """`Mar. 09, 2020`, as far as it is known."""
    date = reference.date
    return _told(reference) if date is None or date.end or date.open else _short_day(date)


def month_and_day(reference: Reference) -> str:
    """`March 9` or `March`; empty if not even the month is known."""
    date = reference.date
    return _long(date) if date and not date.end else ""


def accessed(reference: Reference, short: bool = False) -> str:
    """When a web page was last seen: `March 9, 2024` or, in short, `Mar. 09, 2024`; empty if nobody says."""
    date = parse(reference["urldate"])
    if date is None:
        return ""
    return _short_day(date) if short else ", ".join(part for part in (_long(date), str(date.year)) if part)


def _state(reference: Reference) -> str:
    """What a work without a date waits for."""
    if given := reference["pubstate"]:
        return _STATES.get(given, given)
    found = _TO_COME.search(reference["note"])
    return found[0].lower() if found else ""


def _told(reference: Reference) -> str:
    """The year; what the store says instead of one begins with a capital."""
    told = year(reference)
    return told if reference.date else told[:1].upper() + told[1:]


def _about(date: Date) -> str:
    return "ca. " if date.circa or date.uncertain else ""


def _year(date: Date) -> str:
    """`2019`, `1990s`, `44 BC`."""
    if date.year <= 0:  # astronomical: the year before 1 is 0
        return f"{1 - date.year} BC"
    return f"{date.year}s" if date.unspecified > 1 else str(date.year)


def _name(date: Date) -> str:
    return _MONTHS[date.month] if date.month < len(_MONTHS) else ""  # seasons are numbered behind the months


def _short(date: Date) -> str:
    name = _name(date)
    return name if len(name) <= 3 else f"{name[:3]}."


def _short_day(date: Date) -> str:
    month_name = _short(date)
    day_number = f"{date.day:02}," if month_name and date.day else ""
    return _about(date) + " ".join(part for part in (month_name, day_number, _year(date)) if part)


def _long(date: Date) -> str:
    name = _name(date)
    return f"{name} {date.day}" if name and date.day else name
