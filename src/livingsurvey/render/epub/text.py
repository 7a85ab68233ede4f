"""A chapter's HTML as the text of an EPUB: well-formed, without what only a web site can do, its places known.

Reads what Python-Markdown and pymdownx write after our sanitiser, and what we put in ourselves.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import lxml.html
from lxml import etree
from markupsafe import escape

from livingsurvey.render.elements import drop, has_class, plain, tag, unwrap
from livingsurvey.render.epub import formulas
from livingsurvey.render.epub.parts import adapt
from livingsurvey.render.epub.validity import clean, conform

# What XML cannot hold (XML 1.0, section 2.2), and controls, of which browsers make nothing.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMESPACES = {"math": "http://www.w3.org/1998/Math/MathML", "svg": "http://www.w3.org/2000/svg"}
# Names of SVG that parsers of HTML write in small letters (HTML standard, 13.2.6.1), as far as our drawings use them.
_SPELLED = {
    name.lower(): name for name in ("viewBox", "preserveAspectRatio", "clipPath", "linearGradient", "textLength")
}
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True)
class Place:
    """Something that the contents list: its id, what it is called, and its kind (`section`, `figure`, `table`)."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True)
class Text:
    """The text of a chapter, without its title."""

    root: etree._Element

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids in the text, to which links may lead."""
        return frozenset(name for node in self.root.iter() if (name := node.get("id")))

    @property
    def citations(self) -> Iterator[tuple[str, str]]:
        """The id of the reference to which each citation leads, and the citation's own, in the order of the text."""
        for link in _citations(self.root):
            yield link.get("href", "").removeprefix("#"), link.get("id", "")

    @property
    def places(self) -> Iterator[Place]:
        """The sections right below the chapter, and the figures and tables that have a caption."""
        for node in self.root.iter("h2", "figure", "table"):
            captions = [plain(child) for child in node if tag(child) in ("figcaption", "caption")]
            if tag(node) == "h2" and plain(node):
                yield Place(node.get("id", ""), plain(node), "section")
            elif any(captions):
                is_table = tag(node) == "table" or next(node.iter("table"), None) is not None
                yield Place(node.get("id", ""), captions[0], "table" if is_table else "figure")

    @property
    def images(self) -> Iterator[tuple[str, str]]:
        """The addresses of the images, and their alternative texts."""
        for image in self.root.iter("img"):
            yield image.get("src", ""), image.get("alt", "")

    @property
    def properties(self) -> tuple[str, ...]:
        """What a package has to say of a document with this text (EPUB 3.3, D.6.5): formulas, drawings."""
        holds = {"mathml": "math", "svg": "svg"}
        return tuple(name for name, element in holds.items() if next(self.root.iter(element), None) is not None)

    def markup(self, resolve: Callable[[str], str | None], picture: Callable[[str], str | None]) -> str:
        """The text as XHTML.

        `resolve` gives the address for that of a link, None for one that is to be no link; `picture` that of an image,
        None for one that is not there.
        """
        root = copy.deepcopy(self.root)
        for link in list(root.iter("a")):
            if "href" in link.attrib:
                _lead(link, resolve(link.get("href", "")))
        for image in list(root.iter("img")):
            _show(image, picture(image.get("src", "")))
        return _serialised(root)


def text(html: str) -> Text:
    """Read the HTML of a chapter. A first `<h1>` is its title and left to the chapter's opening."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    cleaned = FORBIDDEN.sub("", html)
    # Without the element around it, a parser would put a paragraph around words at its beginning.
    body = lxml.html.document_fromstring(f"<div>{cleaned}</div>".encode(), parser=parser).find("body")
    assert body is not None, "every parser of HTML makes one"
    root = body[0] if len(body) == 1 else body
    title = next((node for node in root.iter() if _HEADING.fullmatch(tag(node))), None)
    if title is not None and tag(title) == "h1":
        drop(title)
    clean(root)
    adapt(root)
    conform(root)
    formulas.conform(root)
    _level(root)
    _name(root)
    return Text(root)


def _level(root: etree._Element) -> None:
    """The chapter's title is the first level; readers of an outline want no level left out on the way down."""
    last = 1
    for node in [node for node in root.iter() if _HEADING.fullmatch(tag(node))]:
        last = min(max(int(tag(node)[1]), 2), last + 1)
        node.tag = f"h{last}"


def _name(root: etree._Element) -> None:
    """Give an id to what the contents or the list of references lead to."""
    given = {name for node in root.iter() if (name := node.get("id"))}
    for number, node in enumerate([*root.iter("h2", "figure", "table"), *_citations(root)], 1):
        if not node.get("id"):
            name = f"{tag(node)}-{number}"
            while name in given:
                name += "-"
            node.set("id", name)


def _citations(root: etree._Element) -> list[etree._Element]:
    """The links to the list of references."""
    return [link for link in root.iter("a") if link.get("href", "").startswith("#ref-")]


def _lead(link: etree._Element, address: str | None) -> None:
    if address is None:
        del link.attrib["href"]
        if link.get("id"):
            link.attrib.pop("role", "")
            link.attrib.pop("epub:type", "")
            link.tag = "span"
        else:
            unwrap(link)
        return
    link.set("href", address)
    if has_class(link, "sv-cite"):
        link.set("role", "doc-biblioref")


def _show(image: etree._Element, address: str | None) -> None:
    """An image, or what is told of one that is not there."""
    if address:
        image.set("src", address)
        return
    words = image.get("alt", "")
    if not words:
        drop(image)
        return
    image.tag = "span"
    for name in ("src", "alt", "width", "height"):
        image.attrib.pop(name, "")
    image.set("class", "left-out")
    image.text = words


def _serialised(root: etree._Element) -> str:
    for name, namespace in _NAMESPACES.items():
        for node in root.iter(name):
            node.set("xmlns", namespace)
            for part in node.iter():
                if name == "svg" and tag(part) in _SPELLED:
                    part.tag = _SPELLED[tag(part)]
                for key in [str(key) for key in part.attrib if str(key) in _SPELLED]:
                    part.set(_SPELLED[key], part.attrib.pop(key))
    parts = [escape(root.text or ""), *(etree.tostring(child, encoding="unicode") for child in root)]
    return "".join(parts)
