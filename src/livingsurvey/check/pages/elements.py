"""Elements of raw HTML: an opening tag, and what stands between it and the tag that closes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.tags import Tag


@dataclass(frozen=True)
class Element:
    """`tag` opens it, `end` is the offset of the tag that closes it, `inner` are the tags between."""

    tag: Tag
    end: int
    inner: tuple[Tag, ...]


def elements(chapter: Chapter, name: str) -> Iterator[Element]:
    """The elements of a name that are closed, in order; of those in one another the innermost alone."""
    opened: int | None = None
    tags = chapter.document.tags
    for number, tag in enumerate(tags):
        if tag.name == name and not tag.closing:
            opened = number
        elif tag.name == name and opened is not None:
            yield Element(tags[opened], tag.start, tags[opened + 1 : number])
            opened = None
