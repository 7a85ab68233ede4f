"""What an earlier run found out, as far as somebody keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Memory(Protocol):
    """Shelves of records: one-line texts by a name that stands for everything on which a record depends.

    What is recalled was kept by the same code of ours. It may still be anything, so whoever takes it up looks at it.
    """

    def recall(self, shelf: str) -> Mapping[str, str]:
        """The records of a shelf; none if there is no such shelf, or it cannot be read."""

    def keep(self, shelf: str, records: Mapping[str, str]) -> None:
        """Put records on a shelf in place of those that are there. It is no error if that cannot be done."""
