"""Axes: where along a drawing an amount or a day stands, in percent, and which places on the axis are named."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# How many places are named at most: so many fit beside one another on a narrow phone.
_NAMES = 6
# What is left free on both sides, so that marks at the ends are whole.
_MARGIN = 4.0
_MONTHS = (1, 2, 3, 6, 12)
_RAISED = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Scale:
    """An axis from the least to the most that it holds; `ticks` are the places named, each with its name."""

    least: float
    most: float
    logarithmic: bool = False
    ticks: tuple[tuple[float, str], ...] = ()

    def at(self, value: float) -> float:
        """Where a value stands, in percent; what lies outside stands at the end."""
        least, most, value = (self._measured(each) for each in (self.least, self.most, value))
        share = (value - least) / (most - least) if most > least else 0.5
        return round(_MARGIN + (100 - 2 * _MARGIN) * min(1.0, max(0.0, share)), 2)

    def _measured(self, value: float) -> float:
        return math.log10(max(value, self.least)) if self.logarithmic else value


def scale(values: Iterable[float], logarithmic: bool = False) -> Scale:
    """The axis for some amounts; on a logarithmic one only those above 0 have a place."""
    known = sorted(value for value in values if math.isfinite(value) and (value > 0 or not logarithmic))
    if not known:
        return Scale(0.1 if logarithmic else 0, 1, logarithmic)
    return _logarithmic(known[0], known[-1]) if logarithmic else _linear(known[0], known[-1])


def step(span: float, names: int = _NAMES) -> float:
    """The least of 1, 2, 5, 10, 20, 50, ... (and 0.5, 0.2, 0.1, ...) that divides a span into few enough parts."""
    rough = span / max(1, names - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def _linear(least: float, most: float) -> Scale:
    """From 0 if that is not far, since lengths are compared."""
    if 0 < least <= most / 2:
        least = 0
    if least == most:
        least, most = min(0, least), max(0, most) or 1
    width = step(most - least)
    first, last = math.floor(least / width), math.ceil(most / width - 1e-9)
    ticks = tuple((number * width, _name(number * width)) for number in range(first, last + 1))
    return Scale(first * width, last * width, ticks=ticks)


def _logarithmic(least: float, most: float) -> Scale:
    """Powers of ten are named; between less than two of them 1, 2 and 5 of each."""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    powers = [number for number in range(first, last + 1) if least <= 10.0**number <= most]
    if len(powers) < 2:
        named = [factor * 10.0**number for number in range(first, last + 1) for factor in (1, 2, 5)]
        low = max((each for each in named if each <= least), default=named[0])
        high = min((each for each in named if each >= most and each > low), default=10 * low)
        ticks: Sequence[float] = [each for each in named if low <= each <= high]
        return Scale(low, high, True, tuple((each, _name(each)) for each in _thinned(ticks)))
    ticks = [10.0**number for number in powers]
    return Scale(least, most, True, tuple((each, _name(each)) for each in _thinned(ticks)))


def time_scale(days: Iterable[datetime.date]) -> Scale:
    """The axis for some days: years are named, or months where there are few."""
    known = sorted(days)
    first, last = (known[0], known[-1]) if known else (datetime.date(2000, 1, 1), datetime.date(2001, 1, 1))
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    width = next((each for each in _MONTHS if months / each <= _NAMES), 0) or 12 * round(step(months / 12))
    start = (12 * first.year + first.month - 1) // width * width
    ends = [_month(number) for number in range(start, 12 * last.year + last.month + width, width)]
    ticks = tuple((each.toordinal(), _period(each, width)) for each in ends)
    return Scale(ticks[0][0], ticks[-1][0], ticks=ticks)


def _month(number: int) -> datetime.date:
    return datetime.date(min(9999, number // 12), number % 12 + 1, 1)


def _period(day: datetime.date, width: int) -> str:
    return str(day.year) if width >= 12 else f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}"


def _thinned(ticks: Sequence[float]) -> Sequence[float]:
    return ticks[:: -(-len(ticks) // _NAMES)]


def _name(value: float) -> str:
    """A round number as text: `0.01`, `1,000`, `10⁷`, `5×10⁷`."""
    if value and not 1e-4 <= abs(value) < 1e7:
        digit, power = f"{value:.0e}".replace("-", "−").split("e")
        factor = digit.removesuffix("1") if digit.strip("−") == "1" else f"{digit}×"
        return f"{factor}10{power.replace('+', '').replace('−0', '−').lstrip('0').translate(_RAISED)}"
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
