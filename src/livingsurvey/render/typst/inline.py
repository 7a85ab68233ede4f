"""A chapter's HTML to typst: what stands in a line of text.

Text is collapsed as browsers do, links become links or plain text, and notes are set where they are referred to.
"""

from __future__ import annotations

import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree

from livingsurvey.render.elements import has_class, plain, tag
from livingsurvey.render.typst.math import math
from livingsurvey.render.typst.table import soft_breaks
from livingsurvey.render.typst.text import label, string

_DEPTH = 24
_SPACE = re.compile("[ \t\n\r\f]+")
_QUOTES = re.compile("([\"'])")
_SCHEMES = ("http", "https", "mailto")
# typst refuses longer addresses, and nobody writes them.
_LONGEST_ADDRESS = 4000
# What a drawing takes from the page around it on the site; the width is that of the text, 138 mm, in pixels.
_ON_PAPER = {
    "xmlns": "http://www.w3.org/2000/svg",
    "width": "520",
    "color": "#1d2126",
    "font-family": "Libertinus Serif",
}
_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]+)?)(px|%|em|pt|cm|mm)?")
_WRAPPED = {
    "em": "#emph[{}]",
    "i": "#emph[{}]",
    "cite": "#emph[{}]",
    "dfn": "#emph[{}]",
    "var": "#emph[{}]",
    "strong": "#strong[{}]",
    "b": "#strong[{}]",
    "del": "#strike[{}]",
    "s": "#strike[{}]",
    "strike": "#strike[{}]",
    "ins": "#underline[{}]",
    "u": "#underline[{}]",
    "mark": "#marked[{}]",
    "sub": "#sub[{}]",
    "sup": "#super[{}]",
    "small": "#text(size: .85em)[{}]",
    "kbd": "#key[{}]",
    "q": "#smartquote(){}#smartquote()",
}
_PLAIN = frozenset("abbr label time data bdi bdo font big picture center acronym wbr button ruby rb rp rt".split())
_SILENT = frozenset("script style template head noscript title meta link source".split())
_DRAWN = frozenset("svg canvas video audio iframe object embed".split())


