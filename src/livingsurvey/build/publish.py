"""A finished site in place of the old one: whole and old, or whole and new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from livingsurvey.syntax.problem import SurveyError

CACHE = Path(".cache", "livingsurvey")


@contextmanager
def locked(cache: Path) -> Iterator[None]:
    """Hold the build of this survey for one process. Raises `SurveyError` naming the process that has it."""
    cache.mkdir(parents=True, exist_ok=True)
    owner = cache / "building"
    try:
        with FileLock(cache / "lock", timeout=0):
            owner.write_text(f"{os.getpid()}\n", encoding="utf-8")
            try:
                yield
            finally:
                owner.unlink(missing_ok=True)
    except Timeout:
        by = owner.read_text(encoding="utf-8").strip() if owner.exists() else "unknown"
        raise SurveyError(f"another build of this survey is running (process {by}); wait until it is done") from None


def refuse_target(target: Path, root: Path, docs: Path) -> None:
    """Raise `SurveyError` where publishing to `target` would overwrite something that is no site."""
    target = target.resolve()
    for kept in (root.resolve(), docs.resolve()):
        if kept == target or kept.is_relative_to(target):
            raise SurveyError(
                f"the site cannot be published to {target}: it holds the survey itself; choose another folder"
            )
    if target.is_relative_to(docs.resolve()):
        raise SurveyError(
            f"the site cannot be published to {target}: it lies among the chapters; choose another folder"
        )
    if target.is_file():
        raise SurveyError(f"the site cannot be published to {target}: it is a file; choose a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").exists():
        raise SurveyError(
            f"the site cannot be published to {target}: it holds other files; empty it, or choose another"
        )


def publish(built: Path, target: Path) -> None:
    """Put the folder `built` where `target` is. The old folder stands aside until the new one is in its place."""
    aside = target.with_name(f".{target.name}.old")
    beside = target.with_name(f".{target.name}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in (aside, beside):
        shutil.rmtree(left, ignore_errors=True)
    shutil.move(built, beside)  # a rename, or a copy from another file system
    old = target.exists()
    if old:
        target.rename(aside)
    try:
        beside.rename(target)
    except OSError:
        if old:
            with suppress(OSError):
                aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
