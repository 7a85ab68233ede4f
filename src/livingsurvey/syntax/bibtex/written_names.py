r"""The names in a name field as they are written, each with its place.

`names.py` says who the people are; this says where each of them stands, for whoever points at a name or mends it. As
in BibTeX, `and` joins names only outside braces and in any case of letters; a semicolon is taken for a joint, too,
since no name holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from livingsurvey.syntax.bibtex.blocks import Field
from livingsurvey.syntax.bibtex.edit import literal
from livingsurvey.syntax.bibtex.value import folded
from livingsurvey.syntax.problem import Edit, Fix
from livingsurvey.syntax.source import Span

NAME_FIELDS = frozenset({
    "author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "annotator", "commentator",
    "holder",
})  # fmt: skip

_HIDING = re.compile(r"[\\{&]")
_HIDDEN = re.compile(
    r"""
      (?P<mark> \\textsuperscript\s*+\{[^{}]*+\} | \$[^$]*+\$ )
    | (?P<ampersand> \\?&amp; | \\&(?![A-Za-z]++\d*+;) )
    | \{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}
    | \\[A-Za-z]++ | \\[^\s&]
    | \\?&(?:[A-Za-z]++\d*+|\#\d++|\#x[\dA-Fa-f]++);
    """,
    re.VERBOSE,
)
_JOINT = re.compile(r"(?<![^\s~;])and(?![^\s~;])|;", re.IGNORECASE)
_BLANKS = " \t\r\n~"
_OTHERS = re.compile(
    r"""
    (?: (?<![^\s~,]) (?:\{++\s*+)?+ (?: \\(?:emph|textit|textsl)\s*+\{ | \\(?:em|it|sl)\b\s*+ )?
        (?: et[\s~.\\]++al(?:ii|ia)?\b | (?:many[\s~]++|the[\s~]++)?(?P<others>others)\b )
    |   \.{3} | … | \\l?dots\b
    )
    [\s~.,{}]*+ \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One name of a field, without the blanks around it.

    `text` is what is written, and `outside` the same with whatever braces and macros hold blanked by `_`, so that
    offsets agree. `exact` tells that the name stands in the file just so, and can be edited there.
    """

    field: Field
    text: str
    outside: str
    start: int
    exact: bool

    def __str__(self) -> str:
        return folded(self.text)

    @property
    def span(self) -> Span:
        """Its place; the whole value if it comes from a macro or from parts joined by `#`."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """The place of a part of it, by offsets in its text."""
        if not self.exact:
            return self.field.value_span
        return Span(self.field.source, self.start + start, self.start + end)

    def replaced(self, start: int, end: int, text: str) -> Edit:
        """Put another text in place of a part of it."""
        return Edit(self.part(start, end), text)

    def cut(self, start: int, end: int) -> WrittenName:
        """A part of it as a name of its own, without blanks around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip(_BLANKS))
        end = start + len(text.strip(_BLANKS))
        return WrittenName(self.field, self.text[start:end], self.outside[start:end], self.start + start, self.exact)


def whole(field: Field) -> WrittenName:
    """All that a name field says, not yet taken apart."""
    inside = literal(field)
    text = inside.text if inside else field.value
    return WrittenName(field, text, _outside(text), inside.start if inside else 0, inside is not None)


def written_names(field: Field) -> tuple[WrittenName, ...]:
    """The names of a field in order; where an `and` joins nothing, one of them is empty."""
    everything = whole(field)
    return tuple(everything.cut(start, end) for start, end in _places(everything.text))


def people(field: Field) -> tuple[WrittenName, ...]:
    """The persons and bodies of a field, without commas behind them and without `others` in whatever words."""
    names = [name for name in written_names(field) if name.text]
    ends = [len(name.text) for name in names]
    if names and (others := typed_others(names[-1])):
        ends[-1] = others.start()
    bare = (name.cut(0, len(name.text[:end].rstrip(_BLANKS + ","))) for name, end in zip(names, ends, strict=True))
    return tuple(name for name in bare if name.text)


def typed_others(name: WrittenName) -> re.Match[str] | None:
    """Where a name ends in `others`, `et al.`, dots and the like, or is nothing else."""
    match = _OTHERS.search(name.text)
    if match and match[0].count("{") != match[0].count("}"):
        return None  # a part of what braces hold
    before = name.text[: match.start()].rstrip(_BLANKS) if match else ""
    # A person may be called Others; alone or behind a comma the word is no name.
    return match if match and (not match["others"] or not before or before.endswith(",")) else None


def fix_of(field: Field, edits: Iterable[Edit], safe: bool = False) -> Fix | None:
    """A fix of a field's text; `None` where there are no edits, or the text stands elsewhere."""
    edits = tuple(edits)
    return Fix(edits, safe) if edits and literal(field) else None


@lru_cache(maxsize=32768)
def _outside(text: str) -> str:
    return _HIDDEN.sub(_hide, text) if _HIDING.search(text) else text


def _hide(found: re.Match[str]) -> str:
    if found["mark"]:
        return found[0]
    return ("&" if found["ampersand"] else "_") * len(found[0])


@lru_cache(maxsize=32768)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the names stand that `and` and semicolons join."""
    joints = [joint.span() for joint in _JOINT.finditer(_outside(text))]
    return tuple(zip([0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text)], strict=True))
