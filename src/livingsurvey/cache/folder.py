"""A folder of files that are whole, ours, and written here."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

_OURS = re.compile(r"[0-9a-f]{40}\.txt|survey-.*\.new")
# Of ours and of others, the code that decides what is found.
_ROOMS = ("syntax", "config", "model", "check")
PACKAGES = ("jsonschema", "markdown", "math-core", "pathspec", "pylatexenc", "pyyaml")


class Folder:
    """Texts by name, up to about `room` bytes: what was used last stays."""

    def __init__(self, path: Path, room: int) -> None:
        self._path = path
        self._room = room

    @cached_property
    def seal(self) -> bytes:
        """Stands for this folder on this disk and for the code that is running; empty if there cannot be a folder.

        The file that tells git to leave the folder alone got its number and its time from the disk when it was made. So
        no file that somebody else named goes by the name that we look for, if he cannot write here himself.

        Empty also where our code is not on the disk as text: then nothing would tell an old version's findings from
        ours.
        """
        mark = self._path / ".gitignore"
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), mark.open("x", encoding="utf-8") as ignored:
                ignored.write("*\n")  # nobody wants to commit this
            status = mark.lstat()
        except OSError:
            return b""
        return _code() and blake2b(_code() + f"{status.st_ino} {status.st_ctime_ns}".encode()).digest()

    def file(self, *parts: bytes) -> Path:
        """The file named after all that its text depends on."""
        digest = blake2b(self.seal, digest_size=20)
        for part in parts:
            digest.update(b"%d:" % len(part) + part)
        return self._path / f"{digest.hexdigest()}.txt"

    def read(self, file: Path) -> str:
        """The text of a file as it was written. Raises `OSError` or `ValueError` if there is no such."""
        checksum, _, text = file.read_bytes().partition(b"\n")
        if not self.seal or checksum != _checksum(text):
            raise ValueError("the file is damaged")
        with suppress(OSError):
            os.utime(file)  # what is in use stays
        return text.decode("ascii")

    def write(self, file: Path, text: str) -> None:
        """Put a text in ASCII into a file: all of it or nothing, whoever else writes it. It is no error to fail."""
        if not self.seal:
            return
        data = text.encode("ascii")
        with suppress(OSError):
            handle, name = tempfile.mkstemp(".new", "survey-", self._path)
            try:
                with os.fdopen(handle, "wb") as new:
                    new.write(_checksum(data) + b"\n" + data)
                Path(name).replace(file)
            except OSError:
                Path(name).unlink()
            self._prune()

    def _prune(self) -> None:
        """Delete what was not used for the longest time and does not fit."""
        # By their names only files of ours: the folder may be a link to one with others in it.
        files = [(file.lstat(), file) for file in self._path.iterdir() if _OURS.fullmatch(file.name)]
        size = 0
        for status, file in sorted(files, key=lambda item: item[0].st_mtime_ns, reverse=True):
            size += status.st_size
            if size > self._room:
                file.unlink(missing_ok=True)


@cache
def _code() -> bytes:
    """Stands for the code that finds the facts: ours as it is on the disk, others' by their versions."""
    here = Path(__file__).parents[1]
    files = sorted(file for room in _ROOMS for file in (here / room).rglob("*.py"))
    digest = blake2b(sys.version.encode())
    for package in PACKAGES:
        digest.update(metadata.version(package).encode() + b"\n")
    for file in files:
        digest.update(file.relative_to(here).as_posix().encode() + b"\n" + file.read_bytes())
    return digest.digest() if files else b""


def _checksum(text: bytes) -> bytes:
    return blake2b(text, digest_size=20).hexdigest().encode()
