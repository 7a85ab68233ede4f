"""Formulas as they are read aloud: MathML to English words, "x squared over n".

For those who hear a formula: in the PDF, and in EPUBs whose readers know no MathML. Whatever has more than one part is
closed by a word of its own (`end power`), so that two formulas that differ by where a part ends differ in words.
Colours, sizes and spaces are not said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import lxml.html
from lxml import etree

from livingsurvey.render.elements import plain, tag
from livingsurvey.render.spoken_signs import accent, sign, word

_DEPTH = 40  # deeper than this the characters are said as they stand
_SINGLE = ("mi", "mn", "mo", "mtext")
_ORDINALS = {"2": "the square root", "3": "the cube root"}
_POWERS = {"2": "squared", "3": "cubed", "⊤": "transpose", "′": "prime", "″": "double prime", "‴": "triple prime"}
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀")
_FENCED = {"‖": "norm", "|": "absolute value"}
_NAMED = ("lim", "max", "min", "sup", "inf", "Pr", "det", "gcd")
_SPACES = str.maketrans(dict.fromkeys("\u2009\u202f\u00a0", " "))
_STRUCK = {"box": "boxed", "updiagonalstrike": "struck out", "downdiagonalstrike": "struck out downwards"}


@lru_cache(maxsize=4096)
def spoken(markup: str) -> str:
    """The words for a formula, given as a `<math>` element."""
    return _said(lxml.html.fragment_fromstring(markup), 0)


def _said(node: etree._Element, depth: int) -> str:
    if depth > _DEPTH:
        return plain(node)
    return _NODES.get(tag(node), _row)(node, depth + 1)


def _children(node: etree._Element) -> list[etree._Element]:
    return [child for child in node if tag(child)]


def _joined(parts: Sequence[str]) -> str:
    """The words of parts side by side; what has ended in "of" needs no other."""
    said: list[str] = []
    for part in filter(None, parts):
        if not (part == "of" and said and said[-1].endswith(" of")):
            said.append(part)
    return " ".join(said)


def _row(node: etree._Element, depth: int) -> str:
    return _sequence(_children(node), depth)


def _sequence(nodes: Sequence[etree._Element], depth: int) -> str:
    """Parts side by side: fences of a pair as what they mean, and a bar after what stands before it."""
    shown = [node for node in nodes if tag(node) != "mspace"]
    if len(shown) == 3 and plain(shown[0]) == "{" and tag(shown[1]) == "mtable" and not plain(shown[2]).strip("\u2063"):
        return _table(shown[1], depth, "cases")
    if len(shown) == 3 and tag(shown[1]) == "mfrac" and shown[1].get("linethickness") == "0":
        return _joined([_binomial(shown[1], depth)])
    if len(shown) > 2 and plain(shown[0]) == plain(shown[-1]) in _FENCED:
        name = "determinant" if tag(shown[1]) == "mtable" else _FENCED[plain(shown[0])]
        return _joined([f"the {name} of", _sequence(shown[1:-1], depth), f"end {name}"])
    parts: list[str] = []
    opened: list[str] = []
    for at, part in enumerate(shown):
        parts.append(_fence(part, opened) or (_said(part, depth) if at or not _is_minus(part) else "negative"))
    return _joined(parts)


def _is_minus(node: etree._Element) -> bool:
    return tag(node) == "mo" and plain(node) == "−"


def _fence(node: etree._Element, opened: list[str]) -> str:
    """What is said of fences and bars, which depends on what stands around them: norms, "given", "such that"."""
    if tag(node) != "mo":
        return ""
    text, form = plain(node), node.get("form")
    if text in _FENCED and form in ("prefix", "postfix"):
        return f"the {_FENCED[text]} of" if form == "prefix" else f"end {_FENCED[text]}"
    if text in ("(", "[", "{"):
        opened.append(text)
    elif text in (")", "]", "}") and opened:
        opened.pop()
    elif text == "∣":
        inside = opened[-1] if opened else ""
        return "such that" if inside == "{" else "given"
    return ""


def _identifier(node: etree._Element, _: int) -> str:
    return word(plain(node), node.get("mathvariant", ""))


def _operator(node: etree._Element, _: int) -> str:
    text = plain(node)
    if text == "\u2061":
        return "of"
    if not text.strip("\u2062\u2063\u2064"):
        return ""
    return sign(text) if len(text) == 1 else word(text)


def _words(node: etree._Element, _: int) -> str:
    return plain(node)


def _is_single(node: etree._Element) -> bool:
    """Whether a part is one word, so that nobody asks where it ends."""
    if tag(node) not in ("mrow", "mstyle", "mpadded"):
        return tag(node) in _SINGLE
    children = [child for child in _children(node) if tag(child) != "mspace"]
    if len(children) == 2 and _is_minus(children[0]):
        return _is_single(children[1])
    return len(children) == 1 and _is_single(children[0])


def _is_short(node: etree._Element) -> bool:
    """Whether a part is one word, or one with a script that is."""
    children = _children(node)
    if tag(node) in ("msub", "msup") and len(children) == 2:
        return all(map(_is_single, children))
    return _is_single(node)


def _closed(opening: str, node: etree._Element, depth: int, name: str) -> str:
    """A part after its opening words; more than one word is closed by `end` and the name."""
    said = _said(node, depth)
    return f"{opening} {said}" if _is_single(node) else f"{opening} {said} end {name}"


def _fraction(node: etree._Element, depth: int) -> str:
    children = _children(node)
    if len(children) < 2:
        return _row(node, depth)
    if node.get("linethickness") == "0":
        return _joined(["stacked", _said(children[0], depth), "above", _said(children[1], depth), "end stack"])
    above, below = (_said(child, depth) for child in children[:2])
    within = any(tag(outer) == "mfrac" for outer in node.iterancestors())
    if not within and all(map(_is_short, children[:2])):
        return f"{above} over {below}"
    return f"the fraction {above} over {below} end fraction"


def _binomial(node: etree._Element, depth: int) -> str:
    above, below = (_said(child, depth) for child in _children(node)[:2])
    short = all(map(_is_short, _children(node)[:2]))
    return f"{above} choose {below}" if short else f"the binomial {above} choose {below} end binomial"


def _root(node: etree._Element, depth: int) -> str:
    children = _children(node)
    inside, index = (children[:1], children[1:]) if tag(node) == "mroot" else (children, [])
    order = plain(index[0]) if index else "2"
    name = _ORDINALS.get(order) or f"the root of order {_said(index[0], depth)}"
    said = _sequence(inside, depth)
    return f"{name} of {said}" + ("" if len(inside) == 1 and _is_short(inside[0]) else " end root")


def _scripts(node: etree._Element, depth: int) -> str:
    base, *scripts = _children(node)
    names = {"msub": ("sub",), "msup": ("to",)}.get(tag(node), ("sub", "to"))
    if tag(base) == "mo" and plain(base) in _BIG:
        return _bounded(base, scripts, names, depth)
    parts = [_base(base, depth)]
    for name, script in zip(names, scripts, strict=False):
        parts.append(_closed("sub", script, depth, "sub") if name == "sub" else _power(script, depth))
    return _joined(parts)


def _base(node: etree._Element, depth: int) -> str:
    """What a script belongs to; a group is closed before its script."""
    text = plain(node)
    if tag(node) == "mo" and node.get("form") == "postfix" and text in _FENCED:
        return f"end {_FENCED[text]}"
    return _said(node, depth)


def _power(script: etree._Element, depth: int) -> str:
    text = plain(script)
    if _is_single(script) and text in _POWERS:
        return _POWERS[text]
    if _is_single(script) and text in ("∗", "⋆", "+"):
        return f"superscript {sign(text)}"
    if text.startswith("("):
        return f"superscript {_said(script, depth)} end superscript"
    return _closed("to the power" if not _is_single(script) else "to the", script, depth, "power")


def _multiscripts(node: etree._Element, depth: int) -> str:
    base, *scripts = _children(node)
    parts, place = [_said(base, depth)], "behind"
    for number, script in enumerate(scripts):
        if tag(script) == "mprescripts":
            place = "before"
        elif said := _said(script, depth):
            parts.append(f"script {number + 1} {place} {said} end script")
    return _joined(parts)


def _bounded(base: etree._Element, scripts: Sequence[etree._Element], names: Sequence[str], depth: int) -> str:
    """An operator with what it runs over: a sum from and to, a limit as."""
    given = dict(zip(names, scripts, strict=False))
    parts = [_said(base, depth)]
    if "sub" in given:
        opening = "from" if "to" in given else "as" if plain(base).startswith("lim") else "over"
        parts.append(f"{opening} {_said(given['sub'], depth)}")
    if "to" in given:
        parts.append(f"to {_said(given['to'], depth)}")
    return _joined([*parts, "of"])


def _limits(node: etree._Element, depth: int) -> str:
    base, *others = _children(node) or [node]
    names = {"munder": ("sub",), "mover": ("to",)}.get(tag(node), ("sub", "to"))
    mark = plain(others[0]) if len(others) == 1 and tag(others[0]) == "mo" else ""
    if name := accent(mark):
        under = tag(node) == "munder"
        if _is_single(base):
            return f"{_said(base, depth)} {'under ' * under}{name}"
        return f"{name} {'under' if under else 'over'} {_said(base, depth)} end {name}"
    core = plain(base).translate(_SPACES)
    if core in _BIG or core.split()[:1] == ["arg"] or core in _NAMED or core.startswith("lim"):
        return _bounded(base, others, names, depth)
    where = {"sub": "with below", "to": "with above"}
    notes = [(where[name], other) for name, other in zip(names, others, strict=False) if _said(other, depth)]
    return _joined([_said(base, depth), *(f"{place} {_said(other, depth)} end note" for place, other in notes)])


def _table(node: etree._Element, depth: int, name: str = "") -> str:
    rows = [[cell for cell in row if tag(cell) == "mtd"] for row in node if tag(row) in ("mtr", "mlabeledtr")]
    said = [[_sequence(_children(cell), depth) for cell in row] for row in rows]
    said = [row for row in said if any(row)]
    if node.get("displaystyle") == "true" and not name:
        lines = (f"line {number}: {_joined(row)};" for number, row in enumerate(said, 1))
        return _joined([*lines, "end lines"])
    if name:
        return _joined(["cases:", *(f"{', '.join(filter(None, row))};" for row in said), "end cases"])
    around = node.getparent()
    if around is not None and around.get("scriptlevel") == "1":  # lines below an operator
        return "; ".join(map(_joined, said))
    width = max(map(len, said), default=0)
    cells = (f"row {number}: {', '.join(part or 'blank' for part in row)};" for number, row in enumerate(said, 1))
    return _joined([f"the {len(said)} by {width} matrix", *cells, "end matrix"])


def _enclosed(node: etree._Element, depth: int) -> str:
    said = _row(node, depth)
    for notation in node.get("notation", "").split():
        name = _STRUCK.get(notation, notation)
        said = f"{name} {said} end {name}"
    return said


def _first(node: etree._Element, depth: int) -> str:
    children = _children(node)
    return _said(children[0], depth) if children else ""


def _silent(_node: etree._Element, _depth: int) -> str:
    return ""


_NODES: dict[str, Callable[[etree._Element, int], str]] = {
    "mi": _identifier,
    "mn": _words,
    "mo": _operator,
    "mtext": _words,
    "ms": _words,
    "mspace": _silent,
    "mphantom": _silent,
    "none": _silent,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "mmultiscripts": _multiscripts,
    "munder": _limits,
    "mover": _limits,
    "munderover": _limits,
    "mtable": _table,
    "menclose": _enclosed,
    "semantics": _first,
}
