"""Elements of a page's HTML, as lxml has read it, for those who write something else of them."""

from __future__ import annotations

from lxml import etree


def plain(element: etree._Element) -> str:
    """All text below an element, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def tag(node: etree._Element | None) -> str:
    """The name of an element without its namespace; an empty one for none, and for comments and the like."""
    # HTML allows names that `etree.QName` refuses, as in `<a:b(c)>`.
    return node.tag.rpartition("}")[2].lower() if node is not None and isinstance(node.tag, str) else ""


def has_class(node: etree._Element, name: str) -> bool:
    """Whether an element has this class."""
    return name in node.get("class", "").split()


def drop(node: etree._Element) -> None:
    """Take an element out of its tree and keep the text behind it."""
    parent, previous = node.getparent(), node.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def unwrap(node: etree._Element) -> None:
    """Put what an element contains in its place."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    children = list(node)
    _add_text(parent, place, node.text or "")
    for child in children:
        parent.insert(parent.index(node), child)
    tail, node.tail = node.tail, None
    _add_text(parent, parent.index(node), tail or "")
    parent.remove(node)


def _add_text(parent: etree._Element, place: int, text: str) -> None:
    """Add text right before the child at a place."""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
