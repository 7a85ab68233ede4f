"""What earlier runs found out about a survey, kept in `.cache/livingsurvey` beside mkdocs.yml.

Everything in the folder may be deleted at any time, and nothing in it is ever out of date: a file is named after all
that its contents depend on, or holds records that are. It holds text under checksums, which cannot do anything when it
is read, and it counts only where it was written: nothing in it is believed in another copy of the survey. So nobody's
branch can bring a cache along that hides what is wrong with it. What cannot be read or written is as if it were not
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from livingsurvey.cache.folder import Folder
from livingsurvey.cache.readings import Readings
from livingsurvey.cache.shelves import Shelves
from livingsurvey.model.memory import Memory
from livingsurvey.model.reading import Reader, Reading
from livingsurvey.syntax.source import Source

__all__ = ["FOLDER", "WORTHWHILE", "Folder", "Readings", "Shelves", "opened"]

FOLDER = ".cache/livingsurvey"
# From so many characters on, taking up what is known is faster than finding it out by more than one would notice.
WORTHWHILE = 200_000
# How much may stay: this, and several versions of every file.
_ROOM = 16_000_000
_VERSIONS = 4


def opened(root: Path, sources: Iterable[Source]) -> tuple[Reader, Memory | None]:
    """Who reads the .bib files of the survey in a folder, and who remembers what is found in it.

    For a survey that is read in no time as it is, nothing is kept.
    """
    sizes = {source.path: len(source.text) for source in sources if source.path.endswith((".bib", ".md"))}
    folder = Folder(root / FOLDER, _ROOM + _VERSIONS * sum(sizes.values()))
    if sum(sizes.values()) < WORTHWHILE or not folder.seal:
        return Reading, None
    store = sum(size for path, size in sizes.items() if path.endswith(".bib"))
    return Readings(folder).read if store >= WORTHWHILE else Reading, Shelves(folder)
