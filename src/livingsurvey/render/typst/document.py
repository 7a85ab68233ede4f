"""A chapter's HTML to typst.

Reads what Python-Markdown and pymdownx write after our sanitiser, and gives markup of typst 0.15 that calls the
functions of templates/book.typ. What is not known is never lost: its content is kept and its name is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import lxml.html
from lxml import etree

from livingsurvey.render.elements import drop, has_class, tag
from livingsurvey.render.typst.blocks import Blocks


@dataclass(frozen=True)
class Body:
    """A chapter as typst markup.

    `unknown` names the elements that the writer does not know, each once, in the order of their first occurrence;
    `images` are the paths of the pictures, relative to the folder of the chapters.
    """

    text: str
    unknown: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


def anchors(html: str) -> frozenset[str]:
    """The ids in a chapter's HTML; `body` makes a label of each, named by `text.label`."""
    return frozenset(_ids(_parsed(html)))


def body(html: str, resolve: Callable[[str], str | None], *, path: str, level: int = 1, number: str = "") -> Body:
    """The chapter at `path` as typst markup, without its opening.

    `resolve` gives the label of what an address within the survey leads to; it must exist in the book, and None makes
    plain text of the link. `level` is that of the chapter's own heading, `number` the start of its sections' numbers
    (without it they have none). A first `<h1>` is the chapter's title and left to its opening.
    """
    tree = _parsed(html)
    ids = _ids(tree)
    title = next((node for node in tree.iter() if tag(node) in ("h1", "h2", "h3", "h4", "h5", "h6")), None)
    if title is not None and tag(title) == "h1":
        drop(title)
    writer = Blocks(path, resolve, _notes(tree), level, number)
    text = writer.chapter(tree)
    # An id on something that the book leaves out stands at the chapter's start, so that no link to it can fail.
    left = "".join(map(writer.anchor, ids))
    return Body("\n\n".join(filter(None, [left, text])) + "\n", tuple(writer.unknown), tuple(writer.images))


def _parsed(html: str) -> etree._Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    return lxml.html.document_fromstring(f"<div>{html}</div>".encode("utf-8", "ignore"), parser=parser)


def _ids(tree: etree._Element) -> list[str]:
    return list(dict.fromkeys(name for node in tree.iter() if (name := node.get("id", "").strip())))


def _notes(tree: etree._Element) -> dict[str, etree._Element]:
    """The footnotes by their ids, taken out of the tree and rid of their ways back."""
    notes: dict[str, etree._Element] = {}
    for section in [node for node in tree.iter("div", "section") if has_class(node, "footnote")]:
        for back in [node for node in section.iter("a") if has_class(node, "footnote-backref")]:
            drop(back)
        notes |= {name: node for node in section.iter("li") if (name := node.get("id", ""))}
        drop(section)
    return notes
