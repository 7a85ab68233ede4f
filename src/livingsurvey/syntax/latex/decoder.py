r"""One pass over LaTeX, from left to right, that makes Unicode text of it.

Accents wait for their letter, braces are counted, and `latex_tables` says what macros mean. Only the names of symbols
that it lacks are looked up in `pylatexenc`, which is loaded when first needed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Any
from unicodedata import combining, normalize

from livingsurvey.syntax.latex.address import address
from livingsurvey.syntax.latex.tables import (
    ACCENTS,
    ARGUMENTS,
    FRACTIONS,
    KEPT,
    LIGATURES,
    MACROS,
    PRIMITIVE_ACCENTS,
    RARER_ACCENTS,
    RARER_MACROS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
)

_MARKS = RARER_ACCENTS | ACCENTS
_TEXTS = RARER_MACROS | MACROS
_ADDRESSES = frozenset(("url", "path", "nolinkurl", "burl"))
_TOKEN = re.compile(
    rf"""
      (?P<math> \$\$?(?:[^$\\]++|\\.)++\$\$? | \\\((?:[^\\]++|\\[^()])*+\\\) | \\\[(?:[^\\]++|\\[^][])*+\\\] )
    | \\(?P<accent> [`'^"~=.] | (?:{"|".join(name for name in _MARKS if name.isalpha())})(?![A-Za-z]) )
        (?: \s*+(?P<letter>[^\W\d_]) | \{{(?P<braced>[^\W\d_])\}} )?
    | \\accent\s*+(?: "(?P<hex>[0-9A-F]{{1,2}}) | '(?P<octal>[0-7]{{1,3}}) | (?P<decimal>\d{{1,3}}) )\ ?
    | \\(?P<macro> [A-Za-z]++ )(?: \s++ | \{{\}} )?
    | \\(?P<symbol> . )
    | (?P<ligature> ---? | ``|'' | [!?]` | ~ | (?<!\w)`(?=[^`]*?[\w.,;:!?]'(?!\w)) )
    | (?P<bare> (?<![A-Za-z])https?://(?:[^\s{{}}\\$"<>]++ | \\[~_%&\#$](?:\{{\}})? | \$\\sim\$
        | \{{\\?(?:text[a-z]++|[~_%&\#$])\s*+(?:\{{\}})?\}} | \\text(?:asciitilde|underscore)(?:\{{\}}|\s++)? )++ )
    | (?P<open> \{{ ) | (?P<close> \}} ) | (?P<quote> (?<=[\w.,;:!?])'(?!\w) )
    """,
    re.VERBOSE | re.DOTALL,
)
# What a token begins with, by which it is found ten times faster than by trying it everywhere.
_BEGIN = re.compile(r"\\|\$|\{|\}|~|`|'|--|!`|\?`|https?://")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_OPTION = re.compile(r"\s*+(?:\*\s*+)?(?:\[[^\]\[{}]*+\]\s*+)?")
_SCRIPTS = {"textsuperscript": SUPERSCRIPTS, "textsubscript": SUBSCRIPTS}
_SIMPLE = re.compile(r"[^{}\\$]*+")
_BLANKS = re.compile(r"\s*+")
_SYMBOL_ALONE = re.compile(r"\s*\\([A-Za-z]+)\s*")
_ALONE = {mark: name for name, mark in ACCENTS.items() if not name.isalpha()}


class Decoder:
    """Decodes one value: ask for its `text` once, then for what was found out about its parts (see `latex.Decoded`)."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.protected: list[tuple[int, int]] = []
        self.math: list[tuple[int, int]] = []
        self.undecoded: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._length = 0  # of the parts
        self._depth = 0  # of braces
        self._shield = -1  # where the protected part began that is not yet closed
        self._accents: list[str] = []  # those that wait for their letter, and
        self._accent_depth = 0  # the depth of braces where they stand
        self._quotes = 0  # single ones that are open
        self._at_close: dict[int, tuple[str, int]] = {}  # closing braces that mean a text, and where to go on

    @cached_property
    def _closing(self) -> Mapping[int, int]:
        """The offset of each opening brace that has a partner, and its partner's."""
        pairs, opened = {}, []
        for brace in _BRACE.finditer(self.value):
            if brace[0] == "{":
                opened.append(brace.start())
            elif brace[0] == "}" and opened:
                pairs[opened.pop()] = brace.start()
        return pairs

    def text(self) -> str:
        """The value's text."""
        value, end = self.value, 0
        begin = _BEGIN.search(value)
        while begin:
            at = begin.start()
            if token := _TOKEN.match(value, at):
                if at > end:
                    self._put(value[end:at])
                at = end = self._token(token)
            else:
                at += 1
            begin = _BEGIN.search(value, at)
        self._put(value[end:])
        self._flush_accents()
        if self._shield >= 0:
            self.protected.append((self._shield, self._length))
        return "".join(self._parts)

    def _token(self, token: re.Match[str]) -> int:
        """Decode a token; answers the offset behind what it used up."""
        match token.lastgroup:
            case "accent":
                self._accent(_MARKS[token["accent"]])
            case "letter" | "braced":
                self._accent(_MARKS[token["accent"]])
                self._put(token["letter"] or token["braced"])
            case "macro":
                return self._macro(token)
            case "symbol":
                self._put(SYMBOLS.get(token["symbol"], token["symbol"]))
            case "ligature":
                self._quotes += token[0] == "`"
                self._put(LIGATURES[token[0]])
            case "quote":
                self._put("’" if self._quotes else "'")
                self._quotes = max(0, self._quotes - 1)
            case "open":
                self._open(token.end())
            case "close":
                return self._close(token.start())
            case "math":
                self._formula(token[0])
            case "bare":
                self._put(address(token[0]))
            case "hex" | "octal" | "decimal" as base:
                mark = PRIMITIVE_ACCENTS.get(int(token[base], {"hex": 16, "octal": 8}.get(base, 10)))
                if mark is None:
                    return self._keep(token.start(), token.start() + len("\\accent"), token.end())
                self._accent(mark)
        return token.end()

    def _open(self, inside: int) -> None:
        self._depth += 1
        if self._depth == 1 and not self.value.startswith("\\", inside):
            self._shield = self._length

    def _close(self, brace: int) -> int:
        self._depth = max(0, self._depth - 1)
        if self._accents and self._depth <= self._accent_depth:
            self._flush_accents()
        if self._depth == 0 and self._shield >= 0:
            self.protected.append((self._shield, self._length))
            self._shield = -1
        text, end = self._at_close.get(brace, ("", brace + 1))
        self._put(text)
        return end

    def _macro(self, token: re.Match[str]) -> int:
        name, start, behind = token["macro"], token.start(), token.end("macro")
        group = _behind(_BLANKS, self.value, behind)
        if name in ARGUMENTS:
            return self._arguments(name, start, _behind(_OPTION, self.value, behind))
        close = self._closing.get(group)
        if close is not None:
            if name in _ADDRESSES:
                return self._whole(address(self.value[group:close]), close)
            if name in _SCRIPTS and (script := _in_script(_SCRIPTS[name], self.value, group + 1, close)):
                return self._whole(script, close)
            if name == "ensuremath":
                argument = self.value[group + 1 : close]
                alone = _SYMBOL_ALONE.fullmatch(argument)
                if alone and (symbol := _symbol(alone[1])):
                    return self._whole(symbol, close)
                self._formula(f"${argument}$")
                return close + 1
            if name in FRACTIONS and close + 1 in self._closing:
                self._at_close[close] = ("/", close + 1)
                return group
        text = _TEXTS.get(name)
        if text is None and name not in KEPT:
            # The argument of a macro that nobody knows is text like any other.
            text = _symbol(name) or ("" if close is not None and close > group + 1 else None)
        if text is not None:
            self._put(text)
            return token.end()
        return self._keep(start, behind, self._behind_arguments(behind))

    def _arguments(self, name: str, start: int, group: int) -> int:
        """Decode the macro's one argument that is shown, and pass over the others."""
        count, shown = ARGUMENTS[name]
        opens: list[int] = []
        end = group
        while len(opens) < count and end in self._closing:
            opens.append(end)
            end = _behind(_BLANKS, self.value, self._closing[end] + 1)
        if len(opens) < count:
            behind = start + 1 + len(name)
            return self._keep(start, behind, self._behind_arguments(behind))
        last = self._closing[opens[-1]] + 1
        if shown < 0:
            return last
        self._at_close[self._closing[opens[shown]]] = ("", last)
        return opens[shown]

    def _behind_arguments(self, offset: int) -> int:
        """The offset behind the arguments that a macro seems to have; of one without end, behind its brace."""
        end = option if "[" in self.value[offset : (option := _behind(_OPTION, self.value, offset))] else offset
        while (group := _behind(_BLANKS, self.value, end)) in self._closing:
            end = self._closing[group] + 1
        return group + 1 if self.value.startswith("{", group) else end

    def _keep(self, start: int, behind: int, end: int) -> int:
        """Leave a macro, which ends at `behind`, and its arguments as they are."""
        self._flush_accents()
        self.undecoded.append((start, behind))
        self._put(self.value[start:end])
        return end

    def _whole(self, text: str, close: int) -> int:
        """Put the text of an argument, whose case is its own; answers the offset behind it."""
        start = self._length
        self._put(text)
        if self._depth == 0:
            self.protected.append((start, self._length))
        return close + 1

    def _formula(self, latex: str) -> None:
        self._flush_accents()
        start = self._length
        self._put(latex)
        self.math.append((start, self._length))

    def _accent(self, mark: str) -> None:
        if not self._accents:
            self._accent_depth = self._depth
        self._accents.append(mark)

    def _put(self, text: str) -> None:
        if self._accents:
            text = text.lstrip()
            if not text:
                return
            marks = "".join(reversed(self._accents))
            text = _accented(text[0], marks) + text[1:]
            self._accents = []
        self._parts.append(text)
        self._length += len(text)

    def _flush_accents(self) -> None:
        r"""Accents without letter stand by themselves, as in `\~{}`; those of letters' names are none to be seen."""
        if self._accents:
            shown = "".join(_ALONE.get(mark, "") for mark in self._accents)
            self._accents = []
            self._put(shown)


def _behind(pattern: re.Pattern[str], text: str, offset: int) -> int:
    """The offset behind what the pattern matches at `offset`."""
    match = pattern.match(text, offset)
    return match.end() if match else offset


def _in_script(table: Mapping[int, int], text: str, start: int, end: int) -> str:
    """A part of a text raised or lowered; empty where Unicode lacks a character of it."""
    simple = _SIMPLE.match(text, start, end)
    if simple is None or simple.end() < end or any(ord(char) not in table for char in simple[0]):
        return ""
    return simple[0].translate(table)


@lru_cache(maxsize=4096)
def _accented(letter: str, marks: str) -> str:
    if letter == "ı" and marks == ACCENTS["."]:
        return "i"
    return normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter) + marks)


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str:
    r"""The text of a symbol that our table lacks, such as `\textohm`; "" if `pylatexenc` knows none of this name."""
    text = _TEXTS.get(name)
    if text is not None:
        return text
    try:
        text = normalize("NFC", _converter().latex_to_text(f"\\{name}").strip())
    except Exception:  # whatever a parser of all of TeX may trip over, a reference stays readable
        return ""
    is_template = "%s" in text or not text or combining(text[0])  # it needs an argument
    return "" if is_template or text.startswith(("<", "\\")) else text


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    # It logs what it cannot parse; that stays as written here, and rules report it at its place.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)
