"""Links and images that a Markdown text writes as raw HTML: `<a href="...">`, `<img src="...">`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.source import Source

_TAG = re.compile(r"<(?<!\\<)(?:a(?=[\s/])|(?P<image>img)(?=[\s/]))[^<>]*>", re.I)
_TARGET = re.compile(
    r"""\s(?P<name>href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""", re.I
)


def html_links(source: Source, masked: str) -> Iterator[Link]:
    """The links and images of a masked text, in order. Their text is not looked for: `text_span` is empty."""
    for tag in _TAG.finditer(masked):
        for found in _TARGET.finditer(masked, *tag.span()):
            if (found["name"].lower() == "src") == bool(tag["image"]):
                place, behind = source.span(*found.span(found.lastgroup or 0)), source.span(tag.end())
                yield Link(source.span(*tag.span()), place.text, place, behind, bool(tag["image"]), html=True)
                break
