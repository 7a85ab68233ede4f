"""The files of a survey on the disk: which are documents, which are read, and where links stand instead of files.

No link is followed to anything outside the survey's folder, or to a hidden file in it: whatever a link leads to would
be published. Only plain files of a reasonable size are read, so that nothing makes reading hang.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from livingsurvey.config import Settings
from livingsurvey.model.work import CITATION_FILE
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

# The documents that are read; others are only copied.
_TEXTS = (".md", ".svg", ".yml", ".yaml")
# What MkDocs leaves out of the documents by default; `exclude_docs` adds to it.
_LEFT_OUT = (".*", "/templates/")
# Bytes that a text may have; stores of 100,000 entries are as large as that.
_ROOM = {".bib": 64 << 20}
_ROOM_OF_OTHERS = 16 << 20


@dataclass(frozen=True)
class Folder:
    """What was found: paths of documents below the documents' folder, the texts that are read, links by their paths
    below the survey's folder (where each leads to, as it says itself).
    """

    documents: frozenset[str]
    sources: tuple[Source, ...]
    links: Mapping[str, str]


def read_folder(root: Path, settings: Settings) -> Folder:
    """Find and read the files of a survey. Raises `SurveyError`, and `OSError` for what cannot be read."""
    return _Search(root, settings).folder()


class _Search:
    """Looks through one survey's folder."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root = root
        self._settings = settings
        self._docs = root / settings.docs_dir
        self._left_out = GitIgnoreSpec.from_lines([*_LEFT_OUT, *settings.exclude_docs.splitlines()])
        self._links: dict[str, str] = {}
        self._plain: set[Path] = set()

    def folder(self) -> Folder:
        """See `read_folder`."""
        if not self._docs.is_dir():
            name, docs = self._settings.source.path, self._settings.docs_dir
            raise SurveyError(f"{name}: there is no folder `{docs}`; make it, or set docs_dir")
        if not self._is_ours(self._docs):
            raise SurveyError(f"{self._settings.docs_dir}: this folder is a link that leads out of the survey's folder")
        documents = sorted(self._documents())
        texts = [file for file in documents if file.suffix.lower() in _TEXTS]
        stores = {file for pattern in self._settings.bibliography for file in self._root.glob(pattern)}
        named = [self._root / name for name in (CITATION_FILE, self._settings.baseline) if name]
        others = sorted(stores) + [file for file in named if file.is_symlink() or file.exists()]
        texts += [file for file in others if self._is_ours(file) and self._is_file(file)]
        sources = tuple(self._source(file) for file in dict.fromkeys(texts))
        paths = frozenset(file.relative_to(self._docs).as_posix() for file in documents)
        return Folder(paths, sources, dict(sorted(self._links.items())))

    def _documents(self) -> Iterator[Path]:
        """Every file of the documents that is published."""
        folders = [self._docs]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    path = Path(entry.path)
                    if not entry.is_symlink() and entry.is_dir():
                        folders.append(path)
                    elif self._left_out.match_file(path.relative_to(self._docs).as_posix()):
                        continue
                    elif self._is_ours(path) and self._is_file(path):
                        yield path

    def _is_ours(self, path: Path) -> bool:
        """Whether a path may be read: no part of it is a link, or all lead to what is in the survey's folder and not
        hidden there. Links are noted.
        """
        parts = path.relative_to(self._root).parts
        ways = [self._root.joinpath(*parts[:number]) for number in range(1, len(parts) + 1)]
        links = [way for way in ways if way not in self._plain and way.is_symlink()]
        if not links:
            self._plain.update(ways)
            return True
        for link in links:
            self._links[link.relative_to(self._root).as_posix()] = link.readlink().as_posix()
        try:
            below = path.resolve(strict=True).relative_to(self._root.resolve())
        except (OSError, RuntimeError, ValueError):  # it leads nowhere, to itself, or out of the folder
            return False
        return not any(part.startswith(".") for part in below.parts)

    def _is_file(self, path: Path) -> bool:
        """Whether this is a plain file; a folder is none. Raises `SurveyError` for what would make reading hang."""
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return True
        if stat.S_ISDIR(mode):
            return False
        name = path.relative_to(self._root).as_posix()
        raise SurveyError(f"{name}: this is no file that can be read, but a pipe, a socket or a device; remove it")

    def _source(self, file: Path) -> Source:
        size, room = file.stat().st_size, _ROOM.get(file.suffix, _ROOM_OF_OTHERS)
        if size > room:
            name = file.relative_to(self._root).as_posix()
            raise SurveyError(
                f"{name}: {size >> 20} MB are too many for a text, of which {room >> 20} MB can be read; divide it"
            )
        return Source.read(file, self._root)
