"""What a key press costs in the bibliography of a survey of 10,000 works, in Chromium; and the size of its data.

A query is typed letter by letter, several times. For each key are measured the script and the layout that it causes,
and the time until the new list is painted, which holds the wait for the next frame. `--works N` sets the size.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from stores import store

SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [survey]
extra: {survey: {select: [CIT001]}}
"""
QUERIES = ("federated learning", "müller 2020", "conference on trees", '"sparse gradients"', "zelkova")
LIST = ".sv-bibliography ol"
# Runs before the page's own listener, and again behind what it does.
WATCH = f"""() => {{
  const list = document.querySelector("{LIST}");
  window.costs = [];
  addEventListener("input", () => {{
    const start = performance.now();
    const cost = {{}};
    window.costs.push(cost);
    addEventListener("input", () => {{
      list.getBoundingClientRect();
      cost.work = performance.now() - start;
    }}, {{ once: true }});
    requestAnimationFrame(() => setTimeout(() => (cost.painted = performance.now() - start)));
  }}, true);
}}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Build, measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--works", type=int, default=10_000, help="works of the survey (default 10,000)")
    arguments.add_argument("--runs", type=int, default=5, help="how often each query is typed (default 5)")
    given = arguments.parse_args()
    chromium = shutil.which("chromium") or sys.exit("chromium is missing; install it with: apt-get install chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = built(folder, given.works)
        data = (site / "references/works.json").read_bytes()
        print(f"works.json of {given.works} works: {len(data):,} bytes, {len(gzip.compress(data, 9)):,} with gzip")
        handler = partial(_Quiet, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            print(f"Chromium {browser.version}")
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/references/")
            page.wait_for_selector(".sv-browse--ready")
            report("key press", typed(page, given.runs))
            browser.close()
            server.shutdown()


def built(folder: Path, works: int) -> Path:
    """The site of a survey whose chapters cite every seventh work."""
    text = store(works)
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.M)
    for name, content in {
        "mkdocs.yml": SETTINGS,
        "bibliography/a.bib": text,
        "docs/index.md": "# Home\n\n" + "\n".join(f"See [@{key}]." for key in keys[::7]) + "\n",
        "docs/other.md": "# Other\n\n" + "\n".join(f"See [@{key}]." for key in keys[::11]) + "\n",
    }.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, "utf-8")
    command = [sys.executable, "-m", "livingsurvey", "build", "--no-pdf", "--no-epub"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return folder / "site"


def typed(page: Page, runs: int) -> list[dict[str, float]]:
    """Milliseconds of each key press."""
    page.evaluate(WATCH)
    field = page.get_by_role("searchbox", name="Search", exact=True)
    for _ in range(runs):
        for query in QUERIES:
            field.fill("")
            field.press_sequentially(query, delay=60)
    costs: list[dict[str, float]] = page.evaluate("window.costs")
    return costs


def report(name: str, costs: list[dict[str, float]]) -> None:
    """The table."""
    print(f"{f'ms per {name} ({len(costs)})':30} {'median':>7} {'95 %':>7} {'max':>7}")
    for label, key in (("script and layout", "work"), ("until painted", "painted")):
        values = sorted(cost[key] for cost in costs if key in cost)
        middle, high = statistics.median(values), values[int(len(values) * 0.95)]
        print(f"{label:30} {middle:7.1f} {high:7.1f} {values[-1]:7.1f}")


if __name__ == "__main__":
    main()
