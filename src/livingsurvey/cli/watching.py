"""`survey check --watch`: looks again whenever a file of the survey has changed.

It asks the disk for the files' dates instead of having the system tell of changes: that works alike on every system, in
containers and on network drives, whatever way an editor saves, and what is read is what is watched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from livingsurvey.check.reporters import visible
from livingsurvey.cli.door import FAILED, say
from livingsurvey.config import SETTINGS_FILE, read_settings
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

# Seconds between two looks at the disk; and how much longer than a look they are at least, so that looking takes no
# noticeable share of a processor however large the survey is.
_PAUSE = 0.3
_SHARE = 20

State = Mapping[Path, tuple[int, int, int]]


def watch(run: Callable[[], int], roots: Iterable[Path], files: Iterable[Path], tell: Callable[[str], None]) -> int:
    """Run now, and again whenever something changes in the surveys at `roots` or in the lone `files`; until Ctrl-C.

    What stops a run is told and stops no more than that. Returns the exit code of the last run.
    """
    roots, files = tuple(roots), tuple(files)
    code, why = FAILED, "watching; stop with Ctrl-C"
    try:
        while True:
            seen, _ = _look(roots, files)
            tell(f"{datetime.now():%H:%M:%S}  {why}")
            try:
                code = run()
            except SurveyError as error:
                code = FAILED
                say(f"error: {error}")
            except OSError as error:  # a file that is gone or locked while an editor saves it
                code = FAILED
                say(f"error: {error.filename or 'file'}: {error.strerror or error}")
            why = _told(seen, _changed(seen, roots, files))
    except KeyboardInterrupt:
        return code


def _changed(seen: State, roots: tuple[Path, ...], files: tuple[Path, ...]) -> State:
    """Wait for a change, and until whoever makes it is done."""
    before = seen
    while True:
        now, pause = _look(roots, files)
        if now == before != seen:
            return now
        before = now
        time.sleep(pause)


def _look(roots: tuple[Path, ...], files: tuple[Path, ...]) -> tuple[State, float]:
    """The files as they are, and for how long one need not look again, in seconds."""
    start = time.monotonic()
    state = {}
    for file in [*files, *(file for root in roots for file in _files(root))]:
        try:
            status = file.stat()
        except OSError:
            continue  # it is gone, which is a change
        state[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return state, max(_PAUSE, _SHARE * (time.monotonic() - start))


def _files(root: Path) -> Iterator[Path]:
    """The files that a survey is made of, and those in its folder itself: settings, baseline, CITATION.cff."""
    yield from (file for file in root.iterdir() if not file.is_dir())
    try:
        settings = read_settings(Source.read(root / SETTINGS_FILE, root))
        for folder, names, files in os.walk(root / settings.docs_dir):
            names[:] = [name for name in names if not name.startswith(".")]
            yield from (Path(folder, name) for name in files)
        for pattern in settings.bibliography:
            yield from root.glob(pattern)
    except (OSError, ValueError, NotImplementedError):
        return  # settings that cannot be read are mended in the folder itself


def _told(before: State, now: State) -> str:
    """What has changed, `docs/index.md is new, and 2 more`."""
    changed = sorted(file for file in before.keys() | now.keys() if before.get(file) != now.get(file))
    file = changed[0]
    how = "is new" if file not in before else "is gone" if file not in now else "has changed"
    more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
    return visible(f"{os.path.relpath(file)} {how}{more}")
