"""The tokens of MathML to typst math: identifiers, numbers, operators, text and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from lxml import etree

from livingsurvey.render.elements import plain, tag
from livingsurvey.render.typst.text import escapes, string

_PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_LENGTH = re.compile(r"(-?[0-9]*\.?[0-9]+)(em|ex|px|pt|cm|mm|in)?")
_PT = {"px": 0.75, "pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_FENCES = frozenset("()[]{}|‖∣∥⟨⟩⌈⌉⌊⌋⟦⟧〈〉⟪⟫/\\∖↑↓↕")
_BIG_OPERATORS = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⨄⨆⋁⋀")
_CHANCERY, _ROUNDHAND = "\ufe00", "\ufe01"
_VARIANTS = {
    "normal": "upright({})",
    "italic": "italic({})",
    "bold": "upright(bold({}))",
    "bold-italic": "italic(bold({}))",
    "double-struck": "bb({})",
    "script": "cal({})",
    "bold-script": "bold(cal({}))",
    "fraktur": "frak({})",
    "bold-fraktur": "bold(frak({}))",
    "sans-serif": "sans({})",
    "bold-sans-serif": "bold(sans({}))",
    "monospace": "mono({})",
}

_STYLES = {
    "b": "upright(bold({}))",
    "strong": "upright(bold({}))",
    "i": "italic({})",
    "em": "italic({})",
    "code": "mono({})",
    "u": "underline({})",
    "math-core-sans-serif-font": "sans({})",
}


def grows(node: etree._Element) -> bool:
    r"""Whether a node is a fence that grows with what it holds; an empty one (`\left.`) counts."""
    if tag(node) != "mo" or node.get("stretchy") == "false" or node.get("maxsize"):
        return False
    text = plain(node)
    return text in _FENCES or text == "\u2063"


def is_big(node: etree._Element) -> bool:
    """Whether a node is an operator such as a sum, with limits that move beside it in a line of text."""
    return tag(node) == "mo" and plain(node) in _BIG_OPERATORS


def _content(node: etree._Element) -> str:
    """The text of a token without the white space that HTML ignores; a thin space in a name is none of it."""
    return " ".join(_WHITE.split("".join(map(str, node.itertext())).strip(" \t\r\n\f")))


def _symbol(char: str) -> str:
    return char if char.isascii() and char.isalnum() else escapes(char)


def _identifier(node: etree._Element, _: int) -> str:
    text = _content(node)
    if text[1:] in (_CHANCERY, _ROUNDHAND) and text[1:]:
        letter = _symbol(unicodedata.normalize("NFKC", text[0]))
        return f"cal({letter})" if text[1] == _CHANCERY else f"scr({letter})"
    if len(text) == 1:
        return _VARIANTS.get(node.get("mathvariant", ""), "{}").format(_symbol(text))
    # The MathML says where a function's name is set off, so it must not get the spacing of an operator twice.
    return f'class("normal", {string(text)})' if text else ""


def _number(node: etree._Element, _: int) -> str:
    text = _content(node)
    return text if _PLAIN_NUMBER.fullmatch(text) else string(text)


def _text(node: etree._Element, _: int) -> str:
    r"""Words, with what HTML says of their looks: `\textbf` and its like."""
    parts = [string(node.text)] if node.text else []
    for child in node:
        style = _STYLES.get(child.get("class") or tag(child), "{}")
        parts += [style.format(_text(child, 0)), *([string(child.tail)] if child.tail else [])]
    return "".join(parts) or string("")


def _operator(node: etree._Element, _: int) -> str:
    text = _content(node)
    if not text or text in "\u2061\u2062\u2063\u2064":
        return space_of(node.get("lspace"))
    if len(text) > 1:
        # A name may have a thin space in it, as "arg min" has.
        kind = "normal" if "".join(text.split()).isalpha() else "relation"
        return _spaced(node, f'class("{kind}", {string(text)})')
    symbol = escapes(text)
    if size := _length(node.get("minsize")):
        # A fence of `\big`: alone in `lr` it gets this size and needs no partner.
        return f"lr({symbol}, size: #{size})"
    spaces = node.get("lspace"), node.get("rspace")
    if text in _FENCES and node.get("form") in ("prefix", "postfix"):
        return f'class("{"opening" if node.get("form") == "prefix" else "closing"}", {symbol})'
    if text not in _BIG_OPERATORS and (all(map(is_zero, spaces)) or (text == "," and is_zero(spaces[1]))):
        return f'class("normal", {symbol})'
    if all(map(_length, spaces)):
        return _spaced(node, f'class("normal", {symbol})')
    return symbol


def _spaced(node: etree._Element, symbol: str) -> str:
    return f"{space_of(node.get('lspace'))}{symbol}{space_of(node.get('rspace'))}"


def is_zero(length: str | None) -> bool:
    """Whether a length is given and is none."""
    return length is not None and re.fullmatch(r"0+(\.0*)?[a-z]*", length.strip()) is not None


def _length(value: str | None) -> str:
    """A typst length for a length of MathML, empty where there is none."""
    match = _LENGTH.fullmatch((value or "").strip())
    if not match or not float(match[1]):
        return ""
    size, unit = float(match[1]), match[2] or "em"
    if unit in _PT:
        return f"{size * _PT[unit]:g}pt"
    return f"{size * (0.43 if unit == 'ex' else 1):.4g}em"


def space_of(value: str | None) -> str:
    """Room of this length (of MathML), which may be less than none; an empty text where there is none."""
    length = _length(value)
    return f"#h({length})" if length else ""


def _space(node: etree._Element, _: int) -> str:
    negative = re.search(r"margin-left:\s*(-[^;]+)", node.get("style", ""))
    return space_of(negative[1] if negative else node.get("width"))


TOKENS: dict[str, Callable[[etree._Element, int], str]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _text,
    "ms": _text,
    "mspace": _space,
}
