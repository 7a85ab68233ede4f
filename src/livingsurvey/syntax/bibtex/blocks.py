"""What a .bib file consists of: blocks that cover its text exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

# A store has 100,000 fields. As named tuples that keep offsets (in code points) and make their spans when asked, they
# and their entries cost half the time and memory of dataclasses.


class Field(NamedTuple):
    """A field of an entry.

    `name` is in lower case. `value` is its text: macros put in, parts joined, without outer delimiters, each run of
    white space one blank; LaTeX is not decoded.
    """

    source: Source
    name: str
    value: str
    name_start: int
    name_end: int
    value_start: int
    value_end: int

    @property
    def name_span(self) -> Span:
        """The name as written."""
        return Span(self.source, self.name_start, self.name_end)

    @property
    def value_span(self) -> Span:
        """The value as written, with its delimiters and `#`."""
        return Span(self.source, self.value_start, self.value_end)

    @property
    def span(self) -> Span:
        """From the name to the end of the value."""
        return Span(self.source, self.name_start, self.value_end)


class Entry(NamedTuple):
    """An entry from its `@` to its closing delimiter; `type` is in lower case, `key` as written."""

    source: Source
    start: int
    end: int
    type: str
    type_start: int
    type_end: int
    key: str
    key_start: int
    fields: tuple[Field, ...]

    @property
    def span(self) -> Span:
        """The whole entry."""
        return Span(self.source, self.start, self.end)

    @property
    def type_span(self) -> Span:
        """The type as written, without `@`."""
        return Span(self.source, self.type_start, self.type_end)

    @property
    def key_span(self) -> Span:
        """The key."""
        return Span(self.source, self.key_start, self.key_start + len(self.key))

    def field(self, name: str) -> Field | None:
        """The field of this (lower-case) name; of several the first, which is the one that BibTeX uses."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class StringMacro:
    """`@string{name = value}`; `name` is in lower case, since BibTeX does not tell the cases apart."""

    span: Span
    name: str
    name_span: Span
    value_span: Span
    value: str


@dataclass(frozen=True)
class Preamble:
    """`@preamble{value}`: TeX for whoever prints the bibliography."""

    span: Span
    value_span: Span
    value: str


@dataclass(frozen=True)
class Comment:
    """`@comment{...}` with balanced braces, or `@comment` and the rest of its line."""

    span: Span


@dataclass(frozen=True)
class Text:
    """What stands between the other blocks: white space, `%` comments, words that BibTeX ignores."""

    span: Span


@dataclass(frozen=True)
class Broken:
    """An entry (or macro, preamble, comment) that cannot be read, up to the next one.

    `type` (in lower case) and `key` (of a macro, its name) are kept as far as they could be read: whoever cites it
    means something.
    """

    span: Span
    problem: Problem
    type: str
    key: str = ""


Block = Entry | StringMacro | Preamble | Comment | Text | Broken


@dataclass(frozen=True)
class Bibtex:
    """A .bib file: joining the texts of its blocks gives its text.

    `problems` holds those of the `Broken` blocks and the softer ones of what could be read, `undefined` those of macros
    that nothing before their use defines (they stand for their own names); both in the file's order.
    """

    source: Source
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    undefined: tuple[Problem, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that could be read, in the file's order."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))

    @cached_property
    def macros(self) -> Mapping[str, str]:
        """The values of this file's own macros by name, for `scan` of the files behind it."""
        return {block.name: block.value for block in self.blocks if isinstance(block, StringMacro)}
