"""Dates as biblatex reads them, and months in whatever form.

The format is EDTF (ISO 8601-2) at level 0 and what biblatex takes of level 1 (biblatex manual, section 2.3.8): `2019`,
`2019-05`, `2019-05-01`, `2019-05-01T12:30:00`, ranges `2019/2021`, open ones `2019/` and `2019/..`, `2019~` (circa),
`2019?` (uncertain), `2019%` (both), `199X` (some year of that decade), `2019-21` (spring), years before Christ and
beyond four digits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

_MONTHS = "january february march april may june july august september october november december".split()
# Seasons (21 to 24) and other parts of a year are numbered behind the months.
_SEASONS = range(21, 42)
_DATE = re.compile(
    r"(?P<year>-?\d{4}|y-?\d{5,}|-?\d{3}[Xu]|-?\d{2}(?:XX|uu))"
    r"(?:-(?P<month>\d\d|XX|uu)(?:-(?P<day>\d\d|XX|uu)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?"
    r"(?P<mark>[~?%])?",
    re.ASCII,
)
_DASH = r"\s*(?:-{1,3}|[–—/])\s*"
_YEAR = re.compile(
    rf"""
    [(\[]* (?P<circa> (?:c|ca|circa|about) \.? \s* | ~ \s* )? (?P<year>\d{{4}}) (?P<letter>(?<=\d)[a-z])?
    (?: {_DASH} (?P<end>\d{{4}}|\d\d) )? \s* (?P<mark>[?~])? [)\].]*
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_MONTH_AND_DAY = re.compile(
    rf"""
    (?: (?P<before>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:{_DASH}\d{{1,2}}(?:st|nd|rd|th|\.)?)? \s+ )?
    (?P<word> [a-z]+ | (?<!\s)\d{{1,2}} ) \.? (?: {_DASH} [a-z]+\.? )?
    (?: \s* \b(?P<behind>\d{{1,2}})(?:st|nd|rd|th)? (?:{_DASH}\d{{1,2}}(?:st|nd|rd|th)?)? )?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_SEASON_WORDS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_OPEN = ("", "..", "open", "unknown")


@dataclass(frozen=True)
class Date:
    """A day, a month or a year, or the time from one to another.

    `year` is astronomical (0 is 1 BC); of `199X` it is 1990, and `unspecified` is 10, the years that it may be. `month`
    is 1 to 12 or a season's number from 21; it and `day` are 0 where unknown. `end` is the last date of a range, `open`
    tells that a range goes on, or that its beginning is unknown and the date is its end.
    """

    year: int
    month: int = 0
    day: int = 0
    circa: bool = False
    uncertain: bool = False
    unspecified: int = 1
    end: Date | None = None
    open: bool = False


@lru_cache(maxsize=8192)
def parse(text: str) -> Date | None:
    """The date, or `None` for what is none: of another form, with a day that no calendar has, or ending too early."""
    parts = [part.strip() for part in text.strip().split("/")]
    if len(parts) > 2:
        return None
    if len(parts) == 1:
        return _single(parts[0])
    first, last = (None if part in _OPEN else _single(part) for part in parts)
    if any(part not in _OPEN and found is None for part, found in zip(parts, (first, last), strict=True)):
        return None
    known = first or last
    if known is None:
        return None
    if first is None or last is None:
        return replace(known, open=True)
    return None if _after(first, last) else replace(first, end=last)


def month(text: str) -> int:
    """The number of a month, 1 to 12, given as number, macro or (English) name in any length; 0 for anything else."""
    word = text.strip().rstrip(".").lower()
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else 0
    if len(word) < 3:
        return 0
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


def told(year: str, month: str = "", day: str = "") -> Date | None:
    """The date that the fields of BibTeX tell; `None` if `year` has none.

    A year may be written as a range or a guess (`1990--93`, `c. 1920`, `[1920?]`), and what `parse` reads is read as
    well. Beside the month may stand the day (`15~jul`, `July 4`); of several months or days the first counts.
    """
    date = parse(year) or _year(year.strip())
    if date is None or date.end or date.month:
        return date
    number, day_number = _month_and_day(month)
    if day.isascii() and day.isdecimal():
        day_number = int(day)
    return replace(date, month=number, day=day_number if number and 1 <= day_number <= _days(date.year, number) else 0)


def _year(text: str) -> Date | None:
    found = _YEAR.fullmatch(text)
    if found is None:
        return None
    date = Date(int(found["year"]), circa=bool(found["circa"]) or found["mark"] == "~", uncertain=found["mark"] == "?")
    if not found["end"]:
        return date
    end = int(found["year"][: 4 - len(found["end"])] + found["end"])
    return replace(date, end=Date(end)) if end >= date.year else None


def _month_and_day(text: str) -> tuple[int, int]:
    """What a `month` names; 0 for what it does not. Seasons have no days."""
    found = _MONTH_AND_DAY.fullmatch(" ".join(text.replace("~", " ").replace(",", " ").split()))
    if found is None:
        return 0, 0
    number = month(found["word"]) or _SEASON_WORDS.get(found["word"].lower(), 0)
    return number, int(found["before"] or found["behind"] or 0)


def _single(text: str) -> Date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    written = found["year"].removeprefix("y")
    unspecified = 10 ** sum(char in "Xu" for char in written)
    year = int(re.sub("[Xu]", "0", written))
    month, day = _number(found["month"]), _number(found["day"])
    if found["month"] and month == 0 and not found["month"].startswith(("X", "u")):
        return None
    if month > 12 and (month not in _SEASONS or found["day"]):
        return None
    if found["day"] and not found["day"].startswith(("X", "u")) and not 1 <= day <= _days(year, month):
        return None
    mark = found["mark"] or ""
    return Date(year, month, day, circa=mark in ("~", "%"), uncertain=mark in ("?", "%"), unspecified=unspecified)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _days(year: int, month: int) -> int:
    """The days of a month, none of a season; February has 29 where the calendar module does not know the year."""
    if not 1 <= month <= 12:
        return 0 if month else 31
    return monthrange(year, month)[1] if 1 <= year <= 9999 else monthrange(4, month)[1]


def _after(first: Date, last: Date) -> bool:
    """Whether a date is certainly later than another: compared as exactly as both are known."""
    if first.year != last.year:
        return first.year > last.year
    if first.month != last.month:
        return 12 >= first.month > last.month > 0
    return first.day > last.day > 0
