"""What tests in a browser share: surveys, served under a sub-path, Debian's Chromium, and patience.

Nothing here may depend on how fast a machine is. What follows from an act is awaited: by `expect`, or by `until` where
it is no matter of one element. And the theme writes the heading that is being read into the address a while after the
page has moved (`navigation.tracking`): where a reader has come to tells `:target`, not what follows `#` in the address.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import Project
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PATIENCE = 30  # seconds; a test that goes well never takes them
expect.set_options(timeout=PATIENCE * 1000)
Read = TypeVar("Read")

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
def sample_address(sample: Project) -> Iterator[str]:
    """The address of the sample's site."""
    with served(sample.site) as root:
        yield root


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
        # Nothing glides: what is scrolled to is there at once.
        launched.new_context = partial(launched.new_context, reduced_motion="reduce")  # type: ignore[method-assign]
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
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


def until(page: Page, read: Callable[[], Read], fits: Callable[[Read], bool]) -> Read:
    """Read again and again until what is read fits; returns that."""
    limit = time.monotonic() + PATIENCE
    while not fits(found := read()):
        assert time.monotonic() < limit, f"it stays {found!r}"
        page.wait_for_timeout(50)
    return found


def visit(page: Page, address: str) -> None:
    """Open a page and wait until nothing on it moves by itself any more, as it does when its font comes."""
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")


def hold_time(page: Page) -> None:
    """From now on the page's clock, which must have been installed, goes no further than a test lets it run."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def at(page: Page, address: str) -> None:
    """That a reader has come to a page, wherever on it."""
    expect(page).to_have_url(re.compile(rf"^{re.escape(address)}(#.*)?$"))


def fits(page: Page, width: int) -> None:
    """That a page can be read without scrolling sideways."""
    until(page, lambda: page.evaluate("document.documentElement.scrollWidth"), lambda found: found == width)


def in_view(page: Page, selector: str) -> None:
    """That an element stands in the window, below the header that stays at the top."""
    expect(page.locator(selector)).to_be_in_viewport()
    covered = (
        "it => document.querySelector('.md-header').getBoundingClientRect().bottom - it.getBoundingClientRect().top"
    )
    until(page, lambda: page.locator(selector).evaluate(covered), lambda found: found <= 1)
