"""Blocks that a survey fills in by itself: `/// numbers`, `/// chapters | Part`, closed by `///` on the next line.

They are written as pymdownx writes its blocks, at the beginning of a line. A block of another name is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from livingsurvey.syntax.markdown.document import Document
from livingsurvey.syntax.source import Span

GENERATED_BLOCKS = (
    "numbers", "chapters", "downloads", "cite", "comparison", "tables", "glossary", "evidence-map", "chart", "timeline",
)  # fmt: skip
_BLOCK = re.compile(
    rf"^/{{3}}[ \t]*(?P<name>{'|'.join(GENERATED_BLOCKS)})[ \t]*(?:\|(?P<argument>[^\r\n]*))?(?:\r\n?|\n)"
    r"(?:[ \t]*(?:\r\n?|\n))?/{3}[ \t]*$",
    re.MULTILINE,
)


class GeneratedBlock(NamedTuple):
    """A block with its place; the argument is what stands behind the stroke, empty if nothing does."""

    span: Span
    name: str
    argument: str
    argument_span: Span


def generated_blocks(document: Document) -> Iterator[GeneratedBlock]:
    """The blocks of a text, in order; none of those that it shows as code."""
    for found in _BLOCK.finditer(document.masked):
        source, argument = document.source, found["argument"] or ""
        start = found.start("argument") + len(argument) - len(argument.lstrip()) if argument else found.end("name")
        place = source.span(start, start + len(argument.strip()))
        yield GeneratedBlock(source.span(*found.span()), found["name"], argument.strip(), place)
