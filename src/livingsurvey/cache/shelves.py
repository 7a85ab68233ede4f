"""Records by name, of which a shelf is one file."""

from __future__ import annotations

from collections.abc import Mapping

from livingsurvey.cache.folder import Folder


class Shelves:
    """The memory of a survey; see `Memory`."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._read: dict[str, Mapping[str, str]] = {}

    def recall(self, shelf: str) -> Mapping[str, str]:
        """The records of a shelf, read once."""
        if shelf not in self._read:
            try:
                lines = self._folder.read(self._folder.file(b"shelf", shelf.encode())).split("\n")
            except (OSError, ValueError):
                lines = []
            self._read[shelf] = {name: record for name, _, record in (line.partition(" ") for line in lines if line)}
        return self._read[shelf]

    def keep(self, shelf: str, records: Mapping[str, str]) -> None:
        """Write the records of a shelf."""
        self._read[shelf] = dict(records)
        lines = "".join(f"{name} {record}\n" for name, record in records.items())
        self._folder.write(self._folder.file(b"shelf", shelf.encode()), lines)
