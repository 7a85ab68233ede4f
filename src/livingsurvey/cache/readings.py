"""What is known of .bib files."""

from __future__ import annotations

import json
from collections.abc import Mapping

from livingsurvey.cache.folder import Folder
from livingsurvey.model.reading import Reading
from livingsurvey.model.recalled import Recalled, facts
from livingsurvey.syntax.source import Source


class Readings:
    """Reads .bib files, and keeps what it found in them for the next time."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def read(self, source: Source, known: Mapping[str, str]) -> Reading:
        """The reading of a file; see `Reading`."""
        macros = json.dumps(sorted(known.items())).encode()
        file = self._folder.file(b"reading", macros, source.text.encode("utf-8", "surrogatepass"))
        try:
            return Recalled(source, known, json.loads(self._folder.read(file)))
        except (OSError, ValueError, RecursionError):
            reading = Reading(source, known)
            self._folder.write(file, json.dumps(facts(reading), separators=(",", ":")))
            return reading
