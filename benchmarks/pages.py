"""What the pages of references cost: CPU milliseconds and bytes for each, within a survey of 200 chapters.

The engine has rendered the chapters and the shell; measured is all that `stamp` does then in the same process, from the
sentences around each mention to the files on the disk. The user's time is Python's, the system's that of the files.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import statistics
import tempfile
from pathlib import Path

from surveys import survey

import livingsurvey
from livingsurvey.build.engines import mkdocs
from livingsurvey.build.stage import generated, stage
from livingsurvey.build.stamp import stamp
from livingsurvey.render.pages import Pages

TODAY = datetime.date(2026, 1, 1)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--chapters", type=int, default=200, help="chapters of 30 citations (default 200)")
    arguments.add_argument("--entries", type=int, default=2_000, help="entries in the store (default 2,000)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        survey(root, given.chapters, given.entries)
        measure(root)


def measure(root: Path) -> None:
    """Build a survey's site, and print what its reference pages cost."""
    pages = Pages(livingsurvey.load(root, TODAY))
    staged, site = root / "staged", root / "site"
    stage(pages.survey, root / "docs", staged, generated(pages))
    mkdocs(pages, root, staged, site, print)
    before = os.times()
    made = stamp(pages, site)
    after = os.times()
    user, system = (after.user - before.user) * 1000 / made, (after.system - before.system) * 1000 / made
    print(f"{made} reference pages: {user:.2f} ms each, and {system:.2f} ms of the system for the files")
    written = [site.joinpath("references", slug, "index.html").read_bytes() for slug in pages.addresses.slugs.values()]
    for name, sizes in (
        ("bytes", sorted(map(len, written))),
        ("compressed", sorted(len(gzip.compress(page, mtime=0)) for page in written)),
    ):
        print(f"{name:12} median {statistics.median(sizes):8,.0f}, largest {sizes[-1]:8,}")


if __name__ == "__main__":
    main()
