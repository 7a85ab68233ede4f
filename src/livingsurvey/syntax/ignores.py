"""Remarks that silence rules: `<!-- survey: ignore CIT001 -->`, `% survey: ignore BIB007`, `# survey: ignore CFG001`.

What stands behind a colon is a reason, in free words. Behind text, a remark is about its line; on a line of its own,
about the block below it: in Markdown up to the next blank line (of a heading, that alone), in a .bib file the entry, in
YAML the line with all that is indented below it, in SVG the next line. Behind an entry it is about all of that entry.
A remark in code is an example and silences nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from livingsurvey.syntax import yaml
from livingsurvey.syntax.bibtex.blocks import Bibtex, Block, Broken, Entry, Text
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.mask import comments, front_matter
from livingsurvey.syntax.remark import Remark
from livingsurvey.syntax.source import Source, Span

_IGNORE = r"survey:[ \t]*+ignore(?![\w-])(?P<codes>[^:{end}]*+)"
_COMMENT = re.compile(r"<!--(?P<inner>(?:(?!<!--|-->).)*+)-->", re.S)
_HTML = re.compile(r"\s*+" + _IGNORE.format(end=""))
_PERCENT = re.compile(r"(?<!%)%++[ \t]*+" + _IGNORE.format(end=r"\r\n"))
_HASH = re.compile(r"#++[ \t]*+" + _IGNORE.format(end=r"\r\n"))
_CODE = re.compile(r"[^\s,]+")
_CONTENT = re.compile(r"[^\s>]")
_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t>]*(?=[\r\n]|\Z)")
_EMPTY_LINE = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)")
_ROW = re.compile(r"(?:\r\n?+|\n)(?P<indent>[ \t]*)(?P<rest>[^\r\n]*)")


class _Mark(NamedTuple):
    """Where a remark stands, and the words that should be codes."""

    start: int
    end: int
    codes: tuple[int, int]


def in_markdown(document: Document) -> Iterator[Remark]:
    """The remarks of a chapter, in its front matter and its text."""
    source, text = document.source, document.source.text
    if front := front_matter(text):
        yield from in_yaml(source, *front)
    # One within a longer comment is a part of that, and without its end all that follows would be.
    found = (
        remark
        for place in comments(text, document.blocks)
        if (remark := _COMMENT.search(text, *place)) and "<!--" not in text[place[0] : remark.start()]
    )
    headings = {block.start: block.end for block in document.blocks if block.kind == "heading"}
    blanks = [blank.start() for blank in _BLANK.finditer(text)]

    def block_end(content: int) -> int:
        number = bisect_left(blanks, content)
        return headings.get(content) or (blanks[number] if number < len(blanks) else len(text))

    yield from _placed(source, _in_comments(found), block_end)


def in_svg(source: Source) -> Iterator[Remark]:
    """The remarks of an image, or of any other XML."""
    marks = _in_comments(_COMMENT.finditer(source.text))
    yield from _placed(source, marks, lambda content: _line(source, content)[1])


def in_yaml(source: Source, start: int = 0, end: int | None = None) -> Iterator[Remark]:
    """The remarks of a YAML document, which stands between two offsets."""
    text, stop = source.text, len(source.text) if end is None else end
    places = yaml.comments(source, start, stop)
    marks = [_Mark(*place, mark.span("codes")) for place in places if (mark := _HASH.match(text, *place))]

    def block_end(content: int) -> int:
        first, behind = _line(source, content)
        for row in _ROW.finditer(text, behind, stop):
            if row["rest"]:
                if len(row["indent"]) <= content - first:
                    break
                behind = row.end()
        return behind

    yield from _placed(source, marks, block_end)


def in_bibtex(file: Bibtex) -> Iterator[Remark]:
    """The remarks of a .bib file. One about an entry stands right above it, as one that sorting takes along."""
    source, text, blocks = file.source, file.source.text, file.blocks
    starts = [block.span.start for block in blocks]
    for found in _PERCENT.finditer(text):
        number = bisect_right(starts, found.start()) - 1
        block = blocks[number]
        first, behind = _line(source, found.start())
        alone = not text[first : found.start()].strip()
        region = source.span(first, behind)
        if isinstance(block, Entry):
            if any(field.value_start <= found.start() < field.value_end for field in block.fields):
                continue
        elif not isinstance(block, Text | Broken):
            continue  # what stands in @comment, a macro or a preamble is part of it
        elif alone and (below := _below(blocks, number)) and not _EMPTY_LINE.search(text, behind, below.start):
            region = source.span(first, below.end)
        elif not alone and isinstance(block, Text) and number and first < starts[number]:
            region = source.span(starts[number - 1], behind)
        yield _remark(source, _Mark(found.start(), behind, found.span("codes")), region, alone)


def _below(blocks: Sequence[Block], number: int) -> Span | None:
    """Where the first block stands behind one of this number that is no text."""
    return next((block.span for block in blocks[number + 1 : number + 3] if not isinstance(block, Text)), None)


def _in_comments(comments: Iterable[re.Match[str]]) -> Iterator[_Mark]:
    for comment in comments:
        if mark := _HTML.match(comment.string, *comment.span("inner")):
            yield _Mark(*comment.span(), mark.span("codes"))


def _placed(source: Source, marks: Iterable[_Mark], block_end: Callable[[int], int]) -> Iterator[Remark]:
    """The remarks with what they are about; `block_end` tells where the block ends whose content begins at an offset.

    Read from the last on: remarks one below another are about the same block.
    """
    found: list[Remark] = []
    text = source.text
    for mark in sorted(marks, reverse=True):
        first, behind = _line(source, mark.start)[0], _line(source, mark.end)[1]
        alone = not _CONTENT.search(text, first, mark.start) and not text[mark.end : behind].strip()
        if alone and (content := _CONTENT.search(text, mark.end)):
            below = found[-1] if found else None
            shared = below and below.alone and below.span.start == content.start()
            behind = below.region.end if below and shared else block_end(content.start())
        found.append(_remark(source, mark, source.span(first, behind), alone))
    yield from reversed(found)


def _remark(source: Source, mark: _Mark, region: Span, alone: bool) -> Remark:
    codes = tuple(source.span(*code.span()) for code in _CODE.finditer(source.text, *mark.codes))
    return Remark(source.span(mark.start, mark.end), codes, region, alone)


def _line(source: Source, offset: int) -> tuple[int, int]:
    """Where the line of an offset begins, and where it ends before its line end."""
    number, column = source.position(offset)
    start = offset - column + 1
    return start, start + len(source.line(number))
