"""Which names of journals and conferences mean the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?|&")
_IN_BRACKETS = re.compile(r"\s*\(([^\s()]{2,15})\)\s*\Z")
_SMALL = frozenset("a an and at de der des di do du en et for für in la le les of on the und y &".split())
_DROPPED = frozenset(("the", "and", "&"))


@dataclass(frozen=True)
class VenueName:
    """A name of a venue as a store has it, in Unicode."""

    text: str

    @cached_property
    def acronym(self) -> str:
        """What stands in brackets at its end, if that has capitals as `(NeurIPS)` does; in lower case."""
        found = _IN_BRACKETS.search(self.text)
        return found[1].lower() if found and sum(map(str.isupper, found[1])) > 1 else ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, without acronym; an abbreviated one keeps its full stop."""
        text = _IN_BRACKETS.sub("", self.text) if self.acronym else self.text
        return tuple(word.lower() for word in _WORD.findall(text))

    @cached_property
    def plain(self) -> str:
        """The name without acronym, capitals, punctuation, `the` and `and`."""
        return " ".join(word.rstrip(".") for word in self.words if word not in _DROPPED)

    @cached_property
    def great_words(self) -> tuple[str, ...]:
        """The words that an abbreviation keeps."""
        return tuple(word for word in self.words if word not in _SMALL)

    @property
    def initials(self) -> str:
        """The first letters of the words that an abbreviation keeps."""
        return "".join(word[0] for word in self.great_words)

    @cached_property
    def is_abbreviated(self) -> bool:
        return any(_is_abbreviation(word) for word in self.words)

    def abbreviates(self, other: VenueName) -> bool:
        """Whether each of its words is one of the other name, or an abbreviation of it, in the same order."""
        return len(self.great_words) == len(other.great_words) and all(
            _stands_for(short, word) for short, word in zip(self.great_words, other.great_words, strict=True)
        )


def same_venues(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more names of one venue; those that could mean two venues are in none.

    The same are names that differ by capitals, punctuation, `the` and `and`; a long one with an acronym in brackets,
    without it, and the acronym by itself; and one whose words are abbreviated (`Proc. Natl. Acad. Sci.`). The time it
    takes grows with their number, not with its square.
    """
    venues = [VenueName(name) for name in names]
    groups: dict[str, list[VenueName]] = {}
    for venue in venues:
        if venue.plain:
            groups.setdefault(venue.plain, []).append(venue)
    by_acronym: dict[str, set[str]] = {}
    by_initials: dict[str, set[VenueName]] = {}
    for venue in venues:
        if venue.acronym:
            by_acronym.setdefault(venue.acronym, set()).add(venue.plain)
        if not venue.is_abbreviated:
            by_initials.setdefault(venue.initials, set()).add(venue)
    for plain in list(groups):
        first = groups[plain][0]
        longer = by_acronym.get(plain, set()) - {plain}
        if first.is_abbreviated and len(first.great_words) > 1:
            longer |= {other.plain for other in by_initials.get(first.initials, ()) if first.abbreviates(other)}
        if len(longer) == 1 and (target := longer.pop()) in groups:
            groups[target] += groups.pop(plain)
    return tuple(tuple(venue.text for venue in group) for group in groups.values() if len(group) > 1)


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".") or "'" in word or "’" in word


def _stands_for(short: str, word: str) -> bool:
    """Whether a word is another, or abbreviates it: with its first letter, and others of it in their order."""
    if short == word or short.rstrip(".") == word:
        return True
    letters = iter(word)
    return (
        _is_abbreviation(short)
        and short[0] == word[0]
        and len(short) <= len(word)
        and all(letter in letters for letter in short if letter.isalnum())
    )
