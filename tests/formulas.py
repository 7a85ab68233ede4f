"""The gallery: formulas as papers of our field have them, in `formulas.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Formula:
    """A formula of the gallery, and what the book must set of it, as `typst_source` reads it.

    Each pair of fences that grow (`.` for an empty one), each operator with its limits (`∑ | k=1 | K`), the cells of
    each table, and each accent with its letters.
    """

    name: str
    tex: str
    fences: list[str]
    limits: list[str]
    matrices: list[str]
    accents: list[str]


_PARTS = ("fences", "limits", "matrices", "accents")


def _read() -> tuple[Formula, ...]:
    found = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return tuple(Formula(each["name"], each["tex"], *(each.get(part, []) for part in _PARTS)) for each in found)


GALLERY = _read()
