"""A finished site in place of the old one: whole and old, or whole and new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from livingsurvey.build.stage import STYLESHEET
from livingsurvey.syntax.problem import SurveyError

CACHE = Path(".cache", "livingsurvey")
# What every site has and hardly anything else: ours, and one that bare MkDocs made before.
_SIGNS = (STYLESHEET, "sitemap.xml")


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
        by = "unknown"
        with suppress(OSError):  # it may be done in this moment
            by = owner.read_text(encoding="utf-8").strip()
        raise SurveyError(f"another build of this survey is running (process {by}); wait until it is done") from None


def refuse_target(target: Path, root: Path, docs: Path) -> None:
    """Raise `SurveyError` where publishing to `target` would overwrite something that is no site."""
    target, root, docs = target.resolve(), root.resolve(), docs.resolve()
    if docs.is_relative_to(target) or root.is_relative_to(target):
        reason = "it holds the survey itself; choose another folder"
    elif target.is_relative_to(docs):
        reason = "it lies among the chapters; choose another folder"
    elif target.is_relative_to(root / CACHE):
        reason = "it lies in the folder in which sites are built; choose another"
    elif target.is_file():
        reason = "it is a file; choose a folder"
    elif target.is_dir() and any(target.iterdir()) and not any((target / sign).is_file() for sign in _SIGNS):
        reason = "it holds other files; empty it, or choose another"
    else:
        return
    raise SurveyError(f"the site cannot be published to {target}: {reason}")


def publish(built: Path, target: Path) -> None:
    """Put the folder `built` where `target` is. The old folder stands aside until the new one is in its place.

    Hidden files at its top (`.git` of a worktree, `.htaccess`) are no part of a site and are kept, as MkDocs does.
    """
    target = target.resolve()
    aside = target.with_name(f".{target.name}.old")
    beside = target.with_name(f".{target.name}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    if aside.exists() and not target.exists():
        aside.rename(target)  # a publication was cut off between its two renames
    for left in (aside, beside):
        shutil.rmtree(left, ignore_errors=True)
    shutil.move(built, beside)  # a rename, or a copy from another file system
    if not target.exists():
        beside.rename(target)
        return
    for hidden in target.glob(".*"):
        if hidden.is_dir():
            shutil.copytree(hidden, beside / hidden.name, symlinks=True)
        else:
            shutil.copy2(hidden, beside / hidden.name, follow_symlinks=False)
    target.rename(aside)
    try:
        beside.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
