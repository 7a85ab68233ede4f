"""What git knows of a survey's files: when the text of each was last edited, and by which commit it is as it is.

Nothing is told that is not sure: no date where there is no repository or no git, none for a file that has changes not
committed yet, and none at all in a shallow clone, whose oldest commit seems to have written every file. A file that was
only moved keeps its date.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Before a commit in the log; what stands before a file there is a letter.
_MARK = "\x01"
# Where a hook of git runs us, these tell of the commit that is being made, and not of the folder that we ask about.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
# Read and nothing else: no file of git's is refreshed, no program of the settings runs, no missing object is fetched.
_CALM = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_LOG = (
    "log", "-z", f"--format=%x{ord(_MARK):02x}%H %as", "--date-order", "-c", "--root", "--relative", "--name-status",
    "--find-renames=100%", "--no-color", "--no-show-signature", "HEAD", "--", ".",
)  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """The state of a file: on which day somebody last edited its text, as its author's clock had it, the last commit
    that touched it, be it to move it, and the file's path below the repository's root.
    """

    date: datetime.date
    commit: str
    path: str


@dataclass(frozen=True)
class History:
    """The editions of files, by their paths below the survey's root; a file of which nothing is sure is not here."""

    editions: Mapping[str, Edition] = field(default_factory=dict)


def read_history(root: Path, paths: Iterable[str]) -> History:
    """What git knows of some files, named by their paths below `root`: a folder in a repository, or in none."""
    told = _git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    shallow, _, prefix = (told or "true").partition("\n")
    if shallow != "false":
        return History()
    changed = _git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "HEAD", "--", ".")
    log = _git(root, *_LOG)
    if changed is None or log is None:
        return History()
    asked = (path for path in dict.fromkeys(paths) if _is_plain(root, path))
    editions = _editions(log, set(asked).difference(changed.split("\0")), prefix.removesuffix("\n"))
    return History(editions)


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints about a folder; `None` if it cannot say, or is not there."""
    around = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=root,
            env=around | _CALM,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None


def _is_plain(root: Path, path: str) -> bool:
    """Whether no link leads to a file: git knows when the link was edited, and not what it leads to."""
    return not any((root / part).is_symlink() for part in (path, *map(str, Path(path).parents)))


@dataclass(frozen=True)
class _Change:
    """What a commit did to a file: `former` is the name that the file had before, if it was only moved."""

    path: str
    former: str = ""
    gone: bool = False


def _editions(log: str, paths: set[str], prefix: str) -> Mapping[str, Edition]:
    """The editions of files, from a log whose newest commit comes first."""
    asked = {path: path for path in paths}  # today's path of a file, by the one that it had at this point of the log
    touched: dict[str, str] = {}
    found = {}
    for commit, date, changes in _commits(log):
        moved = {}
        for change in changes:
            if (path := asked.pop(change.path, None)) is None or change.gone:
                continue  # what is gone from git, and still asked for, git does not know
            touched.setdefault(path, commit)
            if change.former:
                moved[change.former] = path
            elif date:
                found[path] = Edition(date, touched[path], prefix + path)
        asked |= moved
        if not asked:
            break
    return found


def _commits(log: str) -> Iterator[tuple[str, datetime.date | None, list[_Change]]]:
    """Each commit of a log with its author's day and what it changed (git-log, "--name-status" and "-z").

    Of a file there are the letters of what happened to it, one for each parent, and its name; of one that was moved a
    letter with digits, its former name and its name.
    """
    parts = iter(log.split("\0"))
    commit, date = "", None
    changes: list[_Change] = []
    for part in parts:
        if part.startswith(_MARK):
            if commit:
                yield commit, date, changes
            commit, _, day = part.removeprefix(_MARK).partition(" ")
            date, changes = _day(day), []
        elif status := part.strip("\n"):
            name = next(parts, "")
            if status[-1].isdecimal():
                changes += [_Change(next(parts, ""), former=name), _Change(name, gone=True)]
            else:
                changes.append(_Change(name, gone="D" in status))
    if commit:
        yield commit, date, changes


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:  # a clock can be wrong by more than a calendar holds
        return None
