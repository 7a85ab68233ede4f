"""The tokens of MathML to typst math: identifiers, numbers, operators, text and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from lxml import etree

from livingsurvey.render.elements import plain, tag
from livingsurvey.render.typst.text import escapes, string

_PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
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


def grows(node: etree._Element) -> bool:
    r"""Whether a node is a fence that grows with what it holds; an empty one (`\left.`) counts."""
    if tag(node) != "mo" or node.get("stretchy") == "false" or node.get("maxsize"):
        return False
    text = plain(node)
    return text in _FENCES or text == "\u2063"


def is_big(node: etree._Element) -> bool:
    """Whether a node is an operator such as a sum, with limits that move beside it in a line of text."""
    return tag(node) == "mo" and plain(node) in _BIG_OPERATORS


def _symbol(char: str) -> str:
    return char if char.isascii() and char.isalnum() else escapes(char)


def _identifier(node: etree._Element, _: int) -> str:
    text = plain(node)
    if text[1:] in (_CHANCERY, _ROUNDHAND) and text[1:]:
        letter = _symbol(unicodedata.normalize("NFKC", text[0]))
        return f"cal({letter})" if text[1] == _CHANCERY else f"scr({letter})"
    if len(text) == 1:
        return _VARIANTS.get(node.get("mathvariant", ""), "{}").format(_symbol(text))
    # The MathML says where a function's name is set off, so it must not get the spacing of an operator twice.
    return f'class("normal", {string(text)})' if text else ""


def _number(node: etree._Element, _: int) -> str:
    text = plain(node)
    return text if _PLAIN_NUMBER.fullmatch(text) else string(text)


def _text(node: etree._Element, _: int) -> str:
    return string("".join(map(str, node.itertext())))


def _operator(node: etree._Element, _: int) -> str:
    text = plain(node)
    if not text or text in "\u2061\u2062\u2063\u2064":
        return _space_of(node.get("lspace"))
    if len(text) > 1:
        return f'class("{"normal" if text.isalpha() else "relation"}", {string(text)})'
    symbol = escapes(text)
    if size := _length(node.get("minsize")):
        # A fence of `\big`: alone in `lr` it gets this size and needs no partner.
        return f"lr({symbol}, size: #{size})"
    spaces = node.get("lspace"), node.get("rspace")
    if text in _FENCES and node.get("form") in ("prefix", "postfix"):
        return f'class("{"opening" if node.get("form") == "prefix" else "closing"}", {symbol})'
    if text not in _BIG_OPERATORS and (all(map(is_zero, spaces)) or (text == "," and is_zero(spaces[1]))):
        return f'class("normal", {symbol})'
    return symbol


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


def _space_of(value: str | None) -> str:
    length = _length(value)
    return f"#h({length})" if length else ""


def _space(node: etree._Element, _: int) -> str:
    negative = re.search(r"margin-left:\s*(-[^;]+)", node.get("style", ""))
    return _space_of(negative[1] if negative else node.get("width"))


TOKENS: dict[str, Callable[[etree._Element, int], str]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _text,
    "ms": _text,
    "mspace": _space,
}
