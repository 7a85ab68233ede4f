r"""LaTeX in BibTeX values as Unicode text.

A table knows the accents, letters and macros that bibliographies are made of (Lamport, "LaTeX", 2nd ed., section 3.2;
"The Comprehensive LaTeX Symbol List", body-text symbols). Only macros that it lacks go through `pylatexenc`, which is
a hundred times slower and loaded when first needed. Math stays as written: whoever prints the text sets it.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from typing import Any
from unicodedata import normalize

# Accents by the macro that sets them, as the combining characters that Unicode puts behind the letter.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}

MACROS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "th": "þ", "TH": "Þ", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "lq": "‘",
    "rq": "’", "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|", "textless": "<",
    "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_", "textdollar": "$",
    "textperiodcentered": "·", "textbullet": "•", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "textcopyright": "©", "copyright": "©", "texteuro": "€", "euro": "€", "pounds": "£", "textsterling": "£",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "dots": "…", "ldots": "…", "textellipsis": "…", "slash": "/",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "quad": " ", "qquad": " ", "space": " ", "newline": " ",
}  # fmt: skip

# Macros that change only how the text behind them looks, or nothing that a reader sees.
_INVISIBLE = (
    "emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "textsl", "textup", "textmd", "textnormal",
    "text", "mbox", "hbox", "underline", "em", "it", "bf", "tt", "sc", "rm", "sf", "sl", "bfseries", "mdseries",
    "itshape", "scshape", "slshape", "upshape", "ttfamily", "rmfamily", "sffamily", "normalfont", "protect", "relax",
    "noindent", "allowbreak", "nobreak",
)  # fmt: skip
MACROS |= dict.fromkeys(_INVISIBLE, "")

# A control symbol stands for itself (`\&`, `\_`) unless it is one of these.
_SYMBOLS = {"-": "", "/": "", "!": "", "@": "", ",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "\n": " "}

_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}

_GROUP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"  # in braces, and as deep as people nest
_SPECIAL = re.compile(r"[\\{}~$]|--|``|''|[!?]`")
_TOKEN = re.compile(
    rf"""
      (?P<math> \$\$?(?:[^$\\]++|\\.)++\$\$? | \\\((?:[^\\]++|\\[^()])*+\\\) )
    | (?P<address> \\(?:url|path|nolinkurl)\s*+(?={_GROUP}) )
    | (?P<link> \\href\s*+{_GROUP}\s*+ )
    | \\(?P<accent> [`'^"~=.] | [uvHtcdbrk](?![A-Za-z]) )\s*+(?P<letter> {_GROUP} | \\[A-Za-z]++ | [^\s{{}}\\$~] )
    | \\(?P<macro> [A-Za-z]++ )(?: \s++ | \{{\}} )?
    | \\(?P<symbol> . )
    | (?P<ligature> ---? | `` | '' | [!?]` | ~ )
    | [{{}}]
    """,
    re.VERBOSE | re.DOTALL,
)
_ARGUMENTS = re.compile(rf"\*?(?:\s*+\[[^\]\[{{}}]*+\])?(?:\s*+{_GROUP})*+")
_GROUP_ALONE = re.compile(_GROUP)
_ADDRESS_TOKEN = re.compile(
    r"\\(?:url|path|nolinkurl)\b\s*|\\textasciitilde(?:\s+|\{\})?|\\textunderscore(?:\s+|\{\})?|\$\\sim\$"
    r"|\\([&%_#$~{}])(?:\{\})?|[{}]"
)


def plain(value: str) -> str:
    """A BibTeX value as Unicode text, without braces; `$...$` stays as written. Never raises.

    What cannot be decoded stays as written, too, so that whoever reads the text sees what is missing.
    """
    if not _SPECIAL.search(value):
        return value
    parts, end = [], 0
    while token := _TOKEN.search(value, end):
        parts.append(value[end : token.start()])
        text, end = _decoded(value, token)
        parts.append(text)
    return "".join(parts) + value[end:]


def address(value: str) -> str:
    r"""A BibTeX value that is an address or identifier (`url`, `doi`, `eprint`) as Unicode text. Never raises.

    Braces, `\_` and the like are undone; `~` and `--` are what they are.
    """
    return _ADDRESS_TOKEN.sub(_address_part, value)


def _address_part(token: re.Match[str]) -> str:
    if token[1]:
        return token[1]
    return "~" if "tilde" in token[0] or "sim" in token[0] else "_" if "underscore" in token[0] else ""


def _decoded(value: str, token: re.Match[str]) -> tuple[str, int]:
    """The text of a token, and the offset behind what it used up."""
    end = token.end()
    match token.lastgroup:
        case "math":
            return token[0], end
        case "address":
            group = _GROUP_ALONE.match(value, end)
            return (address(group[0]), group.end()) if group else ("", end)
        case "letter":
            return _accented(token["accent"], plain(token["letter"]).strip()), end
        case "macro" if token["macro"] in MACROS:
            return MACROS[token["macro"]], end
        case "macro":
            arguments = _ARGUMENTS.match(value, token.end("macro"))
            if arguments and arguments[0]:
                end = arguments.end()
            if value.startswith("{", end):  # an argument without end
                return value[token.start() : end], end
            return _by_pylatexenc(value[token.start() : end]), end
        case "symbol":
            return _SYMBOLS.get(token["symbol"], token["symbol"]), end
        case "ligature":
            return _LIGATURES[token["ligature"]], end
        case _:  # a brace, or the address that a link's text hides
            return "", end


def _accented(accent: str, letters: str) -> str:
    r"""The first letter with the accent; without a letter the accent by itself, as in `\~{}`."""
    if not letters:
        return accent if not accent.isalpha() else ""
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return normalize("NFC", first + ACCENTS[accent] + letters[1:])


@lru_cache(maxsize=4096)
def _by_pylatexenc(latex: str) -> str:
    """A macro of which our table knows nothing, with its arguments."""
    try:
        # A per cent sign in a value is one, and no comment.
        text: str = _converter().latex_to_text(re.sub(r"(?<!\\)%", r"\\%", latex)).strip()
    except Exception:  # whatever a parser of all of TeX may trip over, a reference stays readable
        return latex
    if text.startswith("<") or not (text or "{" in latex):  # a placeholder such as `<cit.>`, or a macro nobody knows
        return latex
    return text


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    # It logs what it cannot parse; that stays as written here, and rules report it at its place.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)
