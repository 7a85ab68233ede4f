"""MathML as math-core writes it, made into what browsers draw, what validators accept and what EPUB has.

Browsers read MathML Core (https://www.w3.org/TR/mathml-core/), EPUB and the checkers of HTML read MathML 3
(https://www.w3.org/TR/MathML3/); there is a way to say each of this so that all understand it.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([a-z]+)([^<>]*?)(/?)>")
# An ellipsis comes as three signs, which read as three operators.
_ELLIPSIS = re.compile(r"<mo[^<>]*>([.·])</mo>(?:<mo[^<>]*>\1</mo>){2}")
_DOTS = {".": "…", "·": "⋯"}
# Chromium gives a fence its size only where it is no base of a script.
_SIZED_BASE = re.compile(r"(<m(?:sub|sup|subsup)>)(<mo [^<>]*minsize=[^<>]*>[^<>]*</mo>)")
# Any element of MathML Core may say how it is set, in MathML 3 (3.3.4) only a style may; that a table is not set
# smaller need not be said outside of scripts, where tables are rare.
_SIZE = re.compile(r' (?:displaystyle|scriptlevel)="[^"]*"')
_TABLE_SIZE = re.compile(r' scriptlevel="[^"]*"')
_FULL = ' scriptlevel="0"'
# A line is drawn with a combining sign, which browsers put beside what it is over or under, and is asked for at the
# place of an accent, which is too near; an arrow, too, would cross its letters.
_LINE, _ARROWS = "\u0332", "←→↔"
_ACCENT = re.compile(r' accent(?:under)?="true"')


def understood(markup: str) -> str:
    """A `<math>` element of math-core's as browsers, validators and EPUB readers understand it."""
    markup = _ELLIPSIS.sub(lambda found: f'<mo lspace="0" rspace="0">{_DOTS[found[1]]}</mo>', markup)
    markup = _SIZED_BASE.sub(r"\1<mrow>\2</mrow>", markup)
    written: list[str] = []
    opened: list[tuple[int, str]] = []  # where in what is written, and what closes it
    at = 0
    for tag in _TAG.finditer(markup):
        written.append(markup[at : tag.start()])
        at = tag.end()
        closing, name, attributes, is_empty = tag.groups()
        if closing:
            place, close = opened.pop()
            if name in ("mover", "munder"):
                _keep_apart(written, place)
            written.append(close)
        elif is_empty:
            written.append(tag[0])
        else:
            start, close = _styled(name, attributes)
            opened.append((len(written), close))
            written.append(start)
    return "".join(written) + markup[at:]


def _styled(name: str, attributes: str) -> tuple[str, str]:
    """What opens and what closes an element; its size is that of a style around it, or a row becomes the style."""
    attributes = attributes.replace(_FULL, "") if name == "mtable" else attributes
    sizes = "".join((_TABLE_SIZE if name == "mtable" else _SIZE).findall(attributes))
    if not sizes or name in ("math", "mstyle"):
        return f"<{name}{attributes}>", f"</{name}>"
    if name == "mrow":
        return f"<mstyle{attributes}>", "</mstyle>"
    for size in _SIZE.findall(sizes):
        attributes = attributes.replace(size, "")
    return f"<mstyle{sizes}><{name}{attributes}>", f"</{name}></mstyle>"


def _keep_apart(written: list[str], place: int) -> None:
    """Keep a line or an arrow that ends an element apart from what the element begins with."""
    mark = written[-3]  # before the end of its element, and the nothing that follows that
    if mark and mark in _LINE + _ARROWS:
        written[-3] = mark.replace(_LINE, "‾")
        written[place] = _ACCENT.sub("", written[place])
