"""What scanning a .bib file costs beside bibtexparser 2 on the same text, and how it grows.

Both read the same invented store (`stores.py`) by turns in one process; bibtexparser with its default middleware, which
puts macros in and takes delimiters away, as our scanner does. Run it with `python benchmarks/scan.py`; `--runs N` sets
how often.
"""

from __future__ import annotations

import argparse
import gc
import logging
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from stores import store

from livingsurvey.syntax.bibtex import scan
from livingsurvey.syntax.source import Source

USUAL = 10_000
SIZES = (1_000, 10_000, 100_000)
# One size in a process of its own, for its memory: what scanning takes, and what the process holds at most, in KiB.
GROWTH = """
import resource, sys, time
sys.path.insert(0, sys.argv[2])
from scan import cpu, scan, Source, store
source = Source("store.bib", store(int(sys.argv[1])))
print(cpu(lambda: scan(source)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=9, help="counted pairs of runs with 10,000 entries (default 9)")
    runs = arguments.parse_args().runs
    packages = ("livingsurvey", "bibtexparser")
    print(", ".join(f"{name} {version(name)}" for name in packages), f"Python {platform.python_version()}", sep=", ")
    text = store(USUAL)
    agree(text)
    pairs = [(cpu(lambda: scan(Source("store.bib", text))), cpu(lambda: parse_string(text))) for _ in range(runs)]
    print(f"\n{USUAL:,} entries: CPU seconds {'min':>6} {'median':>7} {'max':>6}")
    row("livingsurvey", [ours for ours, _ in pairs])
    row("bibtexparser", [theirs for _, theirs in pairs])
    ratios = [ours / theirs for ours, theirs in pairs]
    row("ratio of each pair", ratios)
    print(f"scanning costs {statistics.median(ratios):.2f} of bibtexparser (median of pairs)")
    print(f"\nscanning {'CPU seconds':>26} {'us per entry':>13} {'MiB at most':>12}")
    for entries in SIZES:
        command = [sys.executable, "-c", GROWTH, str(entries), str(Path(__file__).parent)]
        seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        each = 1_000_000 * float(seconds) / entries
        print(f"{entries:10,} entries {float(seconds):16.2f} {each:13.1f} {int(memory) / 1024:12.0f}")


def agree(text: str) -> None:
    """The end of the program where both do not read the same entries: then there is nothing to compare."""
    logging.disable()
    ours = [entry.key for entry in scan(Source("store.bib", text)).entries]
    if ours != [entry.key for entry in parse_string(text).entries]:
        sys.exit("the two readers disagree on the store")


def cpu(run: Callable[[], object]) -> float:
    """User and system seconds of a call, with the first look of the garbage collector at what it made."""
    gc.collect()
    before = time.process_time()
    kept = run()  # until the clock is read: letting go of the result is no part of it
    gc.collect(0)  # our scanner pauses collection, which is a debt
    seconds = time.process_time() - before
    del kept
    return seconds


def row(name: str, values: list[float]) -> None:
    """A line of the table."""
    print(f"{name:27} {min(values):6.2f} {statistics.median(values):7.2f} {max(values):6.2f}")


if __name__ == "__main__":
    main()
