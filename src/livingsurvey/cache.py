"""What an earlier run found out about a store, kept in `.cache/livingsurvey` beside mkdocs.yml.

A file there is named after all that its contents depend on: the text of a .bib file, the macros known before it, and
the code that read it. So nothing in the folder is ever out of date, and everything in it may be deleted at any time. It
holds JSON under a checksum, which cannot do anything when it is read: a folder may come from somebody else's branch.
What cannot be read or written is as if it were not there.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from livingsurvey.model.reading import Reader, Reading
from livingsurvey.model.recalled import Recalled, facts
from livingsurvey.syntax.source import Source

FOLDER = ".cache/livingsurvey"
# From so many characters on, taking up what is known is faster than finding it out by more than one would notice.
WORTHWHILE = 200_000
# How much may stay: this, and several versions of every file.
_ROOM = 16_000_000
_VERSIONS = 4
_OURS = re.compile(r"[0-9a-f]{40}\.json|reading-.*\.new")
# Others' code that decides what is found.
_PACKAGES = ("pylatexenc",)


def reader(root: Path, sources: Iterable[Source]) -> Reader:
    """Who reads the .bib files of the survey in a folder: with a cache, unless they are read in no time as it is."""
    size = sum(len(source.text) for source in sources if source.path.endswith(".bib"))
    return Cache(root / FOLDER, _ROOM + _VERSIONS * size).read if size >= WORTHWHILE and _code() else Reading


class Cache:
    """A folder of what is known of .bib files, up to about `room` bytes: what was used last stays."""

    def __init__(self, folder: Path, room: int) -> None:
        self._folder = folder
        self._room = room

    def read(self, source: Source, known: Mapping[str, str]) -> Reading:
        """The reading of a file; see `Reading`."""
        file = self._folder / f"{_name(source, known)}.json"
        try:
            checksum, _, text = file.read_bytes().partition(b"\n")
            if checksum != _checksum(text):
                raise ValueError("the file is damaged")
            found = Recalled(source, known, json.loads(text))
        except (OSError, ValueError, RecursionError):
            reading = Reading(source, known)
            self._keep(file, json.dumps(facts(reading), separators=(",", ":")).encode())
            return reading
        with suppress(OSError):
            os.utime(file)  # what is in use stays
        return found

    def _keep(self, file: Path, text: bytes) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), (self._folder / ".gitignore").open("x", encoding="utf-8") as ignored:
                ignored.write("*\n")  # nobody wants to commit this
            handle, name = tempfile.mkstemp(".new", "reading-", self._folder)
            try:
                with os.fdopen(handle, "wb") as new:
                    new.write(_checksum(text) + b"\n" + text)
                Path(name).replace(file)  # whole or not at all, whoever else writes it
            except OSError:
                Path(name).unlink()
            self._prune()

    def _prune(self) -> None:
        """Delete what was not used for the longest time and does not fit."""
        # By their names only files of ours: the folder may be a link to one with others in it.
        files = [(file.lstat(), file) for file in self._folder.iterdir() if _OURS.fullmatch(file.name)]
        size = 0
        for status, file in sorted(files, key=lambda item: item[0].st_mtime_ns, reverse=True):
            size += status.st_size
            if size > self._room:
                file.unlink(missing_ok=True)


def _name(source: Source, known: Mapping[str, str]) -> str:
    """A name that stands for everything on which a reading depends."""
    digest = blake2b(_code(), digest_size=20)
    digest.update(json.dumps(sorted(known.items())).encode() + b"\n")
    digest.update(source.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """Stands for the code that finds the facts: ours as it is on the disk, others' by their versions.

    Empty where our code is not on the disk as text: then nothing would tell an old version's findings from ours.
    """
    here = Path(__file__).parent
    files = sorted(file for room in ("syntax", "model") for file in (here / room).glob("*.py"))
    digest = blake2b(sys.version.encode())
    for package in _PACKAGES:
        digest.update(metadata.version(package).encode() + b"\n")
    for file in files:
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.digest() if files else b""


def _checksum(text: bytes) -> bytes:
    return blake2b(text, digest_size=20).hexdigest().encode()
