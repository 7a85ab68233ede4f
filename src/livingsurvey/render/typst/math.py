"""MathML to typst math.

Reads MathML Core (https://www.w3.org/TR/mathml-core/) as math-core writes it and what other tools commonly write, and
gives typst 0.15 math (https://typst.app/docs/reference/math/). Elements that are not known give their children.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from livingsurvey.render.elements import plain, tag
from livingsurvey.render.typst.math_marks import accented, bordered, enclosed
from livingsurvey.render.typst.math_table import Row, augmented, edges, equations, gaps, rows, sides, size_of
from livingsurvey.render.typst.math_tokens import TOKENS, grows, is_big, is_zero, space_of
from livingsurvey.render.typst.text import string

# Deeper than this only the text is kept: typst stops at about 70 levels of layout, and no formula needs 24.
_DEPTH = 24
_NOTHING = '""'
_COLOUR = re.compile(r"(?<![-\w])color:\s*(#[0-9A-Fa-f]{6})")
_PADDING = {side: re.compile(rf"padding-{side}:\s*([^;]+)") for side in ("left", "right")}
_ARROWS = frozenset("←→↔⇐⇒⇔↦⟵⟶⟷⟸⟹⟺⟼↩↪↼⇀⇌⇋")
# Elements whose children are set smaller, so that a displayed style ends there.
_SMALLER = ("mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts")


def math(element: etree._Element, number: str = "") -> str:
    r"""A typst expression (without `#`) for a `<math>` element: an equation with its alternative text.

    It is a block where the element says `display="block"`. The alternative text is `alttext`, else the TeX annotation,
    else the plain characters. A `number` stands at the margin of a block, as does one that the MathML carries (from
    `\begin{equation}`).
    """
    block = element.get("display") == "block"
    settings = [f"block: {'true' if block else 'false'}", f"alt: {string(_alternative(element))}"]
    table = equations(element) if block else None
    if table is None:
        inner = _row(element, 0)
    else:
        found = rows(table)
        numbers = [row.number for row in found if row.number]
        number = number or (numbers[0] if len(numbers) == 1 else "")
        inner = _lines(found, numbers if len(numbers) > 1 else ())
    if number and block:
        settings.append(f"numbering: _ => {string(number)}")
    return f"math.equation({', '.join(settings)}, ${inner or _NOTHING}$.body)"


def _alternative(element: etree._Element) -> str:
    tex = [node for node in element.iter() if tag(node) == "annotation" and "tex" in node.get("encoding", "")]
    return element.get("alttext") or (plain(tex[0]) if tex else plain(element)) or "formula"


def _row(element: etree._Element, depth: int) -> str:
    return _sequence(list(element), depth)


def _sequence(nodes: Sequence[etree._Element], depth: int) -> str:
    """The nodes side by side, as one group with growing fences where its ends are such."""
    nodes = [node for node in nodes if tag(node)]
    parts = [_node(node, depth) for node in nodes]
    if len(nodes) < 2 or not (grows(nodes[0]) and grows(nodes[-1])):
        return _joined(parts)
    if len(nodes) == 3 and tag(nodes[1]) == "mfrac" and is_zero(nodes[1].get("linethickness")):
        above, below = (_argument(child, depth) for child in list(nodes[1])[:2])
        if (plain(nodes[0]), plain(nodes[2])) == ("(", ")"):
            return f"binom({above}, {below})"
    middle = (f"mid({part})" if grows(node) else part for node, part in zip(nodes, parts, strict=True))
    inner = list(middle)[1:-1]
    return f"lr({_joined([parts[0], *inner, parts[-1]])})"


def _joined(parts: Sequence[str]) -> str:
    """The parts in one row, with a space only where two letters or digits would become one word.

    Elsewhere it would be set: typst keeps spaces beside strings, as in `"log" (x)`.
    """
    row = ""
    for part in filter(None, parts):
        row += " " * (row[-1:].isalnum() and part[0].isalnum()) + part
    return row


def _node(node: etree._Element, depth: int) -> str:
    if depth > _DEPTH:
        return string(plain(node))
    return ELEMENTS.get(tag(node), _row)(node, depth + 1)


def _argument(node: etree._Element, depth: int) -> str:
    return _node(node, depth) or _NOTHING


def _arguments(node: etree._Element, depth: int, count: int) -> list[str]:
    """The first `count` children as arguments; those that are missing are empty."""
    found = [_argument(child, depth) for child in node if tag(child)][:count]
    return found + [_NOTHING] * (count - len(found))


def _fraction(node: etree._Element, depth: int) -> str:
    above, below = _arguments(node, depth, 2)
    bare = is_zero(node.get("linethickness"))
    fraction = f"mat(delim: #none, {above}; {below})" if bare else f"frac({above}, {below})"
    return _styled(node, fraction)


def _styled(node: etree._Element, inner: str) -> str:
    """What a node holds in the size and the colour that the node gives it."""
    if not inner:
        return ""
    if size := size_of(node):
        inner = f"{size}({inner})"
    if colour := _COLOUR.search(node.get("style", "")):
        inner = f"#text(fill: rgb({string(colour[1])}), ${inner}$.body)"
    return inner


def _style(node: etree._Element, depth: int) -> str:
    return _styled(node, _row(node, depth))


def _square_root(node: etree._Element, depth: int) -> str:
    return f"sqrt({_row(node, depth) or _NOTHING})"


def _root(node: etree._Element, depth: int) -> str:
    body, index = _arguments(node, depth, 2)
    return f"root({index}, {body})"


def _scripts(names: str) -> Callable[[etree._Element, int], str]:
    """A writer of scripts beside the base: `b` below, `t` above, in the order in which they come."""

    def write(node: etree._Element, depth: int) -> str:
        base, *scripts = _arguments(node, depth, 1 + len(names))
        places = ", ".join(f"{name}: {script}" for name, script in zip(names, scripts, strict=True))
        return f"attach(scripts({base}), {places})"

    return write


def _multiscripts(node: etree._Element, depth: int) -> str:
    children = [child for child in node if tag(child)]
    names = [tag(child) for child in children]
    cut = names.index("mprescripts") if "mprescripts" in names else len(children)
    places = dict(zip(("br", "tr"), children[1:3], strict=False)) if cut > 1 else {}
    places |= dict(zip(("bl", "tl"), children[cut + 1 : cut + 3], strict=False))
    written = "".join(f", {name}: {_argument(child, depth)}" for name, child in places.items() if tag(child) != "none")
    return f"attach({_argument(children[0], depth) if children else _NOTHING}{written})"


def _limits(names: str) -> Callable[[etree._Element, int], str]:
    """A writer of what stands under (`b`) and over (`t`) a base: accents, braces, bars, arrows or limits."""

    def write(node: etree._Element, depth: int) -> str:
        children = [child for child in node if tag(child)]
        if not children:
            return ""
        base, mark = children[0], plain(children[1]) if len(children) > 1 else ""
        if len(children) == 2 and tag(children[1]) == "mo":
            stretches = children[1].get("stretchy") != "false"
            if marked := accented(mark, names == "t", stretches, _argument(base, depth)):
                return marked
        behind = ""
        if tag(base) == "mo" and len(plain(base)) > 1:
            # The room behind an operator's name is none of the operator's, else its limits would not be in the middle.
            behind = space_of(base.get("rspace"))
            base.attrib.pop("rspace", "")
        places = "".join(
            f", {name}: {script}"
            for name, child in zip(names, children[1:], strict=False)
            if (script := _node(child, depth)) and tag(child) != "mspace"
        )
        inner = _argument(base, depth)
        if tag(base) == "mo" and plain(base) in _ARROWS:
            inner = f"stretch({inner}, size: #(100% + .8em))"
        # A big operator has its limits beside it in a line of text, as MathML's `movablelimits` asks.
        placed = inner if is_big(base) else f"limits({inner})"
        return (f"attach({placed}{places})" if places else inner) + behind

    return write


def _enclosed(node: etree._Element, depth: int) -> str:
    inner = _row(node, depth) or _NOTHING
    for notation in node.get("notation", "").split():
        inner = enclosed(notation, inner, _is_displayed(node))
    return inner


def _is_displayed(node: etree._Element) -> bool:
    """Whether a node is set at full size, as far as what it stands in tells."""
    for outer in node.iterancestors():
        if told := outer.get("displaystyle"):
            return told == "true"
        if tag(outer) in _SMALLER:
            return False
        if tag(outer) == "math":
            return outer.get("display") == "block"
    return False


def _padded(node: etree._Element, depth: int) -> str:
    r"""What has more or less room than it needs: operators of one's own (`\mathrel`), phantoms without a width."""
    inner = _row(node, depth)
    if inner and is_zero(node.get("width")):
        return f"#box(width: 0pt, ${inner}$)"
    left, right = (_PADDING[side].search(node.get("style", "")) for side in ("left", "right"))
    return f"{space_of(left and left[1])}{inner}{space_of(right and right[1])}"


