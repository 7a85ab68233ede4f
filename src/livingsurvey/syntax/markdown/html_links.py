"""Links and images that a Markdown text writes as raw HTML: `<a href="...">`, `<img src="...">`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.source import Source
from livingsurvey.syntax.tags import Tag

_ADDRESS = {"a": "href", "img": "src"}


def html_links(source: Source, tags: Iterable[Tag]) -> Iterator[Link]:
    """The links and images among the tags of a text. Their text is not looked for: `text_span` is empty."""
    for tag in tags:
        wanted = None if tag.closing else _ADDRESS.get(tag.name)
        given = next((each for each in tag.attributes if each.name == wanted), None) if wanted else None
        if given and given.value_start > given.end:  # it has a value, be it empty
            span, place = source.span(tag.start, tag.end), source.span(given.value_start, given.value_end)
            yield Link(span, given.value, place, source.span(tag.end), tag.name == "img", html=True)
