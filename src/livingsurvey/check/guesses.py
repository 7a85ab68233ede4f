"""What somebody may have meant by a name that nothing has."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

# Each guess compares a name with all others; who has more unknown names than this has lost something greater.
_MOST = 100
# How many comparisons one run may make, at some 5 us each.
_COMPARISONS = 200_000
_ALIKE = 0.75


def is_alike(name: str, other: str) -> bool:
    """Whether two names are so alike that one may be a slip for the other."""
    return difflib.SequenceMatcher(None, other, name).ratio() >= _ALIKE


class Guesses:
    """The guesses of one run: each is made once, and so many at most; `alike`, of 1, is what two names must be."""

    def __init__(self, alike: float = _ALIKE) -> None:
        self._alike = alike
        self._made: dict[tuple[str, str], str | None] = {}
        self._left = _COMPARISONS

    def near(self, name: str, known: Sequence[str], among: str = "") -> str | None:
        """The most alike of the known names, if one is alike; `among` tells one set of known names from another."""
        if (among, name) not in self._made:
            self._left -= len(known)
            if len(self._made) >= _MOST or self._left < 0:
                return None
            self._made[among, name] = next(iter(difflib.get_close_matches(name, known, 1, self._alike)), None)
        return self._made[among, name]
