"""Texts of data files that may cite: what they say, and where in the YAML each of their characters stands.

A cell of a table, its note, a definition of the glossary: all are Markdown within a scalar of YAML. Their citations are
found by the scanner of chapters, with places in the file, so that whatever is known of a citation holds for them, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from livingsurvey.syntax import yaml
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.citations import Citation, CitationGroup
from livingsurvey.syntax.source import Source, Span

_FOLD = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")
_BLOCK_HEAD = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)?[ \t]*")
# Escapes of double-quoted scalars that stand for one character (YAML 1.2.2, section 5.7); others are kept as written.
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", " ": " "}


@dataclass(frozen=True)
class DataText:
    """A text of a data file: where it stands, and of each of its characters where that stands in the file (`places`).

    One place more follows, at which the text ends. Line ends are LF, without indentation behind them. `scalar` is all
    of the scalar that the text is, or is a part of.
    """

    span: Span
    text: str
    places: tuple[int, ...]
    scalar: Span

    @cached_property
    def document(self) -> Document:
        """The text alone; its places are those within the text."""
        return Document(Excerpt(self.span.source.path, self.text, of=self))

    @cached_property
    def groups(self) -> tuple[CitationGroup, ...]:
        """Its citations, in order, with places in the file."""
        if "@" not in self.text:
            return ()
        return tuple(self._in_file(group) for group in self.document.citation_groups)

    def part(self, start: int, end: int) -> DataText:
        """What stands between two offsets of the text."""
        return DataText(self._span(start, end), self.text[start:end], self.places[start : end + 1], self.scalar)

    def in_file(self, span: Span) -> Span:
        """Where in the file a place of the text stands."""
        return self._span(span.start, span.end)

    def _span(self, start: int, end: int) -> Span:
        first, number = self.places[start], end - 1
        if end <= start:
            return self.span.source.span(first)
        # To a line's end belongs the indentation behind it.
        return self.span.source.span(first, self.places[end] if self.text[number] == "\n" else self.places[number] + 1)

    def _in_file(self, group: CitationGroup) -> CitationGroup:
        return replace(group, span=self.in_file(group.span), citations=tuple(map(self._citation, group.citations)))

    def _citation(self, citation: Citation) -> Citation:
        return replace(
            citation,
            span=self.in_file(citation.span),
            key_span=self.in_file(citation.key_span),
            prefix_span=self.in_file(citation.prefix_span),
            suffix_span=self.in_file(citation.suffix_span),
        )


@dataclass(frozen=True)
class Excerpt(Source):
    """A text of a data file as a source of its own, whose lines and columns are those of the file."""

    of: DataText = field(kw_only=True)

    def position(self, offset: int) -> tuple[int, int]:
        return self.of.span.source.position(self.of.places[offset])


@dataclass(frozen=True)
class DataPassage:
    """A place of a data file that cites, as a reader meets it.

    `heads` are the names by which the file calls it: a table's row and column, a glossary's term. `said` is what it
    says; where citations stand apart from what they are for, as a cell's do, they are no part of that.
    """

    groups: tuple[CitationGroup, ...]
    heads: tuple[str, ...]
    said: DataText | str

    @property
    def keys(self) -> tuple[str, ...]:
        """The works that it cites, each once."""
        return tuple(dict.fromkeys(citation.key for group in self.groups for citation in group.citations))


def data_text(node: yaml.Node) -> DataText:
    """The text of a scalar, whichever of YAML's styles it has."""
    source, (start, end) = node.span.source, (node.span.start, node.span.end)
    text, pieces = source.text, list[tuple[str, int]]()
    if text[start : start + 1] in ("|", ">"):
        start = _BLOCK_HEAD.match(text, start, end).end()  # type: ignore[union-attr]
        pieces = list(_folded(text, start, end))
    elif text[start : start + 1] == "'":
        pieces = list(_without_doubled(_folded(text, start + 1, end - 1)))
    elif text[start : start + 1] == '"':
        pieces = list(_without_escapes(_folded(text, start + 1, end - 1)))
    else:
        pieces = list(_folded(text, start, end))
    while pieces and pieces[-1][0].isspace():
        pieces.pop()
    behind = pieces[-1][1] + 1 if pieces else start
    places = (*(place for _, place in pieces), behind)
    return DataText(node.span, "".join(char for char, _ in pieces), places, node.span)


def keys_cited(nodes: Iterable[yaml.Node]) -> tuple[CitationGroup, ...]:
    """Works that a list names by their bare keys, as citations, each a group of its own."""
    found = []
    for node in nodes:
        text = data_text(node)
        key = text.part(0, len(text.text))
        empty = node.span.source.span(key.span.end)
        found.append(CitationGroup(key.span, (Citation(key.span, key.text, key.span, empty, empty),)))
    return tuple(found)


def _folded(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The characters between two offsets with their places; each line end is one, indentation none."""
    at = start
    for fold in _FOLD.finditer(text, start, end):
        yield from ((text[place], place) for place in range(at, fold.start()))
        yield "\n", fold.start()
        at = fold.end()
    yield from ((text[place], place) for place in range(at, end))


def _without_doubled(pieces: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """A single quote is written twice in single quotes (YAML 1.2.2, section 7.3.2)."""
    waiting = False
    for char, place in pieces:
        waiting = char == "'" and not waiting
        if not waiting:
            yield char, place


def _without_escapes(pieces: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    escaping: int | None = None
    for char, place in pieces:
        if escaping is not None:
            if char not in _ESCAPES and char != "\n":
                yield "\\", escaping
            if char != "\n":  # an escaped line end is none
                yield _ESCAPES.get(char, char), place
            escaping = None
        elif char == "\\":
            escaping = place
        else:
            yield char, place
