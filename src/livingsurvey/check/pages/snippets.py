"""Files that a chapter asks an extension to put in: pymdownx.snippets, and markdown-include."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livingsurvey.config import Settings
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.source import Span

_MARK = "8<-"
_LINE = re.compile(
    r"^[ \t>]*(?P<escape>;*)-+8<-+(?:[ \t]+(?P<quote>[\"'])(?P<path>[^\"'\r\n]+)(?P=quote))?[ \t]*\r?$", re.M
)
_LISTED = re.compile(r"^[ \t>]*(?P<path>[^\r\n;\s][^\r\n]*?)[ \t]*\r?$", re.M)
_INCLUDED = re.compile(r"\{(?<!\\\{)!(?P<path>[^{}!\r\n]+)!\}")
_LINES = re.compile(r"(?<=[^/:])(?::[^/\\:]*)+\Z")  # `path:3:8` or `path:section` take a part of a file


def snippets(chapter: Chapter, settings: Settings) -> Iterator[tuple[str, Span]]:
    """Path and place of each file that is put in.

    The extension reads a file before anything else does, also in code; without it, what stands in code is only shown.
    """
    is_used = any("snippets" in name for name, _ in settings.extensions)
    text = chapter.source.text if is_used else chapter.document.masked
    yield from _snippets(chapter, text) if _MARK in text else ()
    for found in _INCLUDED.finditer(chapter.document.masked):
        yield found["path"].strip(), chapter.source.span(*found.span("path"))


def _snippets(chapter: Chapter, text: str) -> Iterator[tuple[str, Span]]:
    block: int | None = None  # where a block of paths has begun
    for found in _LINE.finditer(text):
        if found["escape"]:
            continue
        if found["path"]:
            yield _LINES.sub("", found["path"]), chapter.source.span(*found.span("path"))
        elif block is None:
            block = found.end()
        else:
            for path in _LISTED.finditer(text, block, found.start()):
                yield _LINES.sub("", path["path"]), chapter.source.span(*path.span("path"))
            block = None
