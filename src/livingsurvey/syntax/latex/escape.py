r"""Unicode in BibTeX values as LaTeX that needs nothing but ASCII: `é` as `{\'e}`, `–` as `--`.

The table is the one by which values are read, the other way round; for what it lacks (Greek, mathematical signs)
`pylatexenc` is asked. Accents and letters stand in braces of their own, which BibTeX takes for one letter when it
sorts, changes capitals or cuts names (Oren Patashnik, "BibTeXing", 1988, section 4, item 18).
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

from livingsurvey.syntax.latex.decoded import plain
from livingsurvey.syntax.latex.tables import ACCENTS, MACROS

_LETTERS = {text: macro for macro, text in reversed(MACROS.items()) if len(text) == 1 and not text.isascii()}
_MARKS = {mark: accent for accent, mark in ACCENTS.items()}
_DASHES = {"–": "--", "—": "---"}
_QUOTES = {"“": "``", "”": "''"}
_LIGATURE = re.compile("[-–—`'“”‘’!?]")
# What stays as it stands (math, addresses, commands), a character of our own, one that LaTeX reads as its own.
_PIECE = re.compile(
    r"""
      (?P<kept> \$\$?(?:[^$\\]++|\\.)++\$\$? | \\\((?:[^\\]++|\\[^()])*+\\\)
              | \\(?:url|path|nolinkurl|href)\s*+\{(?:[^{}]++|\{[^{}]*+\})*+\} | \\[A-Za-z]++ | \\. )
    | (?P<special> [&%\#_$] )
    | (?P<letter> [^\x00-\x7f](?:[\u0300-\u036f])*+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def escaped(value: str) -> str:
    r"""A value that is read as the same text (in Unicode's form NFC), in ASCII as far as LaTeX can say it.

    What LaTeX takes for its own (`&%#_$`) is escaped.
    Math, addresses in `\url` and commands stay as they stand. What has no LaTeX (`王`) stays, too, in UTF-8; so does
    the whole value if it would be read as another text.
    """
    if not _PIECE.search(value):
        return value
    result = _PIECE.sub(_replaced, normalize("NFC", value))
    return result if plain(result) == normalize("NFC", plain(value)) else value


def _replaced(piece: re.Match[str]) -> str:
    if piece["kept"]:
        return piece["kept"]
    if piece["special"]:
        return "\\" + piece["special"]
    around = piece.string[: piece.start()][-1:], piece.string[piece.end() :][:1]
    joined = any(map(_LIGATURE.match, around))
    foreign = any(char.isalpha() and not char.isascii() for char in around)
    return _character(piece["letter"], joined, foreign)


@lru_cache(maxsize=4096)
def _character(text: str, joined: bool, foreign: bool) -> str:
    """A character, with the accents that are joined to it.

    `joined` tells that marks of punctuation touch it, `foreign` that letters beyond ASCII do: a Greek letter alone is a
    symbol, a word of them is none.
    """
    if not joined and (mark := _DASHES.get(text) or _QUOTES.get(text)):
        return mark
    latex = _known(text) or ("" if foreign and text.isalpha() else _by_pylatexenc(text))
    return latex if latex and plain(latex) == normalize("NFC", text) else text


def _known(text: str) -> str:
    """What the table has for a letter or mark, in braces; empty if it has nothing."""
    if macro := _LETTERS.get(text):
        return f"{{\\{macro}}}"
    decomposed = normalize("NFD", text)
    letter, marks = decomposed[0], decomposed[1:]
    if not marks or not all(mark in _MARKS for mark in marks) or combining(letter):
        return ""
    plain_letter = letter.isascii() and letter.isalpha()
    if not plain_letter and letter not in _LETTERS:
        return ""
    latex = letter if plain_letter else f"\\{_LETTERS[letter]}"
    for accent in (_MARKS[mark] for mark in marks):
        joint = " " if accent.isalpha() and latex.isalpha() else ""
        latex = f"{{\\{accent}{joint}{latex}}}"
    return latex


def _by_pylatexenc(text: str) -> str:
    """What pylatexenc knows for a character, in braces; empty if it knows nothing."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    known: dict[int, str] = get_builtin_uni2latex_dict()
    latex = known.get(ord(text), "") if len(text) == 1 else ""
    return f"{{{latex}}}" if latex.isascii() and latex else ""