def _phantom(node: etree._Element, depth: int) -> str:
    return f"#hide(${_row(node, depth) or _NOTHING}$)"


def _semantics(node: etree._Element, depth: int) -> str:
    children = [child for child in node if tag(child)]
    return _node(children[0], depth) if children else ""


def _lines(found: Sequence[Row], numbers: Sequence[str]) -> str:
    """Equations as lines that are aligned where their columns meet, each followed by its number if `numbers` has it."""
    lines = []
    for row in found:
        line = " & ".join(_sequence(cell.nodes, 1) for cell in row.cells)
        lines.append(f"{line} & #h(2em) {string(row.number)}" if row.number in numbers else line)
    return " \\ ".join(lines)


def _table(table: etree._Element, depth: int) -> str:
    """A table inside a formula: matrix, cases, array, or a group of aligned lines."""
    found = rows(table)
    if not found or not found[0].cells:
        return ""
    places, size = sides(found), size_of(table) or "inline"
    settings = ["delim: #none", *gaps(table, found), *augmented(found)]
    if len(set(places)) == 1 and places[0] in ("left", "right"):
        settings.append(f"align: #{places[0]}")
        places = ["center"] * len(places)
    lines = []
    for row in found:
        cells = [_cell(cell.nodes, depth, place, size) for cell, place in zip(row.cells, places, strict=True)]
        lines.append(", ".join(cells))
    matrix = f"mat({', '.join(settings)}, {'; '.join(lines)})"
    ruled = edges(table, found)
    return bordered(matrix, ruled) if ruled else matrix


def _cell(nodes: Sequence[etree._Element], depth: int, side: str, size: str) -> str:
    inner = _sequence(nodes, depth)
    if inner:
        # A relation at the start of a cell has nothing before it, so typst would set it without its space.
        space = "#h(.278em)" if size == "display" and tag(nodes[0]) == "mo" and side == "left" else ""
        inner = f"{size}({space}{inner})"
    return {"left": f"& {inner}", "right": f"{inner} &"}.get(side, inner) or _NOTHING


ELEMENTS: dict[str, Callable[[etree._Element, int], str]] = {
    **TOKENS,
    "mrow": _style,
    "mstyle": _style,
    "mpadded": _padded,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts("b"),
    "msup": _scripts("t"),
    "msubsup": _scripts("bt"),
    "mmultiscripts": _multiscripts,
    "munder": _limits("b"),
    "mover": _limits("t"),
    "munderover": _limits("bt"),
    "mtable": _table,
    "menclose": _enclosed,
    "mphantom": _phantom,
    "semantics": _semantics,
    "annotation": lambda _node, _depth: "",
    "annotation-xml": lambda _node, _depth: "",
}
