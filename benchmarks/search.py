"""How large the search's index is, and how soon after a key press its first result stands there, in Chromium.

On this repository's survey, and on one of 200 chapters and 2,000 works (`--chapters`, `--works`). Once the index has
loaded, the beginning of a work's title is typed; for each key is measured the time until the list of results is laid
out anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from surveys import survey

OURS = Path(__file__).parents[1]
KEYS = 20
# Runs before the theme's own listener. The list is made anew for each answer.
WATCH = """() => {
  const results = document.querySelector(".md-search-result__list");
  window.costs = [];
  addEventListener("keydown", () => {
    const start = performance.now();
    const watch = new MutationObserver(() => {
      if (!results.firstElementChild) return;
      results.firstElementChild.getBoundingClientRect();
      window.costs.push(performance.now() - start);
      watch.disconnect();
    });
    watch.observe(results, { childList: true });
  }, true);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Build, measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--chapters", type=int, default=200, help="chapters of the invented survey (default 200)")
    arguments.add_argument("--works", type=int, default=2_000, help="its works (default 2,000)")
    given = arguments.parse_args()
    chromium = shutil.which("chromium") or sys.exit("chromium is missing; install it with: apt-get install chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"Chromium {browser.version}")
        report("this repository's survey", built(OURS, Path(name) / "ours"), browser)
        invented = Path(name) / "invented"
        survey(invented, given.chapters, given.works)
        settings = invented / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8").replace("[survey]", "[search, survey]"), "utf-8")
        report(f"{given.chapters} chapters, {given.works} works", built(invented, invented / "site"), browser)
        browser.close()


def built(root: Path, site: Path) -> Path:
    """The site of a survey."""
    command = [sys.executable, "-m", "livingsurvey", "build", "--no-pdf", "--no-epub", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return site


def report(name: str, site: Path, browser: Browser) -> None:
    """The lines about a site."""
    data = (site / "search/search_index.json").read_bytes()
    docs = json.loads(data)["docs"]
    works = [doc for doc in docs if doc["location"].startswith("references/") and "#" not in doc["location"]]
    size = len(json.dumps(works, ensure_ascii=False, separators=(",", ":")).encode())
    print(f"{name}: index of {len(data):,} bytes, {len(gzip.compress(data, 6)):,} with gzip; ", end="")
    print(f"{len(docs) - len(works)} sections, {len(works)} works with {size:,} bytes")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        costs = sorted(typed(page, unescape(works[len(works) // 2]["title"])[:KEYS]))
        page.close()
        server.shutdown()
    print(f"  ms from key press to first result ({len(costs)}): median {statistics.median(costs):.1f}, ", end="")
    print(f"lowest {costs[0]:.1f}, highest {costs[-1]:.1f}")


def typed(page: Page, query: str) -> list[float]:
    """Milliseconds of key presses, each answered before the next."""
    field = page.locator(".md-search__input")
    field.click()
    page.wait_for_function(  # the index has loaded, and the worker has read it
        """() => document.querySelector(".md-search-result__meta").textContent.includes("start searching")""",
        timeout=120_000,
    )
    page.evaluate(WATCH)
    for letter in query:
        page.keyboard.type(letter)  # released at once: the theme asks when a key is released
        page.wait_for_timeout(500)
    costs: list[float] = page.evaluate("window.costs")
    return costs


if __name__ == "__main__":
    main()
