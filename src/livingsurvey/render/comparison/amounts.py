"""Numbers in a column so that their decimal points stand below one another, wherever a table is set.

Blanks as wide as a figure stand where other rows have one: no style sheet aligns on a point, and paper has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.model.amounts import Amount

# FIGURE SPACE and PUNCTUATION SPACE (The Unicode Standard, section 6.2).
_FIGURE, _MARK = "\u2007", "\u2008"


def aligned(amounts: Sequence[Amount]) -> list[str]:
    """The texts of the amounts of one column."""
    parts = [_parts(amount) for amount in amounts]
    before = max((whole for whole, _, _ in parts), key=len, default="")
    behind = max((fraction for _, fraction, more in parts if not more), key=len, default="")
    return [
        _blank(before[: len(before) - len(whole)]) + whole + fraction + (more or _blank(behind[len(fraction) :]))
        for whole, fraction, more in parts
    ]


def _parts(amount: Amount) -> tuple[str, str, str]:
    """What stands before the point, from it on, and behind the number."""
    first = amount.least or amount.most
    sign = "≈" if amount.about else "≥" if not amount.most else "≤" if not amount.least else ""
    whole, point, fraction = _minus(first).partition(".")
    is_range = amount.least and amount.most and amount.least != amount.most
    return sign + whole, point + fraction, f"–{_minus(amount.most)}" if is_range else ""


def _minus(number: str) -> str:
    return number.replace("-", "−")


def _blank(text: str) -> str:
    return "".join(_MARK if char in ".," else _FIGURE for char in text)
