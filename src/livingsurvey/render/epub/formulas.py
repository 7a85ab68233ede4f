"""Formulas as EPUB takes them: MathML 3, with words for readers that know none of it."""

from __future__ import annotations

from lxml import etree

from livingsurvey.render.elements import plain, tag

# Words have their look from elements of HTML in MathML Core, from an attribute in MathML 3 (section 3.2.2).
_WORDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "monospace", "span": "sans-serif"}


def conform(root: etree._Element) -> None:
    """Give each formula in the tree words for readers without MathML, and its own words their look as attributes."""
    for formula in root.iter("math"):
        formula.set("alttext", formula.get("alttext") or plain(formula))
        for node in list(formula.iterdescendants()):
            if tag(node) == "mtext" and len(node):
                _words(node)


def _words(node: etree._Element) -> None:
    """Turn words of several looks into words beside one another."""
    parts = [(node.text, "normal")]
    for child in node:
        parts += [("".join(map(str, child.itertext())), _WORDS.get(tag(child), "normal")), (child.tail, "normal")]
    node.tag, node.text = "mrow", None
    node[:] = []
    for words, variant in parts:
        if words:
            etree.SubElement(node, "mtext", {"mathvariant": variant}).text = words
