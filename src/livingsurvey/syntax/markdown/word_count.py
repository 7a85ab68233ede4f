"""How many words a reader of a page has to read."""

from __future__ import annotations

import re

from livingsurvey.syntax.markdown.blocks import Block
from livingsurvey.syntax.markdown.document import Document
from livingsurvey.syntax.markdown.mask import blanked

_LETTER = re.compile(r"[^\W_]")
_LINE_END = re.compile(r"\r\n?|\n")
# What makes a panel or tab, before its title; attribute lists; marks of notes; and abbreviations, which show as a title
# at most.
_MARKS = re.compile(
    r"^[ \t>]*(?:!!!|\?\?\?\+?|={3}[+!]*)[ \t]*[\w -]*|\{:?[^{}\r\n]*\}|\[\^[^\[\]\s]+\]|^\*\[[^\]\r\n]*\]:[^\r\n]*",
    re.M,
)


def word_count(document: Document) -> int:
    """The number of words in the running text: headings, paragraphs, lists, quotations, notes and captions.

    A word is a run of characters between blanks with a letter or digit in it. Front matter, code, formulas, comments,
    tags, addresses, images, citations and tables are not counted.
    """
    hidden = [(group.span.start, group.span.end) for group in document.citation_groups]
    for link in document.links:
        whole = link.image or link.definition
        hidden.append((link.span.start if whole else link.target_span.start, link.span.end))
    hidden += [found.span() for found in _MARKS.finditer(document.prose)]
    shown = blanked(document.prose, hidden)
    places = _running(document.source.text, document.blocks)
    return sum(bool(_LETTER.search(run)) for start, end in places for run in shown[start:end].split())


def _running(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Where headings and inline text stand that is no row of a table. Each row is a block of its own."""
    found: list[tuple[int, int]] = []
    inside = False  # a table
    end = 0
    for block in blocks:
        if block.kind not in ("text", "heading"):
            continue
        start, behind = block.inner
        below = len(_LINE_END.findall(text, end, start)) == 1
        if inside:
            inside = below
        elif found and below and _below_head(text[start:behind]):
            found.pop()
            inside = True
        if not inside:
            found.append(block.inner)
        end = behind
    return found


def _below_head(line: str) -> bool:
    """Whether this is the line between a table's head and its rows."""
    return "-" in line and "|" in line and not set(line) - set("|:- ")
