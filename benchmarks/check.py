"""What `survey check` costs on large surveys: cold, with nothing changed, and after an edit of one chapter.

Each survey is made of invented chapters (`surveys.py`) and ten entries for each of them (`stores.py`), and checked in
processes of their own: with the cache deleted; again; and again after a sentence more in one chapter. Run it with
`python benchmarks/check.py`; `--sizes` and `--runs` say how many chapters and how often.

CPU is user and system time of all processes together; memory the sum of what the processes hold at a moment, at most,
looked up 50 times a second where the system tells (Linux).
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from surveys import survey

SIZES = (250, 500, 1_000)
ENTRIES = 10  # for each chapter
ROOT = Path(__file__).parents[1]
EDITED = "docs/part-0/chapter-7.md"


@dataclass(frozen=True)
class Cost:
    """What a check cost: CPU seconds, seconds on the clock, and MiB at most."""

    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--sizes", type=int, nargs="*", default=SIZES, help="how many chapters (default 250 500 1000)"
    )
    arguments.add_argument("--runs", type=int, default=3, help="counted runs of each kind (default 3)")
    given = arguments.parse_args()
    print(f"livingsurvey {version('livingsurvey')}, Python {platform.python_version()}, {os.cpu_count()} processors")
    print(f"\n{'medians':28} {'CPU s':>7} {'wall s':>7} {'slowest':>8} {'MiB':>6} {'CPU ms per chapter':>19}")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            survey(folder, size, ENTRIES * size)
            title = f"{size:,} chapters, {ENTRIES * size:,} entries"
            print(title)
            row("cold", [check(folder, cold=True) for _ in range(given.runs)], size)
            row("nothing changed", [check(folder) for _ in range(given.runs)], size)
            row("one chapter edited", [check(edited(folder, turn)) for turn in range(given.runs)], size)
    row("this repository's survey", [check(ROOT) for _ in range(given.runs)])


def edited(folder: Path, turn: int) -> Path:
    """The survey with a sentence more in one chapter."""
    with (folder / EDITED).open("a", encoding="utf-8") as file:
        file.write(f"\nA sentence was added in turn {turn}.\n")
    return folder


def check(folder: Path, cold: bool = False) -> Cost:
    """What a check costs; the end of the program if it could not run."""
    if cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    command = [sys.executable, "-m", "livingsurvey", "check", "--statistics"]
    memory = 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        while (done := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            memory = max(memory, held(process.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - start
        output.seek(0)
        said = output.read()
    _, status, used = done
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) or "fault of the tool" in said:
        sys.exit(f"{' '.join(command)} failed:\n{said}")
    return Cost(used.ru_utime + used.ru_stime, wall, memory or used.ru_maxrss / 1024)


def held(process: int) -> float:
    """MiB that a process and those that it started hold now: what they share counts once (Linux, `smaps_rollup`)."""
    total = 0.0
    try:
        total += pages(process)
        for task in Path(f"/proc/{process}/task").iterdir():
            total += sum(held(int(child)) for child in (task / "children").read_text().split())
    except OSError:
        pass  # it has just ended, or this is another system
    return total


def pages(process: int) -> float:
    """MiB that a process holds; of pages that it shares with others its share."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
    return int(found[1]) / 1024 if found else 0.0


def row(name: str, costs: list[Cost], chapters: int = 0) -> None:
    """A line of the table."""
    cpu, wall = (statistics.median(values) for values in zip(*[(cost.cpu, cost.wall) for cost in costs], strict=True))
    slowest, memory = max(cost.wall for cost in costs), max(cost.memory for cost in costs)
    each = f"{1000 * cpu / chapters:19.1f}" if chapters else ""
    print(f"  {name:26} {cpu:7.2f} {wall:7.2f} {slowest:8.2f} {memory:6.0f} {each}", flush=True)


if __name__ == "__main__":
    main()
