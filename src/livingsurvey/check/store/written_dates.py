"""Dates in forms that biblatex does not read, and how it would."""

from __future__ import annotations

import re

from livingsurvey.check.store.month_words import MONTH_WORD
from livingsurvey.syntax.dates import month, parse

_AROUND = " \t(),;."
# What a date of a visit says besides; the field's name says it, too.
_SAID = re.compile(
    r"(?:(?:last|date|was|site)\s+)*(?:accessed|visited|retrieved|checked|viewed|seen|access)(?:\s+(?:on|at|date))?\s*:?\s*"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+",
    re.IGNORECASE,
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-{1,3}|[–—]|\bto\b|\buntil\b)\s*"
_SEPARATED = re.compile(r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?")
_DAY_FIRST = re.compile(r"(?P<one>\d{1,2})(?P<sign>[-/.])\s?(?P<other>\d{1,2})(?P=sign)\s?(?P<year>\d{4})")
_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>{_DAY})(?:{_TO}(?P<end>{_DAY}))?[\s.-]*(?:of\s+)?(?P<month>{MONTH_WORD})[\s,-]*(?P<year>\d{{4}})",
        rf"(?P<month>{MONTH_WORD})[\s-]*(?:(?P<day>{_DAY})(?:{_TO}(?P<end>{_DAY}))?(?!\d)[\s,]+)?[\s,]*(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[\s,-]+(?P<month>{MONTH_WORD})(?:[\s,-]+(?P<day>{_DAY}))?",
        rf"(?P<month>{MONTH_WORD})(?:{_TO}|/)(?P<month2>{MONTH_WORD})[\s,]*(?P<year>\d{{4}})",
    )
)
_ISO = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_RANGE = re.compile(
    rf"(?P<first>{_ISO})\s*(?:-{{2,3}}|[–—/]|\bto\b)\s*(?P<last>{_ISO})|(?P<one>\d{{4}})\s*-\s*(?P<other>\d{{4}})"
)
_CIRCA = re.compile(r"(?:c|ca|circa|about|around|approx)\b\.?\s*(?P<year>\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?)")
_ZONED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", re.DOTALL)
_BASIC = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")


def readable(text: str) -> tuple[str, bool]:
    """The date as biblatex reads it, and whether it can be no other; empty if this cannot be told."""
    bare = text.strip(_AROUND)
    while said := _SAID.match(bare):
        bare = bare[said.end() :].strip(_AROUND)
    date, certain = _rewritten(bare)
    return (date, certain) if parse(date) else ("", False)


def _rewritten(text: str) -> tuple[str, bool]:
    if parse(text):
        return text, True
    if found := _SEPARATED.fullmatch(text):
        # `2019/05` is a month, or the beginning of a range.
        return _iso(found["year"], found["month"], found["day"]), bool(found["day"]) or found["sign"] != "/"
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found["one"], found["other"], found["year"], found["sign"])
    if found := next((found for pattern in _WORDS if (found := pattern.fullmatch(text))), None):
        return _from_words(found.groupdict()), True
    if found := _RANGE.fullmatch(text):
        return f"{found['first'] or found['one']}/{found['last'] or found['other']}", True
    if found := _CIRCA.fullmatch(text):
        return f"{found['year']}~", True
    if found := _TIME.fullmatch(text):
        return f"{found['date']}T{found['time']}", True
    if found := _ZONED.fullmatch(text):
        return found["date"], False
    if found := _BASIC.fullmatch(text):
        return _iso(found["year"], found["month"], found["day"]), False
    return "", False


def _iso(year: str, month_number: int | str, day: str | None = None) -> str:
    date = f"{year}-{int(month_number):02}"
    return f"{date}-{int(re.sub(r'[a-z]+', '', day)):02}" if day else date


def _day_first(one: str, other: str, year: str, sign: str) -> tuple[str, bool]:
    """A date that ends in its year. With full stops the day comes first; else a number above 12 must tell."""
    if int(other) > 12:
        return _iso(year, one, other), True
    if int(one) > 12 or one == other:
        return _iso(year, other, one), True
    return (_iso(year, other, one), False) if sign == "." else ("", False)


def _from_words(parts: dict[str, str | None]) -> str:
    year, first, last = parts["year"] or "", parts["month"] or "", parts.get("month2")
    date = _iso(year, month(first), parts.get("day"))
    if last:
        return f"{date}/{_iso(year, month(last))}"
    return f"{date}/{_iso(year, month(first), parts['end'])}" if parts.get("end") else date
