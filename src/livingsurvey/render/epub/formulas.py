"""Formulas as EPUB takes them: MathML 3, where browsers have MathML Core."""

from __future__ import annotations

from lxml import etree

from livingsurvey.render.elements import plain, tag

# MathML Core lets any element say how it is set; in MathML 3 (sections 3.3.4 and 3.5.1) `<mstyle>` does, and a table
# may have one of the two.
_STYLES = ("displaystyle", "scriptlevel")
# Words have their look from elements of HTML there, from an attribute here (section 3.2.2).
_WORDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "monospace", "span": "sans-serif"}
_MAY = {"mstyle": _STYLES, "mtable": _STYLES[:1]}


def conform(root: etree._Element) -> None:
    """Give each formula in the tree words for readers without MathML, and its styles to elements that may have them."""
    for formula in root.iter("math"):
        formula.set("alttext", formula.get("alttext") or plain(formula))
        for node in list(formula.iterdescendants()):
            barred = [name for name in _STYLES if name in node.attrib and name not in _MAY.get(tag(node), ())]
            if styles := {name: str(node.attrib.pop(name)) for name in barred}:
                _style(node, styles)
            if tag(node) == "mtext" and len(node):
                _words(node)


def _style(node: etree._Element, styles: dict[str, str]) -> None:
    if tag(node) == "mrow":
        node.tag = "mstyle"
        for name, value in styles.items():
            node.set(name, value)
        return
    parent = node.getparent()
    assert parent is not None, "a formula's parts stand in it"
    styled = etree.Element("mstyle", styles)
    styled.tail, node.tail = node.tail, None
    parent.replace(node, styled)
    styled.append(node)


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
