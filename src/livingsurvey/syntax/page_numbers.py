"""Page numbers as `pages` gives them: single pages and ranges, between commas.

Pages are numbers, also with letters (`S12`, `e0123`, `27a`) and with an article's number before them (`12:1`), or Roman
numerals. A range may give only the last digits of its end (`345--52`). Whatever else stands there (an article's name,
`3-1--3-12` in a manual with pages by chapter) is no page here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASH = "‐‑‒–—―−-"
DASHES = rf"(?:[{_DASH}](?:\s*[{_DASH}])*)"
"""A pattern for a dash between two pages, of whatever kind, or several of them."""

_TOKEN = rf"[^\s,;{{}}\\{_DASH}]+"
_RANGE = re.compile(
    rf"""
      (?P<first> {_TOKEN} )
      (?P<dash> \s*+ (?: {DASHES} | \{{[{_DASH}]+\}} | \\text(?:en|em)dash(?:\{{\}}|\s)?+ ) \s*+ )
      (?P<last> {_TOKEN} )
    """,
    re.VERBOSE,
)
_PAGE = re.compile(r"(?P<before>(?:[^\W\d_]{1,4}\.?)?(?:\d+[.:])*[^\W\d_]?)(?P<digits>\d{1,12})[a-zA-Z]?")
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LABEL = re.compile(r"(?:(?:pp?|pgs?|pages?|seiten?)(?:[.:]?[\s~]+|[.:]|(?<=pp)(?=\d)))+(?=\w)", re.IGNORECASE)
_ITEM = re.compile(r"[^\s,;](?:[^,;]*[^\s,;])?")


@dataclass(frozen=True)
class Page:
    """A page: what stands before its number (`S`, `12:`), the number, and its digits; none if it is Roman."""

    before: str
    number: int
    digits: str = ""


@dataclass(frozen=True)
class Pages:
    """A range as written, with the place of its dash in the text; `last` is whole, even if only its end is written."""

    first: Page
    last: Page
    dash: tuple[int, int]
    abbreviated: bool = False


def page(text: str) -> Page | None:
    """The page that a text is; `None` if it is none."""
    if found := _PAGE.fullmatch(text):
        return Page(found["before"], int(found["digits"]), found["digits"])
    if text and _ROMAN.fullmatch(text) and (text.islower() or text.isupper()):
        return Page("roman" if text.islower() else "ROMAN", _roman(text.lower()))
    return None


def items(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts stand that commas (or semicolons) separate."""
    return (item.span() for item in _ITEM.finditer(text))


def behind_label(text: str, start: int = 0) -> int:
    """The offset behind a `pp.` or the like that stands at an offset; the offset itself if there is none."""
    label = _LABEL.match(text, start)
    return label.end() if label else start


def page_range(text: str, start: int = 0, end: int | None = None) -> Pages | None:
    """The range between two pages of one kind that a part of a text is; `None` if it is none."""
    found = _RANGE.fullmatch(text, start, len(text) if end is None else end)
    first, last = (page(found["first"]), page(found["last"])) if found else (None, None)
    if found is None or first is None or last is None or bool(first.digits) != bool(last.digits):
        return None
    missing = len(first.digits) - len(last.digits)
    if first.before != last.before:
        if last.before or not first.before.endswith((":", ".")):
            return None
        missing = max(missing, 0)
    if missing > 0 and not last.digits.startswith("0"):
        digits = first.digits[:missing] + last.digits
        return Pages(first, Page(first.before, int(digits), digits), found.span("dash"), abbreviated=True)
    return Pages(first, last, found.span("dash"))


def is_article_page(pages: Pages) -> bool:
    """Whether what looks like a range is the number of an article and a page of it: `021106-4`."""
    return pages.abbreviated and (len(pages.first.digits) > 5 or pages.first.digits.startswith("0"))


def _roman(text: str) -> int:
    numbers = [_ROMAN_DIGITS[char] for char in text]
    return sum(
        -number if any(number < after for after in numbers[place + 1 : place + 2]) else number
        for place, number in enumerate(numbers)
    )
