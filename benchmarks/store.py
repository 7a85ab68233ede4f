"""What a large store costs: its references cold and from the cache, `survey check`, and how both grow.

Prints CPU seconds (user and system) and the peak memory of processes that do one thing each, on surveys whose ten
chapters cite all of ten .bib files of invented works (`stores.py`). Run it with `python benchmarks/store.py`;
`--runs N` sets how often, `--largest N` the most entries (100,000 take a minute).
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from stores import store

FILES = 10
USUAL = 10_000
# Every fact of every reference; prints the CPU seconds of that without Python's own start and our imports.
REFERENCES = """
import time, livingsurvey
from livingsurvey import cache
from livingsurvey.syntax import latex, names
before = time.process_time()
for reference in livingsurvey.load().references.values():
    reference.fields, reference.authors, reference.editors, reference.year
    reference.doi, reference.arxiv, reference.url, reference.venue
print(time.process_time() - before)
"""


@dataclass(frozen=True)
class Cost:
    """What a process cost: CPU seconds, peak memory in MiB; and what it printed."""

    seconds: float
    memory: float
    output: str


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5, help="counted runs with 10,000 entries (default 5)")
    arguments.add_argument("--largest", type=int, default=100_000, help="the most entries (default 100,000)")
    given = arguments.parse_args()
    packages = ("livingsurvey", "bibtexparser")
    print(", ".join(f"{name} {version(name)}" for name in packages), f"Python {platform.python_version()}", sep=", ")
    with survey(USUAL) as folder:
        print(f"\n{USUAL:,} entries: CPU seconds{'':11} {'min':>6} {'median':>7} {'max':>6}")
        row("references, cold", [references(cold(folder)) for _ in range(given.runs)])
        row("references, from the cache", [references(folder) for _ in range(given.runs)])
        row("survey check, cold", [check(cold(folder)).seconds for _ in range(given.runs)])
        row("survey check, with the cache", [check(folder).seconds for _ in range(given.runs)])
    print(f"\nsurvey check, cold {'seconds':>14} {'ms per entry':>13} {'MiB':>7}")
    for entries in (1_000, 10_000, 100_000):
        if entries <= given.largest:
            with survey(entries) as folder:
                cost = check(folder)
                each = 1000 * cost.seconds / entries
                print(f"{entries:10,} entries {cost.seconds:14.2f} {each:13.3f} {cost.memory:7.0f}")


@contextmanager
def survey(entries: int) -> Iterator[Path]:
    """A folder with a survey whose store has so many entries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "bibliography").mkdir()
        (folder / "mkdocs.yml").write_text("site_name: Benchmark\nplugins: [survey]\n", "utf-8")
        works = re.split(r"\n\n(?=@)", store(entries))
        for number in range(FILES):
            some = works[number::FILES]
            (folder / f"bibliography/{number}.bib").write_text("\n\n".join(some), "utf-8")
            cited = "\n\n".join(f"Some say so [@{work.partition('{')[2].partition(',')[0]}]." for work in some)
            (folder / f"docs/{number}.md").write_text(f"---\ntitle: Part {number}\n---\n\n{cited}\n", "utf-8")
        yield folder


def cold(folder: Path) -> Path:
    """The survey without what earlier runs left."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return folder


def references(folder: Path) -> float:
    """The CPU seconds that it takes to read all references."""
    return float(run([sys.executable, "-c", REFERENCES], folder).output)


def check(folder: Path) -> Cost:
    """What `survey check` costs."""
    return run([sys.executable, "-m", "livingsurvey", "check"], folder)


def run(command: list[str], folder: Path) -> Cost:
    """What a command costs; the end of the program if it could not run."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        file.seek(0)
        output = file.read()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed:\n{output}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)


def row(name: str, seconds: list[float]) -> None:
    """A line of the table."""
    print(f"{name:34} {min(seconds):6.2f} {statistics.median(seconds):7.2f} {max(seconds):6.2f}")


if __name__ == "__main__":
    main()
