"""The canonical order of a .bib file: entries by key within a section, fields by what they tell.

A section ends where its author made one: at a remark that stands alone, and at every block that is no readable entry,
since a macro must stay before its use. An entry to which others refer by `crossref` goes behind the others, as BibTeX
demands ("BibTeXing", section 2.4). A file with remains of entries between the others keeps its order until they are
mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from livingsurvey.syntax.bibtex.blocks import Bibtex, Broken, Entry, Field, Text
from livingsurvey.syntax.problem import Edit
from livingsurvey.syntax.remark import has_remark
from livingsurvey.syntax.source import Span

# What identifies a work comes first, then where it appeared, where it is found, and what is said of it.
_FIELDS = """
    ids crossref xdata author bookauthor editor translator title subtitle titleaddon maintitle booktitle booksubtitle
    eventtitle journal journaltitle howpublished series year month date type edition volume number issue chapter pages
    eid publisher school institution organization address location isbn issn doi pmid eprint archiveprefix
    eprinttype primaryclass eprintclass url urldate
""".split()
_LAST = "note abstract keywords".split()
_RANK = {name: rank for rank, name in enumerate(_FIELDS)} | {name: 1000 + rank for rank, name in enumerate(_LAST)}
_BETWEEN = 500  # fields that nobody here knows stay together, as they were, before the remarks

_LINE_END = re.compile(r"\r\n?|\n")
_EMPTY_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")


def in_order(fields: Sequence[Field]) -> list[Field]:
    """The fields of an entry in canonical order; of two with one name the first stays before the other."""
    return sorted(fields, key=lambda field: _RANK.get(field.name, _BETWEEN))


def sorting(file: Bibtex) -> Iterator[Edit]:
    """What puts the entries in order: a text for each place of an entry that now holds another.

    An entry takes along the remark above it and the one behind it on its last line. The file must be laid out
    already: entries and remarks on lines of their own.
    """
    for section in _sections(file):
        for place, item in zip(section, _sorted(section), strict=True):
            if place is not item:
                yield Edit(place.span, item.span.text)


def misplaced(file: Bibtex) -> Iterator[tuple[Entry, Entry]]:
    """In each section that is out of order, the first entry that stands where another one belongs, and that other."""
    for section in _sections(file):
        pairs = zip(section, _sorted(section), strict=True)
        if wrong := next(((place.entry, item.entry) for place, item in pairs if place is not item), None):
            yield wrong


@dataclass(frozen=True)
class _Item:
    """An entry and the place that it takes up with its remarks."""

    entry: Entry
    span: Span


def _sections(file: Bibtex) -> Iterator[list[_Item]]:
    """The entries that may change places, section by section."""
    if _has_remains(file):  # of entries: they could join what would come to stand beside them
        return
    section: list[_Item] = []
    start: int | None = None  # of the remark above the entry that comes next
    pinned = False
    for number, block in enumerate(file.blocks):
        if isinstance(block, Entry):
            section.append(
                _Item(block, Span(file.source, block.span.start if start is None else start, block.span.end))
            )
            start = None
            if pinned:  # what cannot be read reaches up to the next entry, and would swallow another one's remark
                yield section
                section, pinned = [], False
        elif isinstance(block, Text):
            before_entry = isinstance(next(iter(file.blocks[number + 1 : number + 2]), None), Entry)
            behind, start, alone = _remarks(block.span, number > 0, before_entry)
            if section:
                section[-1] = _Item(section[-1].entry, Span(file.source, section[-1].span.start, behind))
            if alone:
                yield section
                section = []
        else:
            yield section
            section, start, pinned = [], None, isinstance(block, Broken)
    yield section


def _has_remains(file: Bibtex) -> bool:
    """Whether something is wrong between the blocks."""
    wrong = {problem.span.start for problem in file.problems}
    texts = (block.span for block in file.blocks if isinstance(block, Text)) if wrong else ()
    return any(not wrong.isdisjoint(range(text.start, text.end)) for text in texts)


def _remarks(between: Span, behind_block: bool, before_entry: bool) -> tuple[int, int | None, bool]:
    """Of the text behind an entry: the end of a remark on that entry's own line, the start of one right above the
    entry below, and whether more than these two stands there.
    """
    text = between.text
    line_end = _LINE_END.search(text)
    first = text[: line_end.start()] if line_end else text
    # What opens a file is its heading and stays there, unless it is about the entry below.
    stays = bool(first.strip()) and (behind_block or not has_remark(first))
    behind = len(first) if stays else 0
    rest = text[behind:].rstrip()
    above = None
    if before_entry and rest.strip() and len(_LINE_END.findall(text, behind + len(rest))) < 2:
        paragraphs = [*_EMPTY_LINE.finditer(rest)]
        blanks = len(rest) - len(rest.lstrip())
        above = behind + max(blanks, paragraphs[-1].end() if paragraphs else 0)
    alone = bool(text[behind:above].strip())
    return between.start + behind, None if above is None else between.start + above, alone


def _sorted(section: list[_Item]) -> list[_Item]:
    """By key whatever its case, children before their parents; entries that share a key stay as they are."""
    parents: dict[str, str] = {}
    for item in section:
        if parent := item.entry.field("crossref"):
            parents[item.entry.key.lower()] = parent.value.lower()
    height: dict[str, int] = {}
    for key in parents:
        above, child = 0, key
        while child in parents and above <= len(parents):  # a ring of parents ends nowhere
            above, child = above + 1, parents[child]
            height[child] = max(height.get(child, 0), above)
    return sorted(section, key=lambda item: (height.get(item.entry.key.lower(), 0), item.entry.key.lower()))
