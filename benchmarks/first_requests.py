"""What a chapter of this survey asks the server for before anyone interacts, beside plain Material's.

Both sites are built from the same chapters and served from this machine; Chromium opens the chapter and waits until the
network is silent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from build import PARTS, ROOT, without_plugin
from playwright.sync_api import Browser, Request, sync_playwright

CHAPTER = "network/local-updating/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Count and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        plain, ours = (_asked(browser, _built(Path(folder, name), name == "ours")) for name in ("plain", "ours"))
        browser.close()
    for name, asked in (("plain Material", plain), ("the survey", ours)):
        kinds = Counter(kind for _, kind in asked)
        print(f"{name:15} {len(asked):3} requests: {', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}")
    paths = {path for path, _ in plain}
    more = [(path, kind) for path, kind in ours if path not in paths]
    print("beyond plain Material:", *(f"  {kind:10} {path}" for path, kind in more), sep="\n")
    print(f"{sum(kind != 'font' for _, kind in more)} without fonts")


def _built(project: Path, ours: bool) -> Path:
    project.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, project / part)
    if not ours:
        without_plugin(project / "mkdocs.yml")
    command = ["livingsurvey", "build", "--no-pdf", "--no-epub"] if ours else ["mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=project, capture_output=True, text=True, env=environment
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return project / "site"


def _asked(browser: Browser, site: Path) -> list[tuple[str, str]]:
    """The path and the kind of each request."""
    asked: list[tuple[str, str]] = []

    def note(request: Request) -> None:
        asked.append((urlsplit(request.url).path, request.resource_type))

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.on("request", note)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{CHAPTER}", wait_until="networkidle")
        page.close()
        server.shutdown()
    return asked


if __name__ == "__main__":
    main()
