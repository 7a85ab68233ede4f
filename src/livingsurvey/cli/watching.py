"""`survey check --watch`: looks again whenever a file of the survey has changed.

It asks the disk for the files' dates instead of having the system tell of changes: that works alike on every system, in
containers and on network drives, whatever way an editor saves, and what is read is what is watched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from livingsurvey.check.reporters import visible
from livingsurvey.cli.door import FAILED, heading, say
from livingsurvey.config import SETTINGS_FILE, Settings, read_settings
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

# Seconds between two looks at the disk; and how much longer than a look they are at least, so that looking takes no
# noticeable share of a processor however large the survey is.
_PAUSE = 0.3
_SHARE = 20

State = Mapping[Path, tuple[int, int, int]]


def watch(run: Callable[[], int], roots: Iterable[Path], files: Iterable[Path], aside: bool) -> int:
    """Run now, and again whenever something changes in the surveys at `roots` or in the lone `files`; until Ctrl-C.

    What stops a run is told and stops no more than that. When it looks, and why, is told `aside`, on standard error,
    where standard output is for a program. Returns the exit code of the last run.
    """
    disk = _Disk(tuple(roots), tuple(files))
    code, why = FAILED, "the first look"
    try:
        while True:
            seen, _ = disk.look()
            heading(f"{datetime.now():%H:%M:%S}  {why}", aside)
            try:
                code = run()
            except SurveyError as error:
                code = FAILED
                say(f"error: {error}")
            except OSError as error:  # a file that is gone or locked while an editor saves it
                code = FAILED
                say(f"error: {error.filename or 'file'}: {error.strerror or error}")
            click.echo("Waiting for a change; stop with Ctrl-C.", err=aside)
            why = _told(seen, disk.changed(seen))
    except KeyboardInterrupt:
        return code


class _Disk:
    """The files that are watched."""

    def __init__(self, roots: tuple[Path, ...], files: tuple[Path, ...]) -> None:
        self._roots = roots
        self._files = files
        self._sound: dict[Path, Settings] = {}

    def changed(self, seen: State) -> State:
        """Wait for a change, and until whoever makes it is done."""
        before = seen
        while True:
            now, pause = self.look()
            if now == before != seen:
                return now
            before = now
            time.sleep(pause)

    def look(self) -> tuple[State, float]:
        """The files as they are, and for how many seconds one need not look again."""
        start = time.monotonic()
        state = {}
        for file in [*self._files, *(file for root in self._roots for file in self._of_survey(root))]:
            with suppress(OSError):  # one that is gone is missing in the state, which is a change
                status = file.stat()
                state[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
        return state, max(_PAUSE, _SHARE * (time.monotonic() - start))

    def _of_survey(self, root: Path) -> Iterator[Path]:
        """What a survey is made of, and the files in its folder itself, such as its settings and CITATION.cff.

        While the settings cannot be read, what they said before is watched, too.
        """
        with suppress(OSError):
            yield from (file for file in root.iterdir() if not file.is_dir())
        folders = [self._sound[root]] if root in self._sound else []
        with suppress(OSError):
            text = Source.read(root / SETTINGS_FILE, root)
            if not folders or folders[0].source != text:
                folders.append(read_settings(text))
        if folders and not folders[-1].problems:
            self._sound[root] = folders[-1]
        for settings in folders:
            for folder, names, files in os.walk(root / settings.docs_dir):
                names[:] = [name for name in names if not name.startswith(".")]
                yield from (Path(folder, name) for name in files if not name.startswith("."))
            with suppress(OSError, ValueError, NotImplementedError):  # no pattern that can be used
                for pattern in settings.bibliography:
                    yield from root.glob(pattern)


def _told(before: State, now: State) -> str:
    """What has changed, `docs/index.md is new, and 2 more`."""
    changed = sorted(file for file in before.keys() | now.keys() if before.get(file) != now.get(file))
    file = changed[0]
    how = "is new" if file not in before else "is gone" if file not in now else "has changed"
    more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
    return visible(f"{os.path.relpath(file)} {how}{more}")