class Inline(ABC):
    """Writes runs of text and inline elements.

    `unknown` and `images` gather what was met, in order; `notes` are the footnotes by their ids.
    """

    def __init__(self, path: str, resolve: Callable[[str], str | None], notes: Mapping[str, etree._Element]) -> None:
        self.unknown: dict[str, None] = {}
        self.images: dict[str, None] = {}
        self._path, self._resolve, self._notes = path, resolve, notes
        self._labels: set[str] = set()
        self._noted: set[str] = set()
        self._open_notes: list[str] = []
        self._after_space = True
        self._in_table = self._in_title = False
        self._title_notes: dict[str, str] = {}
        self._nesting = 0

    @abstractmethod
    def boxed(self, parent: etree._Element) -> str:
        """The content of an element that may hold blocks, for a container."""

    def knows(self, name: str) -> bool:
        """Whether elements of this name are written as inline ones."""
        return name in _HANDLERS or name in _WRAPPED or name in _PLAIN

    def line(self, run: Iterable[str | etree._Element]) -> str:
        """One run of texts and inline elements; empty if nothing of it would show."""
        self._after_space = True
        written = "".join(self._text(part) if isinstance(part, str) else self._inline(part) for part in run)
        return written.removesuffix('#" "').removesuffix("#linebreak()")

    def content(self, node: etree._Element) -> str:
        """What an inline element contains, in the line in which it stands."""
        parts = [self._text(node.text or "")]
        for child in node:
            parts += [self._inline(child), self._text(child.tail or "")]
        return "".join(parts)

    def anchor(self, name: str) -> str:
        """An invisible place to link to, the first time that this id is met."""
        return f"#anchor({string(found)})" if (found := self.label(name)) else ""

    def label(self, name: str) -> str:
        """The label of an id if it was not given away before: ids may be repeated, labels may not."""
        found = label(self._path, name.strip())
        if not name.strip() or found in self._labels:
            return ""
        self._labels.add(found)
        return found

    def picture(self, node: etree._Element) -> str:
        """The call that sets the picture of an `<img>`, without `#`."""
        source = self._image_path(node.get("src", ""))
        if source:
            self.images[source] = None
        match = _LENGTH.fullmatch(node.get("width", "").strip())
        width = "auto"
        if match and float(match[1]):
            # A pixel of CSS is three quarters of a point.
            width = f"{float(match[1]) * 0.75:g}pt" if match[2] in (None, "px") else match[0]
        return f"picture({string(source)}, alt: {string(' '.join(node.get('alt', '').split()))}, width: {width})"

    def _image_path(self, address: str) -> str:
        """The path of an image below the folder of the chapters; empty if it lies elsewhere."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), unquote(parts.path)))
        return "" if path.startswith("..") or "\0" in path or "\\" in path else path

    def _text(self, text: str) -> str:
        text = _SPACE.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if not text:
            return ""
        self._after_space = text.endswith(" ")
        if self._in_table:
            text = soft_breaks(text)
        parts = _QUOTES.split(text)
        quotes = {'"': "#smartquote()", "'": "#smartquote(double: false)"}
        return "".join(quotes.get(part) or f"#{string(part)}" for part in parts if part)

    def _inline(self, node: etree._Element) -> str:
        self._nesting += 1
        written = "" if self._in_title or tag(node) == "sup" else self.anchor(node.get("id", ""))
        if self._nesting > _DEPTH:
            written += self._text(plain(node))
        elif handler := _HANDLERS.get(tag(node)):
            written += handler(self, node)
        elif wrapped := _WRAPPED.get(tag(node)):
            inner = self.content(node)
            only_note = len(node) == 1 and has_class(node[0], "footnote-ref")
            written += inner if only_note or not inner else wrapped.format(inner)
        else:
            written += self._other(node)
        self._nesting -= 1
        return written

    def _other(self, node: etree._Element) -> str:
        name = tag(node)
        if name == "svg" and (parent := node.getparent()) is not None and has_class(parent, "sv-chart"):
            return self._drawing(node)
        if not self.knows(name):
            self.unknown[name] = None
        if name in _DRAWN:
            self._after_space = False
            titles = [plain(child) for child in node.iter() if tag(child) == "title"]
            return f"#placeholder({string(node.get('aria-label') or ''.join(titles[:1]) or name)})"
        return "" if name in _SILENT else self.content(node)

    def _drawing(self, node: etree._Element) -> str:
        """A chart of ours, which needs no style sheet; those who do not see it have its title and what it tells."""
        told = [plain(child) for child in node if tag(child) in ("title", "desc")]
        for attribute, value in _ON_PAPER.items():
            node.set(attribute, value)
        svg = etree.tostring(node, encoding="unicode", with_tail=False)
        return f"#drawing({string(svg)}, alt: {string('. '.join(filter(None, told)))})"

    def _link(self, node: etree._Element) -> str:
        if has_class(node, "headerlink") or has_class(node, "footnote-backref"):
            return ""
        address = node.get("href", "").strip()
        if has_class(node, "footnote-ref"):
            return self._note(unquote(address.removeprefix("#")), node)
        inner = self.content(node)
        if not inner or not address:
            return inner
        if external := _external(address):
            return f"#link({string(external)})[{inner}]"
        target = self._resolve(address)
        if target is None:
            return inner
        if has_class(node, "sv-cite") and not self._in_title:
            return f"#citation({string(target)})[{inner}]"
        return f"#link(label({string(target)}))[{inner}]"

    def _note(self, name: str, node: etree._Element) -> str:
        """A footnote where it is first referred to; later only its number, also inside the note itself.

        The contents repeat titles, so the note of a title is set below it and not at the foot.
        """
        number = f"#super[{self.content(node)}]"
        if name not in self._notes or name in self._open_notes:
            return number
        target = string(f"footnote:{label(self._path, name)}")
        if name in self._noted:
            if self._in_title or name in self._title_notes:
                return f"#link(label({target}))[{number}]"
            return f"#footnote(label({target}))"
        self._noted.add(name)
        self._open_notes.append(name)
        outside = self._in_table, self._in_title
        self._in_table = self._in_title = False
        inner = self.boxed(self._notes[name])
        self._in_table, self._in_title = outside
        self._after_space = False
        self._open_notes.pop()
        if self._in_title:
            self._title_notes[name] = f"#title-note({target}, [{number}])[{inner}]"
            return number
        return f"#footnote[{inner}]#label({target})"

    def _code(self, node: etree._Element) -> str:
        self._after_space = False
        text = _SPACE.sub(" ", "".join(map(str, node.itertext())))
        return f"#raw({string(soft_breaks(text) if self._in_table else text)})" if text else ""

    def _math(self, node: etree._Element) -> str:
        self._after_space = False
        return f"#{math(node)}"

    def _span(self, node: etree._Element) -> str:
        """Text; or a displayed formula with its number, which typst sets at the margin."""
        found = next(node.iter("math"), None) if has_class(node, "sv-equation") else None
        if found is None:
            return self.content(node)
        self._after_space = True
        return f"#{math(found, plain(node[-1]) if len(node) > 1 else '')}"

    def _image(self, node: etree._Element) -> str:
        self._after_space = False
        if has_class(node, "twemoji") or has_class(node, "emojione") or has_class(node, "gemoji"):
            return f"#{string(node.get('alt', ''))}"
        return f"#box({self.picture(node)})"

    def _break(self, _: etree._Element) -> str:
        self._after_space = True
        return "#linebreak()"

    def _input(self, node: etree._Element) -> str:
        if node.get("type", "").lower() != "checkbox":
            return ""
        return f"#checkbox({'true' if node.get('checked') is not None else 'false'})"


def _external(address: str) -> str:
    """The address of a link that leads out of the survey, as a PDF can follow it; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if len(address) > _LONGEST_ADDRESS or not (parts.netloc or parts.path):
        return ""
    if parts.scheme == "doi":
        return f"https://doi.org/{address.partition(':')[2]}"
    return address if parts.scheme in _SCHEMES else ""


_HANDLERS: dict[str, Callable[[Inline, etree._Element], str]] = {
    "a": Inline._link,
    "br": Inline._break,
    "code": Inline._code,
    "samp": Inline._code,
    "tt": Inline._code,
    "img": Inline._image,
    "input": Inline._input,
    "math": Inline._math,
    "span": Inline._span,
}
