"""Tags of HTML in a text, with the places of their attributes, as browsers read them.

The shapes are those of the HTML standard's tokenizer (section 13.2.5): blanks and slashes part attributes, a value may
stand without quotes, and names are whatever stands there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_OPENING = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][^ \t\r\n\f/<>]*+)")
_SPACE = r"[ \t\r\n\f]*+"


def _attribute(barred: str) -> re.Pattern[str]:
    """An attribute in whose name, and in whose value without quotes, some characters cannot stand."""
    name = rf"(?P<name>[^ \t\r\n\f/>{barred}][^ \t\r\n\f/>={barred}]*+)"
    bare = rf"(?P<bare>[^ \t\r\n\f>\"'{barred}][^ \t\r\n\f>{barred}]*+)"
    value = rf"""(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|{bare})"""
    return re.compile(rf"[ \t\r\n\f/]*+{name}(?:{_SPACE}={_SPACE}{value}?+)?+")


_IN_HTML, _IN_MARKDOWN = _attribute(""), _attribute("<")
_END = re.compile(r"[ \t\r\n\f/]*+>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its name in lower case, its value without entities (empty if it has none), and their offsets."""

    name: str
    start: int
    end: int
    value: str
    value_start: int
    value_end: int


@dataclass(frozen=True)
class Tag:
    """A tag between two offsets of `text`; its name in lower case; `closing` if it is `</name>`."""

    text: str
    name: str
    closing: bool
    start: int
    name_end: int
    end: int

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes in order."""
        return tuple(_attributes(self.text, self.name_end, self.end - 1))

    def value(self, name: str) -> str | None:
        """The value of an attribute; `None` without."""
        return next((each.value for each in self.attributes if each.name == name), None)


def tags(text: str, start: int = 0, end: int | None = None, nested: bool = True) -> Iterator[Tag]:
    """The tags between two offsets. A tag that is not closed is none.

    `nested` tells that everything between is HTML, where another `<` within a tag is an attribute of it. In a paragraph
    of Markdown it makes the first one plain text, unless it stands in quotes.
    """
    end = len(text) if end is None else end
    ways = _Ways(text, end, _IN_HTML if nested else _IN_MARKDOWN)
    at = start
    while opening := _OPENING.search(text, at, end):
        at = opening.end()
        behind = ways.end_of_tag(at)
        if behind is not None:
            at = behind
            name, closing = opening["name"].lower(), bool(opening["closing"])
            yield Tag(text, name, closing, opening.start(), opening.end("name"), behind)
        elif nested:
            return  # a browser, too, takes all that follows for attributes, and drops it


class _Ways:
    """Finds the ends of tags, walking from attribute to attribute; none that leads nowhere is walked twice."""

    def __init__(self, text: str, end: int, attribute: re.Pattern[str]) -> None:
        self._text = text
        self._end = end
        self._attribute = attribute
        self._lost: set[int] = set()

    def end_of_tag(self, at: int) -> int | None:
        """The offset behind the `>` that ends a tag whose name ends here; `None` if nothing ends it."""
        walked = []
        while not (closed := _END.match(self._text, at, self._end)):
            walked.append(at)
            attribute = None if at in self._lost else self._attribute.match(self._text, at, self._end)
            if attribute is None:
                self._lost.update(walked)
                return None
            at = attribute.end()
        return closed.end()


def _attributes(text: str, at: int, end: int) -> Iterator[Attribute]:
    while attribute := _IN_HTML.match(text, at, end):
        quoted = next((name for name in ("double", "single", "bare") if attribute[name] is not None), None)
        value = attribute.span(quoted) if quoted else (attribute.end(), attribute.end())
        words = html.unescape(attribute[quoted]) if quoted else ""
        yield Attribute(attribute["name"].lower(), *attribute.span("name"), words, *value)
        at = attribute.end()
