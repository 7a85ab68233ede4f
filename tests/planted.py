"""A survey with planted faults and its clean twin, both read from one set of templates.

In a template `⟦CIT001|@nobdy|@nobody⟧` is a fault and its remedy: the faulty survey has the first text, and rule
CIT001 must point at its first character; the clean twin has the second. Several codes are joined by `+`. `⟦REF008|⟧` is
a place alone, where both have the same text; `⟦|wrong|right⟧` is a difference that is found elsewhere. A template whose
name ends with `.faulty` is in the faulty survey alone. One whose name holds `crlf` becomes a file with Windows' line
ends.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TEMPLATES = Path(__file__).parent / "surveys" / "planted"
_FAULT = re.compile(r"⟦(?P<codes>[A-Z0-9+]*)\|(?:(?P<wrong>[^⟦⟧|]*)\|(?P<right>[^⟦⟧]*))?⟧")
# What a line begins with that stands in a list, a table, a panel or a quotation.
_NESTED = re.compile(r"[ \t]*(?:[-*+]|\d+\.|\||>)[ \t]|[ ]{4}|[ \t]*\|")


@dataclass(frozen=True)
class Place:
    """Where a rule must find something; line and column from 1."""

    path: str
    line: int
    column: int
    code: str
    nested: bool = False


@dataclass(frozen=True)
class Planted:
    """One of the two surveys: its files, and the places of its faults."""

    faulty: bool

    @cached_property
    def _read(self) -> tuple[dict[str, str], list[Place]]:
        texts, places = {}, []
        for file in sorted(TEMPLATES.rglob("*")):
            path = file.relative_to(TEMPLATES).as_posix()
            if file.is_dir() or (path.endswith(".faulty") and not self.faulty):
                continue
            path = path.removesuffix(".faulty")
            parts, at = [], 0
            template = file.read_text("utf-8")
            for fault in _FAULT.finditer(template):
                parts += [template[at : fault.start()]]
                before = "".join(parts)
                line, start = before.count("\n") + 1, before.rfind("\n") + 1
                rest = fault["wrong"] or template[fault.end() :]
                nested = path.endswith(".md") and bool(_NESTED.match(before[start:] + rest))
                for code in fault["codes"].split("+") if fault["codes"] and self.faulty else ():
                    places.append(Place(path, line, len(before) - start + 1, code, nested))
                parts.append(fault["wrong" if self.faulty else "right"] or "")
                at = fault.end()
            text = "".join(parts) + template[at:]
            texts[path] = text.replace("\n", "\r\n") if "crlf" in path else text
        return texts, places

    @property
    def texts(self) -> dict[str, str]:
        """The files by their paths below the survey's root."""
        return self._read[0]

    @property
    def places(self) -> list[Place]:
        """Where something must be found."""
        return self._read[1]

    @property
    def expected(self) -> Counter[tuple[str, int, int, str]]:
        """How often each rule must find something at each place."""
        return Counter((place.path, place.line, place.column, place.code) for place in self.places)

    def write(self, folder: Path) -> Path:
        """Write the survey's files below a folder."""
        for path, text in self.texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
        return folder
