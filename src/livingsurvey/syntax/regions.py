"""Regions of a text, and whether an offset lies in one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

Offsets = Sequence[tuple[int, int]]


class Regions:
    """Tells whether an offset lies in one of some regions, each from its start to behind its end; they may overlap."""

    def __init__(self, regions: Offsets) -> None:
        ordered = sorted(regions)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, offset: int) -> bool:
        number = bisect_right(self._starts, offset)
        return number > 0 and offset < self._ends[number - 1]
