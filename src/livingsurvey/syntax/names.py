r"""People and bodies in the name fields of .bib files (`author`, `editor`).

Names are split as BibTeX does (bibtex.web, sections 391 to 399; Nicolas Markey, "Tame the BeaST", section 11), but for
two things: a word with a hyphen is one word, as for biber, and `\'{E}mile` begins with a capital. biblatex's extended
form is read as well (biblatex manual, section 3.4). All this is done on the LaTeX as written, since braces hold words
together; the parts are decoded afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.latex.tables import MACROS

_AND = re.compile(r"(?:\A|\s)(?:and(?:\s+|\Z))+", re.IGNORECASE)  # also one that joins nothing
_AND_OR_BRACE = re.compile(rf"[{{}}]|{_AND.pattern}", re.IGNORECASE)
_OTHERS = re.compile(r"others|et[\s~]+al\.?", re.IGNORECASE)
_MARK = re.compile(r"[{},]|[\s~]+")
_BLANKS = re.compile(r"[\s~]+")
_CASE = re.compile(
    r"""
      \{?\\(?: [`'^"~=.] | [uvHtcdbrk](?![A-Za-z]) )\s*\{?   # an accent: its letter tells
    | \{\\(?P<special> [A-Za-z]+ )
    | \{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}
    | \\(?P<macro> [A-Za-z]+ )
    | (?P<letter> [^\W\d_] )
    """,
    re.VERBOSE,
)
_PART = re.compile(r"\s*(family|given|prefix|suffix|[a-z]+(?:-i)?)\s*=\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
_FEWEST = re.compile(r"\b(?:family|given)\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in four parts, or in `literal` a body's name, or one that cannot be split; in Unicode."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field in order; `others` tells that the field ends in `and others`."""

    people: tuple[Name, ...] = ()
    others: bool = False


_NOBODY = Names()
_NO_NAME = Name()


def names(value: str) -> Names:
    """The names in a field's value. Never raises: what cannot be split is a literal.

    `et al.` typed as a name means `others`; commas behind a name mean nothing.
    """
    if not value:
        return _NOBODY
    parts = _joined(value)
    others = bool(parts) and bool(_OTHERS.fullmatch(parts[-1]))
    people = (_name(part) for part in parts[: len(parts) - others])
    return Names(tuple([name for name in people if name != _NO_NAME]), others)


def _joined(value: str) -> list[str]:
    """What `and` joins outside braces, in either case; where it joins nothing, nothing is there."""
    if "{" not in value:
        return [part for part in map(str.strip, _AND.split(value)) if part]
    parts, start, depth = [], 0, 0
    for mark in _AND_OR_BRACE.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(value[start : mark.start()])
            start = mark.end()
    parts.append(value[start:])
    return [part for part in map(str.strip, parts) if part]


@lru_cache(maxsize=65536)
def _name(value: str) -> Name:
    """The name, split if it is a person's; empty if nothing of it can be seen, as of `{}`."""
    parts = _parts(value)
    if parts is None:
        return Name(literal=_text(value))
    name = Name(*map(_text, parts))
    return name if name.family else Name(literal=_text(value))


def _parts(value: str) -> tuple[str, str, str, str] | None:
    """Given name, particle, family name and suffix; `None` for a body's name and for what cannot be split."""
    if "=" in value and _FEWEST.search(value) and (extended := _extended(value)):
        return extended
    sections = _sections(value.rstrip(" ,\t\r\n~"))
    if not sections or len(sections) > 3 or not sections[0]:
        return None
    words, *behind = sections
    if not behind:
        if len(words) == 1 and _is_group(words[0]):
            return None
        begin = next((place for place, word in enumerate(words[:-1]) if _is_particle(word)), len(words) - 1)
        given, words = words[:begin], words[begin:]
        suffix: Sequence[str] = ()
    else:
        given, suffix = behind[-1], behind[0] if len(behind) > 1 else ()
    end = next((place for place in range(len(words) - 1, 0, -1) if _is_particle(words[place - 1])), 0)
    return " ".join(given), " ".join(words[:end]), " ".join(words[end:]), " ".join(suffix)


def _sections(value: str) -> list[list[str]]:
    """The words between the commas, of which braces hide some; none if the braces do not pair."""
    if "{" not in value and "}" not in value:
        return [[word for word in _BLANKS.split(section) if word] for section in value.split(",")]
    sections: list[list[str]] = [[]]
    start, depth = 0, 0
    for mark in _MARK.finditer(value):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth < 0:
                return []
        elif depth == 0:
            if mark.start() > start:
                sections[-1].append(value[start : mark.start()])
            if mark[0] == ",":
                sections.append([])
            start = mark.end()
    if start < len(value):
        sections[-1].append(value[start:])
    return [] if depth else sections


def _is_group(word: str) -> bool:
    """Whether braces hold all of a word."""
    depth = 0
    for brace in re.finditer(r"[{}]", word):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return word.startswith("{") and brace.end() == len(word)
    return False


@lru_cache(maxsize=4096)
def _is_particle(word: str) -> bool:
    r"""Whether the first letter outside braces is small; that of a special character, `{\'e}`, counts as outside."""
    for mark in _CASE.finditer(word):
        if mark["letter"]:
            return mark["letter"].islower()
        if name := mark["special"] or mark["macro"]:
            letter = MACROS.get(name) or (name if mark["macro"] else "")
            if letter[:1].isalpha():
                return letter[0].islower()
    return False


def _extended(value: str) -> tuple[str, str, str, str] | None:
    """The parts of `family=Beauvoir, given=Simone, prefix=de`; `None` if something else stands there, too."""
    parts: dict[str, str] = {}
    for words in _sections(value):
        part = _PART.fullmatch(" ".join(words))
        if part is None:
            return None
        parts[part[1].lower()] = part[2].strip('"')
    given, particle, family, suffix = (parts.get(name, "") for name in ("given", "prefix", "family", "suffix"))
    return (given, particle, family, suffix) if family or given else None


def _text(latex: str) -> str:
    return plain(latex).strip()
