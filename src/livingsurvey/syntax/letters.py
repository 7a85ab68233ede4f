"""Letters without accents, words without punctuation: what two spellings of one name or title have in common."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

# Letters that Unicode does not take apart, as they are written where only ASCII will do.
_LETTERS = str.maketrans({
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
    "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "Ss", "ı": "i", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H",
})  # fmt: skip
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def unaccented(text: str) -> str:
    """The text with each accented letter as its plain one, and ligatures taken apart; other scripts stay."""
    if text.isascii():
        return text
    return "".join(char for char in normalize("NFKD", text.translate(_LETTERS)) if not combining(char))


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case without accents; `don't` is one word, `on-line` two."""
    return _WORD.findall(_APOSTROPHES.sub("", unaccented(text)).lower())
