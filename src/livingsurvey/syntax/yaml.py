"""YAML with places.

Composed by PyYAML, never constructed: a tag such as `!!python/name:` or `!ENV` stays an `Opaque` value and nothing of
it is executed. Aliases share one node, so that a document cannot grow by them; one that contains itself is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 100
_COMMENT = re.compile(r"#[^\r\n]*")
# What to do, by a part of libyaml's words for what is wrong.
_REMEDIES = {
    "',' or": "put a text that holds brackets, braces or commas into quotes, or close what is open",
    "start any token": "put the text into quotes, with this sign in them",
    "mapping values": "put a text with a colon in it into quotes, and indent a name as those beside it",
    "alias": "put the text into quotes: a star without them means another place of the file",
    "quoted scalar found unexpected end": "close these quotes",
    "expected key": "write an apostrophe in single quotes twice, and indent a name as those beside it",
    "'-' indicator": "indent this below its item of the list",
    "escape character": "write a backslash in double quotes twice, or use single quotes",
    "sequence entries": "begin the list on a line of its own",
    "node content": "close what is open, or put the text into quotes",
    "another document": "take out the line that parts the file in two",
}
_STANDARD, _PYTHON = "tag:yaml.org,2002:", "tag:yaml.org,2002:python/"


@dataclass(frozen=True)
class Opaque:
    """A value with a tag that only its owner understands: the tag, and the scalars below it as written."""

    tag: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """A value and its place: a scalar, a tuple of nodes, or a dict from keys to (key's place, node)."""

    span: Span
    value: Any

    def get(self, key: str) -> Node | None:
        """The node under a key of a mapping, else `None`."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found[1] if found else None

    def items(self) -> Iterator[tuple[str, Span, Node]]:
        """Key, place of the key, and value, for each pair of a mapping."""
        if isinstance(self.value, dict):
            for key, (span, node) in self.value.items():
                yield key, span, node

    @cached_property
    def plain(self) -> Any:
        """The value as plain Python: str, int, float, bool, None, date, list, dict or `Opaque`."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, _, node in self.items()}
        if isinstance(self.value, tuple):
            return [node.plain for node in self.value]
        return self.value


class YamlError(ValueError):
    """A text that is no YAML; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(source: Source, start: int = 0, end: int | None = None) -> Node | None:
    """The document between two offsets of a source; `None` if it is empty. Raises `YamlError`."""
    end = len(source.text) if end is None else end
    text = source.text[start:end]
    loader = _LOADER(text)
    try:
        _refuse_depths(source, start, text)
        root = loader.get_single_node()
        return _Tree(source, start, loader).node(root) if root else None
    except yaml.MarkedYAMLError as error:
        what = " ".join(part for part in (error.context, error.problem) if part)
        marks = (error.problem_mark, error.context_mark)
        # Of what has no end, its beginning tells more.
        mark = next(filter(None, reversed(marks) if "end of stream" in what else marks), None)
        offset = min(start + (mark.index if mark else 0), end)
        if "nesting depth" in what:  # libyaml has a limit of its own, which its scanner may meet before we do ours
            raise _too_deep(source.span(offset)) from None
        raise YamlError(
            Problem(source.span(offset), f"this is no YAML: {what}", _remedy(what, text[offset - start :]))
        ) from None
    except yaml.reader.ReaderError as error:
        place = source.span(min(start + max(0, text.find(chr(error.character))), end))
        raise YamlError(Problem(place, f"this is no YAML: {error.reason}", "remove the character")) from None
    finally:
        loader.dispose()


def _remedy(what: str, behind: str) -> str:
    """What to do about what libyaml says of the text that begins there."""
    if behind.startswith("\t"):
        return "indent by spaces, for YAML knows no tabs"
    return next((remedy for words, remedy in _REMEDIES.items() if words in what), "mend the syntax here")


def comments(source: Source, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the comments of a document stand, as far as it can be read; a `#` within a value begins none."""
    text = source.text[start:end]
    at = 0
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            yield from _comments(text, start, at, token.start_mark.index)
            at = token.end_mark.index
    except yaml.YAMLError:
        return


def _comments(text: str, offset: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Those between two tokens of a text."""
    yield from ((offset + found.start(), offset + found.end()) for found in _COMMENT.finditer(text, start, end))


def _refuse_depths(source: Source, start: int, text: str) -> None:
    """Raise `YamlError` for a text whose nesting would end the process: libyaml's composer calls itself."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            mark = event.start_mark
            raise _too_deep(source.span(start + (mark.index if mark else 0)))


def _too_deep(place: Span) -> YamlError:
    return YamlError(Problem(place, "this YAML is nested too deeply", "write it out plainly"))


class _Tree:
    """Our nodes for PyYAML's, each made once, however many aliases lead to it."""

    def __init__(self, source: Source, offset: int, loader: Any) -> None:
        self._source = source
        self._offset = offset
        self._loader = loader
        self._made: dict[int, Node] = {}

    def node(self, node: yaml.Node, above: tuple[int, ...] = ()) -> Node:
        """The node for PyYAML's; `above` holds the identities of those that it stands in."""
        if id(node) in above:
            raise YamlError(Problem(self._span(node), "this YAML contains itself", "write it out plainly"))
        if id(node) not in self._made:
            self._made[id(node)] = Node(self._span(node), self._value(node, (*above, id(node))))
        return self._made[id(node)]

    def _span(self, node: yaml.Node) -> Span:
        return self._source.span(self._offset + node.start_mark.index, self._offset + node.end_mark.index)

    def _value(self, node: yaml.Node, above: tuple[int, ...]) -> Any:
        if not node.tag.startswith(_STANDARD) or node.tag.startswith(_PYTHON):
            found = [node] if isinstance(node, yaml.ScalarNode) else node.value
            return Opaque(node.tag, tuple(str(item.value) for item in found if isinstance(item, yaml.ScalarNode)))
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.node(item, above) for item in node.value)
        if not isinstance(node, yaml.MappingNode):
            return _scalar(node, self._loader)
        pairs: dict[str, tuple[Span, Node]] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in pairs and name != "<<":
                raise YamlError(Problem(self._span(key), f"the key `{name}` stands here twice", "keep one of them"))
            pairs[name] = (self._span(key), self.node(value, above))
        return pairs


def _scalar(node: yaml.Node, loader: Any) -> str | int | float | bool | datetime.date | None:
    try:
        value = loader.construct_object(node)
    except (yaml.YAMLError, ValueError, KeyError, AttributeError):
        return str(node.value)  # 2026-02-31 has a date's tag and is none: whoever wants a date will say so
    return value if isinstance(value, str | int | float | datetime.date | None) else str(node.value)
