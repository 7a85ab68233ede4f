"""What a build of this survey costs beside plain MkDocs with Material on the same chapters.

Prints the CPU seconds (user and system, whole processes) of alternating runs as minimum, median and maximum, and what
`survey build` adds. Run it with `make bench`; `--runs N` sets how often.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("docs", "bibliography", "mkdocs.yml", "CITATION.cff")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=7, help="counted runs of each build (default 7)")
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        plain, ours = Path(folder, "plain"), Path(folder, "ours")
        for copy in (plain, ours):
            copy.mkdir()
            for part in PARTS:
                source = ROOT / part
                (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
        without_plugin(plain / "mkdocs.yml")
        program = [sys.executable, "-m"]
        commands: dict[str, Callable[[], float]] = {
            "plain Material": lambda: cpu([*program, "mkdocs", "build", "--quiet"], plain),
            "survey build without books": lambda: cpu(
                [*program, "livingsurvey", "build", "--no-pdf", "--no-epub"], cold(ours)
            ),
            "survey build": lambda: cpu([*program, "livingsurvey", "build"], cold(ours)),
        }
        for run in commands.values():
            run()  # not counted: fills the file caches
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, run in commands.items():
                seconds[name].append(run())
    report(seconds)


def without_plugin(settings: Path) -> None:
    """Leave only what plain Material knows."""
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if line.strip() not in ("- survey", "- References: references/index.md"))
    settings.write_text(kept, "utf-8")


def cold(project: Path) -> Path:
    """The project without what earlier builds left."""
    for left in (".cache", "site"):
        shutil.rmtree(project / left, ignore_errors=True)
    return project


def cpu(command: list[str], folder: Path) -> float:
    """User and system seconds of a command and its children; the end of the program if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(seconds: dict[str, list[float]]) -> None:
    """The table."""
    names = ("livingsurvey", "mkdocs", "mkdocs-material", "typst")
    print(", ".join(f"{name} {version(name)}" for name in names), f"Python {platform.python_version()}", sep=", ")
    print(f"{'CPU seconds':24} {'min':>6} {'median':>7} {'max':>6}")
    for name, values in seconds.items():
        print(f"{name:24} {min(values):6.2f} {statistics.median(values):7.2f} {max(values):6.2f}")
    rows = list(seconds.values())
    added = [ours - plain for plain, ours in zip(rows[0], rows[1], strict=True)]
    book = [whole - site for site, whole in zip(rows[1], rows[2], strict=True)]
    print(f"the site costs {statistics.median(added):+.2f} s beside plain Material (median of pairs)")
    print(f"the PDF costs {statistics.median(book):+.2f} s")


if __name__ == "__main__":
    main()
