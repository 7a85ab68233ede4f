r"""LaTeX in BibTeX values as Unicode text.

Math stays as written: whoever prints the text sets it. A per cent sign is one, for values have no comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from livingsurvey.syntax.latex.decoder import Decoder

_LATEX = re.compile(r"[\\{}~$`]|--|''")


@dataclass(frozen=True)
class Decoded:
    """A value as Unicode text, with what its LaTeX says about parts of it.

    All places are offsets, from the start of a part to behind its end: `protected` (what stood in braces, whose case
    is not to be changed) and `math` (formulas, as written) are parts of `text`; `undecoded` are parts of the value,
    each a macro with its backslash, that stand in `text` as they were written.
    """

    text: str
    protected: tuple[tuple[int, int], ...] = ()
    math: tuple[tuple[int, int], ...] = ()
    undecoded: tuple[tuple[int, int], ...] = ()


def plain(value: str) -> str:
    """A BibTeX value as Unicode text, without braces; `$...$` stays as written. Never raises.

    What cannot be decoded stays as written, too, so that whoever reads the text sees what is missing.
    """
    if not _LATEX.search(value):
        return value
    return Decoder(value).text()


def decoded(value: str) -> Decoded:
    r"""A BibTeX value as text without blanks around it, and what its braces protect. Never raises.

    As in BibTeX, braces protect the case of what stands in them unless a macro stands first (`{\"O}`, `{\em a B}`).
    """
    decoder = Decoder(value)
    text = decoder.text()
    before, shown = len(text) - len(text.lstrip()), text.strip()

    def inside(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        places = ((max(0, start - before), min(len(shown), end - before)) for start, end in ranges)
        return tuple((start, end) for start, end in places if start < end)

    return Decoded(shown, inside(decoder.protected), inside(decoder.math), tuple(decoder.undecoded))


def undecoded(value: str) -> tuple[tuple[int, int], ...]:
    """The places in a value of the macros that `plain` leaves as they are written, without their arguments."""
    return decoded(value).undecoded if "\\" in value else ()
