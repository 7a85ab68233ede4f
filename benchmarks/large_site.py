"""What the site of a large survey costs beside plain MkDocs with Material on the same chapters.

Ours is `survey build` without books, with nothing kept from before: the check, the chapters, a page for each
reference, the exports, the bibliography and the search index. Plain Material has the same Markdown, extensions,
theme, navigation and search plugin; citations stay there as they were typed. CPU seconds (user and system, whole
processes) of alternating runs; the ratio is the median of those within a turn.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from build import cold, cpu
from surveys import survey

PLUGINS = "plugins: [survey]"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--chapters", type=int, default=200, help="chapters of 30 citations (default 200)")
    arguments.add_argument("--entries", type=int, default=2_000, help="entries in the store (default 2,000)")
    arguments.add_argument("--runs", type=int, default=5, help="counted runs of each build (default 5)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain, ours = Path(folder, "plain"), Path(folder, "ours")
        for project, plugins in ((plain, "[search]"), (ours, "[search, survey]")):
            project.mkdir()
            survey(project, given.chapters, given.entries)
            settings = project / "mkdocs.yml"
            settings.write_text(settings.read_text("utf-8").replace(PLUGINS, f"plugins: {plugins}"), "utf-8")
        program = [sys.executable, "-m"]
        commands: dict[str, Callable[[], float]] = {
            "plain Material": lambda: cpu([*program, "mkdocs", "build", "--quiet"], cold(plain)),
            "survey build without books": lambda: cpu(
                [*program, "livingsurvey", "build", "--no-pdf", "--no-epub"], cold(ours)
            ),
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(given.runs + 1):
            for name, run in commands.items():
                took = run()
                if turn:  # the first fills the file system's cache
                    seconds[name].append(took)
    report(seconds)


def report(seconds: dict[str, list[float]]) -> None:
    """The table, and the ratio."""
    print(f"{'CPU seconds':24} {'min':>6} {'median':>7} {'max':>6}")
    for name, values in seconds.items():
        print(f"{name:24} {min(values):6.2f} {statistics.median(values):7.2f} {max(values):6.2f}")
    ratios = [ours / plain for plain, ours in zip(*seconds.values(), strict=True)]
    print(f"the survey costs {statistics.median(ratios):.2f} times as much ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
