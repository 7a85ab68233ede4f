"""Blocks that GitBook marks with `{% ... %}` in its Markdown (GitBook's documentation, "Markdown")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK, _PARTS, _FENCE = (
    "write a link",
    "write one part below the other",
    'write the title behind the fence: `py title="..."`',
)
HINTS = {
    **dict.fromkeys(("hint", "tip"), "write an admonition: `!!! note`, with the text below it indented by four spaces"),
    "tabs": 'take it out: each tab begins with `=== "Title"`',
    "tab": 'write `=== "Title"`, with the text below it indented by four spaces',
    "content-ref": "leave only the link",
    **dict.fromkeys(("code", "code-tabs-item"), _FENCE),
    "code-tabs": "take it out",
    **dict.fromkeys(("file", "embed", "swagger", "openapi", "openapi-operation", "api-method"), _LINK),
    **dict.fromkeys(("stepper", "step"), "write a numbered list"),
    **dict.fromkeys(("columns", "column"), _PARTS),
    **dict.fromkeys(("updates", "update"), "write a list"),
    **dict.fromkeys(("include", "prompt"), "put the text itself here"),
}
GITBOOK_TAGS = frozenset([*HINTS, *(f"end{name}" for name in HINTS)])
"""The names of the tags, those that end a block included."""

_TAG = re.compile(
    r"\{%-?[ \t]*(?P<end>end)?(?P<name>[a-z]+(?:-[a-z]+)*)(?![\w-])(?P<options>(?:[^%\n]|%(?!\})){0,500})%\}"
)


@dataclass(frozen=True)
class Tag:
    """A tag that begins a block, or a lone one; `closing` are the offsets of the tag that ends the block."""

    name: str
    options: str
    span: tuple[int, int]
    closing: tuple[int, int] | None = None


def tags(text: str) -> Iterator[Tag]:
    """GitBook's blocks in a masked text, in no certain order; one that ends nothing is one of its own."""
    opened: dict[str, list[re.Match[str]]] = {}
    for found in _TAG.finditer(text):
        name = found["name"]
        if found["end"] is None and name in HINTS:
            opened.setdefault(name, []).append(found)
        elif found["end"] and name in HINTS:
            if begun := opened.get(name):
                opening = begun.pop()
                yield Tag(name, opening["options"], opening.span(), found.span())
            else:
                yield Tag(f"end{name}", "", found.span())
    for begun in opened.values():
        yield from (Tag(opening["name"], opening["options"], opening.span()) for opening in begun)
