"""What tests in a browser share: our own survey, served under a sub-path, and Debian's Chromium."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHAPTER = "network/local-updating/"
REFERENCE = "references/douillard2023diloco/"
PAGES = {  # of each type
    "home": "",
    "chapter": CHAPTER,
    "part": "introduction/",
    "reference": REFERENCE,
    "bibliography": "references/",
    "glossary": "introduction/terminology/",
    "topics": "topics/",
    "term": "topics/challenges/privacy/",
    "rules": "contribute/rules/",
    "missing": "404.html",
}


class _UnderAName(SimpleHTTPRequestHandler):
    """Serves a folder under `/name/`, as a forge's pages are served; anything above it does not exist."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix("/name/") if path.startswith("/name/") else "does-not-exist"
        return super().translate_path("/" + inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Shows the site's own page for what is not there, as a forge does."""
        page = Path(self.translate_path("/name/404.html"))
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site; its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_UnderAName, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/name/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(own: Project) -> Iterator[str]:
    """The address of our own site."""
    with served(own.site) as root:
        yield root


@pytest.fixture(scope="session")
def known_address(published: Project) -> Iterator[str]:
    """The address of our own site as it is published: on 404.html all paths begin at the server's root."""
    with served(published.site) as root:
        yield root


@pytest.fixture(scope="session")
def browser(need: Callable[[str, str], Path]) -> Iterator[Browser]:
    chromium = need("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def faults(context: BrowserContext, page: Page) -> list[str]:
    """What goes wrong on the page while a test runs."""
    found: list[str] = []
    context.on("response", lambda response: found.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def in_view(page: Page, selector: str) -> None:
    """That an element stands in the window, below the header that stays at the top."""
    expect(page.locator(selector)).to_be_in_viewport()
    top = page.locator(selector).bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top is not None
    assert header is not None
    assert top["y"] >= header["y"] + header["height"] - 1
