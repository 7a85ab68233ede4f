"""Contributed HTML as EPUB takes it: XHTML that is valid, whatever browsers make of the original.

A browser mends what it reads, an EPUB is checked as it is. The lists follow the HTML standard's content models (section
4) and are complete for the elements and attributes that the sanitiser lets through (`livingsurvey.syntax.html`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from livingsurvey.render.elements import drop, tag, unwrap

# What holds only text and other such elements.
_PHRASING = frozenset(
    "abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var".split()
)
_IN_LINE = _PHRASING | frozenset("a br del img ins math rp rt svg wbr".split())
_TRANSPARENT = frozenset({"a", "del", "ins"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Where each part of something larger may stand; elsewhere it is a box like any other.
_WITHIN = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
    "caption": ("table",),
    "colgroup": ("table",),
    "col": ("colgroup",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "rt": ("ruby",),
    "rp": ("ruby",),
}
_ONLY = {
    "ul": ("li",),
    "ol": ("li",),
    "dl": ("dt", "dd"),
    "table": ("caption", "colgroup", "thead", "tbody", "tfoot", "tr"),
    "thead": ("tr",),
    "tbody": ("tr",),
    "tfoot": ("tr",),
    "tr": ("td", "th"),
}
_GLOSSED = re.compile("(?:-+(?:t|ptp))+")
_FOREIGN = ("math", "svg")
_WHOLE, _LENGTH = re.compile(r"-?[0-9]{1,4}"), re.compile(r"[0-9]{1,5}(?:\.[0-9]+)?(?:px|%|em|pt|cm|mm)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ALIGNED = re.compile(r"left|right|center|justify")
_ANY = re.compile(r".*", re.S)
# What the values of attributes have to be; all others go.
_VALUES: dict[str, re.Pattern[str]] = {
    "id": re.compile(r"\S+"),
    "class": _ANY,
    "title": _ANY,
    "href": _ANY,
    "src": _ANY,
    "alt": _ANY,
    "style": _ANY,
    "checked": _ANY,
    "type": re.compile(r"checkbox|[1aAiI]"),
    "aria-label": _ANY,
    "aria-hidden": re.compile("true|false"),
    "data-share": re.compile("[0-9]{1,3}"),
    "dir": re.compile("ltr|rtl|auto"),
    "lang": _LANGUAGE,
    "width": _WHOLE,
    "height": _WHOLE,
    "start": _WHOLE,
    "value": _WHOLE,
    "colspan": re.compile("[1-9][0-9]{0,2}"),
    "rowspan": re.compile("[1-9][0-9]{0,2}"),
    "span": re.compile("[1-9][0-9]{0,2}"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "reversed": _ANY,
    "datetime": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
_ONLY_ON = {
    "href": ("a",),
    "src": ("img",),
    "alt": ("img",),
    "width": ("img",),
    "height": ("img",),
    "checked": ("input",),
    "type": ("input", "ol"),
    "start": ("ol",),
    "reversed": ("ol",),
    "value": ("li",),
    "colspan": ("td", "th"),
    "rowspan": ("td", "th"),
    "span": ("col", "colgroup"),
    "scope": ("th",),
    "data-share": ("td",),
    "datetime": ("time",),
}


# What goes with an element that becomes another one.
_OF_BOXES = [name for name, places in _ONLY_ON.items() if name not in ("data-share", "src", "alt", "width", "height")]
# What is nothing without an attribute.
_NEEDED = {"time": "datetime", "bdo": "dir"}


def own(root: etree._Element) -> list[etree._Element]:
    """The elements of HTML in a tree, without those of formulas and drawings."""
    found: list[etree._Element] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if tag(node) not in _FOREIGN:
            waiting.extend(reversed(node))
    return found


def clean(root: etree._Element) -> None:
    """Keep of attributes what XHTML has; an id stands once."""
    for node in list(root.iter("wbr")):
        node.addprevious(etree.Element("wbr"))  # lxml's parser does not know that it holds nothing
        unwrap(node)
    seen: set[str] = set()
    for node in own(root):
        _restyle(node)
        if tag(node) in _FOREIGN:
            continue
        if tag(node) == "a" and "id" not in node.attrib and node.get("name"):
            node.set("id", node.get("name", ""))
        for name, value in node.attrib.items():
            wanted, places = _VALUES.get(str(name)), _ONLY_ON.get(str(name))
            fits = wanted and wanted.fullmatch(str(value)) and (not places or tag(node) in places)
            if not fits or (name == "id" and value in seen):
                del node.attrib[name]
        seen.add(node.get("id", ""))
        if spoken := node.get("lang"):
            node.set("xml:lang", spoken)
        if any(tag(node) == name and needed not in node.attrib for name, needed in _NEEDED.items()):
            _as_text(node)
        if tag(node) == "img":
            node.set("alt", " ".join(node.get("alt", "").split()))


def _restyle(node: etree._Element) -> None:
    """Old ways to say how wide an image is and how a cell is aligned, as styles."""
    style = [node.get("style", "").rstrip("; ")]
    if _ALIGNED.fullmatch(node.get("align", "")):
        style.append(f"text-align:{node.get('align')}")
    if tag(node) == "img" and _LENGTH.fullmatch(node.get("width", "")):
        style.append(f"width:{node.get('width')}")
    if any(style):
        node.set("style", ";".join(filter(None, style)))


def conform(root: etree._Element) -> None:
    """Make of elements that stand where they may not, or hold what they may not, such as hold anything."""
    for node in own(root):
        name, parent = tag(node), node.getparent()
        if name in _WITHIN and tag(parent) not in _WITHIN[name]:
            _MISPLACED.get(name, _as_box)(node)
        elif name in ("a", "dfn") and any(tag(above) == name for above in node.iterancestors(name)):
            unwrap(node)
    # From within, since what holds a box is one.
    for node in reversed(own(root)):
        _fill(node)


def _fill(node: etree._Element) -> None:
    """Let an element hold what it holds: by making something else of it, or of that."""
    if tag(node) == "ruby" and (any(map(_is_box, node)) or not _GLOSSED.fullmatch(_glosses(node))):
        for part in [node, *(child for child in node if tag(child) in ("rt", "rp"))]:
            _as_text(part)
    name = tag(node)
    if name in _ONLY and not _holds(node, _ONLY[name]):
        _open_up(node)
    elif name in _HEADINGS or name == "pre":
        for box in [child for child in own(node)[1:] if _is_box(child)]:
            _as_text(box)
    elif ((name in _PHRASING or name == "p") and any(map(_is_box, node))) or (
        name == "figcaption" and _is_between(node)
    ):
        _as_box(node)
    elif name in ("th", "dt"):
        for heading in [child for child in own(node) if tag(child) in _HEADINGS]:
            _as_box(heading)


def _holds(node: etree._Element, names: tuple[str, ...]) -> bool:
    """Whether an element holds nothing but such elements, in an order in which they may stand."""
    children = [tag(child) for child in node]
    words = (node.text or "") + "".join(child.tail or "" for child in node)
    if words.strip() or not set(children) <= set(names):
        return False
    if tag(node) == "dl":
        # A term is followed by what it is, and nothing is explained without a term.
        return not children or (children[0] == "dt" and children[-1] == "dd")
    if tag(node) == "table":
        order = [names.index("tbody" if child == "tr" else child) for child in children]
        single = all(children.count(name) <= 1 for name in ("caption", "thead", "tfoot"))
        return single and order == sorted(order) and not {"tr", "tbody"} <= set(children)
    return True


def _is_between(node: etree._Element) -> bool:
    """Whether there is something on both sides of an element in what holds it."""
    parent = node.getparent()
    begins = node.getprevious() is None and not ((parent.text if parent is not None else "") or "").strip()
    ends = node.getnext() is None and not (node.tail or "").strip()
    return not begins and not ends


def _glosses(ruby: etree._Element) -> str:
    """What a ruby element holds, a sign for each part: `-` for words, `t` for what explains them, `p` for brackets."""
    signs = ["-" if (ruby.text or "").strip() else ""]
    for child in ruby:
        signs += [{"rt": "t", "rp": "p"}.get(tag(child), "-"), "-" if (child.tail or "").strip() else ""]
    return "".join(signs)


def _is_box(node: etree._Element) -> bool:
    name = tag(node)
    return any(map(_is_box, node)) if name in _TRANSPARENT else name not in _IN_LINE


def _as_box(node: etree._Element) -> None:
    node.tag = "div"
    for name in _OF_BOXES:
        node.attrib.pop(name, "")


def _open_up(node: etree._Element) -> None:
    """A list or table that is none, as boxes one below the other."""
    for part in [node, *own(node)[1:]]:
        if part is node or (tag(part) in _WITHIN and tag(part.getparent()) == "div"):
            _MISPLACED.get(tag(part), _as_box)(part)


def _as_text(node: etree._Element) -> None:
    node.tag = "span"
    for name in _OF_BOXES:
        node.attrib.pop(name, "")


_MISPLACED: dict[str, Callable[[etree._Element], None]] = {
    "rt": _as_text,
    "rp": _as_text,
    "col": drop,
    "colgroup": drop,
}
