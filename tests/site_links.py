"""Whether the links of a built site lead somewhere."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

_LINKING = {"a": "href", "link": "href", "img": "src", "script": "src"}


def broken_links(site: Path, base: str = "/") -> list[str]:
    """The links within a site, served under the path `base`, whose file or anchor does not exist."""
    pages = {file: html.fromstring(file.read_bytes()) for file in sorted(site.rglob("*.html"))}
    anchors = {file: _anchors(tree) for file, tree in pages.items()}
    broken = []
    for page, tree in pages.items():
        for link in _links(tree):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            if path.startswith(base) and base != "/":
                path = "/" + path.removeprefix(base)
            # The page for addresses that do not exist may be shown anywhere, so its links start at the root.
            assert page.name != "404.html" or path.startswith("/") or not path, link
            folder = site if path.startswith("/") else page.parent
            target = folder / path.lstrip("/") if path else page
            if target.is_dir():
                target /= "index.html"
            if not target.is_file() or not target.resolve().is_relative_to(site.resolve()):
                broken.append(f"{page.relative_to(site)}: {link}")
            elif parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]:
                broken.append(f"{page.relative_to(site)}: {link} (no such anchor)")
    return broken


def _links(tree: html.HtmlElement) -> Iterator[str]:
    for name, attribute in _LINKING.items():
        for element in tree.iter(name):
            if link := element.get(attribute):
                yield link


def _anchors(tree: html.HtmlElement) -> set[str]:
    return {value for value in (*tree.xpath("//@id"), *tree.xpath("//a/@name")) if value} | {"__skip"}


def duplicate_ids(page: Path) -> set[str]:
    """The ids that stand more than once in a page."""
    ids = html.fromstring(page.read_bytes()).xpath("//@id")
    return {name for name in ids if ids.count(name) > 1}
