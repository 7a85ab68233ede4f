"""Images on a page: with sizes, so that nothing moves when they come; loaded when they are near; to be enlarged.

Sizes are read from the heads of files: PNG (W3C, section 11.2.1), GIF (GIF89a, section 18), JPEG (ITU-T T.81, B.2.2)
and SVG (SVG 2, section 8.2).
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from livingsurvey.render.address import Addresses

Size = tuple[int, int]
_SOURCE = re.compile(r' src="([^"]*)"')
_SIZED = re.compile(r' (?:width|height)="')
# The segments of a JPEG file that begin a frame (SOF0 to SOF15 without DHT, JPG and DAC).
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SVG = re.compile(r"<(?:\w+:)?svg\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(?:px)?")


@dataclass(frozen=True)
class Images:
    """The images of the page at `path`; `size` gives that of a file by its path below the documents' folder."""

    addresses: Addresses
    path: str
    size: Callable[[str], Size | None]

    def shown(self, tag: str, enlarged: bool) -> str:
        """An `<img>` that is ready for the page; one to be `enlarged` leads to its file, which a script shows there."""
        source = _SOURCE.search(tag)
        if source is None:
            return tag
        attributes = "" if ' loading="' in tag else ' loading="lazy"'
        size = None if _SIZED.search(tag) else self._size(html.unescape(source[1]))
        if size:
            attributes += f' width="{size[0]}" height="{size[1]}"'
        image = tag.removesuffix(">").removesuffix("/").rstrip() + attributes + ">"
        # The address is as the sanitiser left it, escaped.
        link = Markup('<a class="sv-enlarge" href="{}">').format(Markup(source[1]))
        return f"{link}{image}</a>" if enlarged else image

    def _size(self, address: str) -> Size | None:
        """That of the file at an address, which an engine has made one of the site, or left as Markdown names files."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        here = self.addresses.page(self.path)
        for folder in (here if here.endswith("/") else posixpath.dirname(here), posixpath.dirname(self.path)):
            path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            if path in self.addresses.survey.documents:
                return self.size(path)
        return None


def size(data: bytes) -> Size | None:
    """Width and height in pixels of an image file; `None` for what has none, or is of another kind."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        found = data[16:20], data[20:24]
        return _positive(*(int.from_bytes(part, "big") for part in found))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _positive(int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    return _jpeg(data) if data.startswith(b"\xff\xd8") else _svg(data)


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            return _positive(int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big"))
        # A marker may be preceded by fill bytes; any segment here has a length, of which two bytes tell.
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _svg(data: bytes) -> Size | None:
    root = _SVG.search(data[:10_000].decode("utf-8", "replace"))
    if root is None:
        return None
    attributes = {name: value for name, _, value in re.findall(r"\s([\w:]+)\s*=\s*([\"'])(.*?)\2", root[0], re.S)}
    given = [_LENGTH.fullmatch(attributes.get(name, "").strip()) for name in ("width", "height")]
    if given[0] and given[1]:
        return _positive(*(round(float(length[1])) for length in given if length))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    lengths = [_LENGTH.fullmatch(each) for each in box[2:]]
    return _positive(*(round(float(length[1])) for length in lengths if length)) if len(box) == 4 else None


def _positive(*lengths: int) -> Size | None:
    return (lengths[0], lengths[1]) if len(lengths) == 2 and min(lengths) > 0 else None
