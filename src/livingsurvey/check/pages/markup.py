"""What raw HTML, attribute lists and pymdownx blocks give the elements of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.source import Span

# attr_list's own shape: `{: #id .class name=value }`, with or without the colon.
_LIST = re.compile(r"\{:?(?P<list>[^{}\r\n]*)\}")
_PAIR = re.compile(
    r"(?<![^\s:{])(?P<name>[\w:-]+)[ ]*=[ ]*(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s}]+))"
)
# `/// html | div[name="value"]`, and the options `attrs: {name: value}` that a block's first lines may hold.
_HTML_BLOCK = re.compile(r"//(?<![^\s>]//)/+[ \t]*html[ \t]*\|[ \t]*(?P<element>[A-Za-z][\w:-]*)(?P<rest>[^\r\n]*)")
_IN_BRACKETS = re.compile(r"\[[ \t]*(?P<name>[\w:-]+)[ \t]*=[ \t]*[\"']?(?P<value>[^\]\"']*)")
_OPTIONS = re.compile(r"attrs:(?<=[ \t>]attrs:)[ \t]*\{(?P<options>[^{}\r\n]*)\}")
_OPTION = re.compile(r"(?<![^\s,{])[\"']?(?P<name>[\w:-]+)[\"']?[ \t]*:[ \t]+[\"']?(?P<value>[^,\"'}]*)")


@dataclass(frozen=True, slots=True)
class Given:
    """An attribute as it is given: its name in lower case, the places of name and value, the value to be read.

    `in_list` if an attribute list holds it, in which a word of prose may look like a name.
    """

    name: str
    span: Span
    value: str
    value_span: Span
    in_list: bool = False


def attributes(chapter: Chapter) -> Iterator[Given]:
    """Every attribute that a chapter gives an element."""
    source, text = chapter.source, chapter.document.markup
    for tag in chapter.document.tags:
        for each in () if tag.closing else tag.attributes:
            name, value = source.span(each.start, each.end), source.span(each.value_start, each.value_end)
            yield Given(each.name, name, each.value, value)
    for found in _LIST.finditer(text):
        yield from _given(chapter, _PAIR, *found.span("list"), in_list=True)
    for found in _HTML_BLOCK.finditer(text):
        yield from _given(chapter, _IN_BRACKETS, *found.span("rest"))
    for found in _OPTIONS.finditer(text):
        yield from _given(chapter, _OPTION, *found.span("options"))


def html_blocks(chapter: Chapter) -> Iterator[tuple[str, Span]]:
    """The element of each pymdownx block that makes one, in lower case, and its place."""
    text = chapter.document.markup
    for found in _HTML_BLOCK.finditer(text):
        yield found["element"].lower(), chapter.source.span(*found.span("element"))


def _given(chapter: Chapter, pattern: re.Pattern[str], start: int, end: int, in_list: bool = False) -> Iterator[Given]:
    text = chapter.document.markup
    for found in pattern.finditer(text, start, end):
        groups = ("double", "single", "bare") if in_list else ("value",)
        value = chapter.source.span(*found.span(next(group for group in groups if found[group] is not None)))
        yield Given(found["name"].lower(), chapter.source.span(*found.span("name")), value.text, value, in_list)
