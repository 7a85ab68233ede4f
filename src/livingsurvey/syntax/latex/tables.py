r"""What the macros mean that bibliographies are made of.

Accents, letters and symbols are those of Lamport, "LaTeX", 2nd ed., section 3.2, and of "The Comprehensive LaTeX Symbol
List" (body-text symbols, among them those of the encodings T1, T2A, T5 and TS1); `\polhk` and the like are those of
MathSciNet, `\noopsort` and its kin those of BibTeX's own `xampl.bib`.
"""

from __future__ import annotations

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
"""LaTeX's macros that put an accent on the letter behind them, and the characters that Unicode puts there."""

RARER_ACCENTS = {
    "h": "\u0309", "G": "\u030f", "textcommabelow": "\u0326", "lfhook": "\u0326", "ocirc": "\u030a", "udot": "\u0323",
    "polhk": "\u0328",
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "breve": "\u0306",
    "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a", "check": "\u030c",
}  # fmt: skip
"""Accents that packages define, and those of math, which people take for those of text: they are read, not written."""

PRIMITIVE_ACCENTS = {
    18: "\u0300", 19: "\u0301", 20: "\u030c", 21: "\u0306", 22: "\u0304", 23: "\u030a", 24: "\u0327", 94: "\u0302",
    95: "\u0307", 125: "\u030b", 126: "\u0303", 127: "\u0308",
}  # fmt: skip
r"""The same for TeX's `\accent`, by the number of a character of Computer Modern (Knuth, "The TeXbook", appendix F)."""

_RUSSIAN = dict(zip(
    "a b v g d e yo zh z i ishrt k l m n o p r s t u f h c ch sh shch hrdsn ery sftsn erev yu ya".split(),
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", strict=True,
)) | dict(zip("ie ii yi gup ushrt je lje nje dze dje tshe dzhe".split(), "єіїґўјљњѕђћџ", strict=True))  # fmt: skip
_GREEK = dict(zip(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon"
    " phi chi psi omega".split(), "αβγδεζηθικλμνξοπρςστυφχψω", strict=True,
))  # fmt: skip

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
"""LaTeX's macros without argument, as the text that they are."""

RARER_MACROS = {
    "ij": "ĳ", "IJ": "Ĳ", "dbar": "đ", "Dbar": "Đ", "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
    "cprime": "ʹ", "cdprime": "ʺ", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»",
    "flq": "‹", "frq": "›", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "texttildelow": "~", "textasciigrave": "`", "lbrace": "{", "rbrace": "}", "textpercent": "%", "textampersand": "&",
    "textnumbersign": "#", "textat": "@", "EUR": "€", "textordfeminine": "ª", "textordmasculine": "º",
    "textexclamdown": "¡", "textquestiondown": "¿", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "enspace": " ",
    "enskip": " ", "thinspace": " ", "nobreakspace": " ", "linebreak": " ", "par": " ", "hyp": "-", "textminus": "−",
    "nobreakdash": "", "textcompwordmark": "", "textvisiblespace": "␣", "endash": "–", "emdash": "—",
}  # fmt: skip
"""Those that packages define, and letters of other scripts: they are read, not written."""

RARER_MACROS |= {f"cyr{name}": char for name, char in _RUSSIAN.items()}
RARER_MACROS |= {f"CYR{name.upper()}": char.upper() for name, char in _RUSSIAN.items()}
RARER_MACROS |= {f"text{name}": char for name, char in _GREEK.items()}
RARER_MACROS |= {f"text{name.capitalize()}": char.upper() for name, char in _GREEK.items() if name != "varsigma"}
RARER_MACROS["textmu"] = "µ"

# Macros that change only how the text behind them looks or is hyphenated, or nothing that a reader sees.
RARER_MACROS |= dict.fromkeys((
    "emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "textsl", "textup", "textmd", "textnormal",
    "text", "mbox", "hbox", "fbox", "underline", "uline", "em", "it", "bf", "tt", "sc", "rm", "sf", "sl", "bfseries",
    "mdseries", "itshape", "scshape", "slshape", "upshape", "ttfamily", "rmfamily", "sffamily", "normalfont", "protect",
    "relax", "noindent", "allowbreak", "nobreak", "xspace", "ignorespaces", "unskip", "cyr", "cyrchar", "textcyrillic",
    "textcyr", "textgreek", "textlatin", "foreignphrase", "MakeUppercase", "MakeLowercase", "uppercase", "lowercase",
    "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "bgroup",
    "egroup", "leavevmode", "frenchspacing", "sloppy", "break", "penalty", "nocase", "singleletter", "mkbibemph",
    "mkbibitalic", "mkbibbold", "mathrm", "ProperName", "textsubscript", "textsuperscript",
), "")  # fmt: skip

ARGUMENTS: dict[str, tuple[int, int]] = {
    "href": (2, 1), "textcolor": (2, 1), "colorbox": (2, 1), "foreignlanguage": (2, 1), "texorpdfstring": (2, 1),
    "hyperlink": (2, 1), "hypertarget": (2, 1), "raisebox": (2, 1), "scalebox": (2, 1), "printfirst": (2, 0),
    "noopsort": (1, -1), "NOOPSORT": (1, -1), "SortNoop": (1, -1), "sortnoop": (1, -1), "nosort": (1, -1),
    "color": (1, -1), "hspace": (1, -1), "vspace": (1, -1), "label": (1, -1), "index": (1, -1), "phantom": (1, -1),
    "hphantom": (1, -1), "vphantom": (1, -1), "selectlanguage": (1, -1), "fontencoding": (1, -1),
    "fontfamily": (1, -1), "bibinfo": (2, 1), "bibfield": (2, 1), "bibnamefont": (1, 0), "bibfnamefont": (1, 0),
}  # fmt: skip
"""Macros of which not every argument is shown: how many they take, and which one that is, from 0 (-1: none)."""

FRACTIONS = frozenset({"frac", "nicefrac", "sfrac", "textfrac"})

KEPT = frozenset({
    "cite", "citep", "citet", "citealp", "citeauthor", "citeyear", "parencite", "textcite", "ref", "eqref", "pageref",
    "autoref", "cref", "Cref", "footnote", "footnotemark", "thanks", "input", "include", "includegraphics", "today",
    "item", "title", "author", "date", "section", "subsection", "begin", "end", "def", "newcommand", "maketitle",
})  # fmt: skip
"""Macros that mean something only within a document: nothing can be put in their place."""

SYMBOLS = {"-": "", "/": "", "!": "", "@": "", ",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "\n": " "}
r"""Control symbols that do not stand for themselves, as `\&` does."""

LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " ", "`": "‘"}

SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

ADDRESS_TEXTS = {
    "textasciitilde": "~", "texttildelow": "~", "sim": "~", "textunderscore": "_", "textpercent": "%", "textless": "<",
    "textgreater": ">", "textbackslash": "\\", "textasciicircum": "^", "textbar": "|", "textdollar": "$", "slash": "/",
    "textendash": "–", "textquotesingle": "'", "lt": "<", "gt": ">", "textbraceleft": "{", "textbraceright": "}",
}  # fmt: skip
"""What macros are within an address."""
