"""Names that are written as one: where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from livingsurvey.syntax.bibtex.written_names import WrittenName

_AMPERSAND = re.compile(r"(?<![\s~,])[\s~,]*[\s~]&+[\s~]+")
_COMMA = re.compile(r"(?<![\s~])[\s~]*+,[\s~]*+")
_CAPITALISED = r"[^\W\d_a-z][\w'’-]+"
_INITIALS_FIRST = re.compile(rf"(?:[^\W\d_a-z]\.[\s~-]*)+{_CAPITALISED}(?:[\s~]+{_CAPITALISED})?")  # A. B. Ash
_INITIALS_LAST = re.compile(rf"{_CAPITALISED}[\s~]+(?:[^\W\d_a-z]\.?[\s~-]*){{1,3}}")  # Ash A. B.
# What may follow a name behind a comma without being another.
_SUFFIX = re.compile(
    r"[js]r\.?|junior|senior|I{1,3}|IV|VI{0,3}|ph\.?\s?d\.?|m\.?\s?[ads]\.?|esq\.?|\d(?:nd|rd|th)", re.IGNORECASE
)

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Joints:
    """Where `and` should stand in what is written as one name, by offsets in it; `certain` if it can only be there.

    Without places it cannot be told.
    """

    places: Places = ()
    certain: bool = False


def joints(name: WrittenName) -> Joints | None:
    """Where names that are written as one should be joined; `None` if it is one name."""
    outside = name.outside.rstrip(" \t\r\n~,")
    ampersands = tuple(found.span() for found in _AMPERSAND.finditer(outside))
    starts = (0, *(end for _, end in ampersands))
    ends = (*(start for start, _ in ampersands), len(outside))
    places: Places = ampersands
    certain = bool(ampersands)
    for start, end in zip(starts, ends, strict=True):
        commas = tuple(comma.span() for comma in _COMMA.finditer(outside, start, end))
        parts = _between(outside, commas, start, end)
        between = _between_names(parts, commas)
        if between is None or (ampersands and len(outside[start:end].split()) < 2):
            return Joints()
        certain = certain and len(commas) == 1 and not between
        places += between
    return Joints(places, certain) if places else None


def _between(text: str, commas: Places, start: int, end: int) -> list[str]:
    """What stands between the commas."""
    starts = (start, *(behind for _, behind in commas))
    ends = (*(before for before, _ in commas), end)
    return [text[one:other] for one, other in zip(starts, ends, strict=True)]


def _between_names(parts: list[str], commas: Places) -> Places | None:
    """Which of the commas stand between names, and not between family and given name; `None` if it cannot be told."""
    if len(parts) == 1:
        return ()
    if any(all(map(shape.fullmatch, parts)) for shape in (_INITIALS_FIRST, _INITIALS_LAST)):
        return commas
    if len(parts) == 2:
        return ()
    if any(map(_SUFFIX.fullmatch, parts)):
        return () if len(parts) == 3 else None
    if all(len(part.split()) > 1 for part in parts):
        return commas
    return commas[1::2] if len(parts) % 2 == 0 else None
