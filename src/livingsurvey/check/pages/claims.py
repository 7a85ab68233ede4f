"""Quantitative claims of a chapter, and whether a source stands behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from livingsurvey.check.pages.quantities import first_quantity, may_hold_quantity
from livingsurvey.model.chapter import Chapter
from livingsurvey.syntax.markdown.blocks import Block
from livingsurvey.syntax.markdown.mask import blanked
from livingsurvey.syntax.source import Span

# What begins a sentence that goes on with what the one before it is about.
_CONTINUES = re.compile(
    r"[\s\"'“(*_]*(?:It|Its|They|Their|This|That|These|Those|He|She|His|Her|Both|Such|There|"
    r"(?:In|On|With|For|By|At|Under|From) (?:this|that|these|those|their|its|the same)|"
    r"The (?:authors?|paper|study|work|same|former|latter|article|report|experiments?|results?|measurements?|figures?|"
    r"evaluation|survey))\b"
)
# A thing, or a name with a capital or digit within, that may have been spoken of: "The server", "FedAvg", "GPT-4".
_SUBJECT = re.compile(r"[\s\"'“(*_]*(?:The (?P<thing>[\w-]{3,})|(?P<name>[A-Z][\w-]*[A-Z\d][\w-]*))")
_WORD = re.compile(r"[\w-]+")
_FOLLOWS = re.compile(r"\s*(?:Then|Each|So|Thus|Hence|Therefore|Consequently|In all|Altogether|It|This|That|They)\b")
_SUPPOSES = re.compile(
    r"[\s\"'“(*_\d.-]*(?:(?:Now|So|Thus|Then|For example|For instance|Again|To see why),? )?"
    r"(?i:suppose|assum(?:e|ing)|imagine|consider|let|say|take|picture|think of|given an?|if|even if|unless|what if)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:suppose|assum(?:e|es|ed|ing)|hypothetical|for the sake of|were to|would|is defined as|denotes?|"
    r"by definition)\b"
)
_IF = re.compile(r"\b(?:[Ii]f|[Ww]hen|[Ww]henever|[Oo]nce|[Uu]nless|provided that|as long as)\b")
_CLAUSE_END = re.compile(r"[;:()]|,(?!\d)")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]urs?|editors['’])\b(?! (?:know|note|recall|see)\b)|†")
# Each way begins with a letter, so that whole texts are searched fast.
_CROSS_REFERENCE = re.compile(
    r"@(?<![\w@]@)(?:fig|tbl|eq|sec)-\w|F(?<!\wF)ig(?:ures?|s?\.)\s\(?\d|T(?<!\wT)ab(?:les?|s?\.)\s\(?\d|"
    r"S(?<!\wS)ec(?:tions?|s?\.)\s\(?\d|C(?<!\wC)hapters?\s\(?\d|A(?<!\wA)ppendix\s\(?\d"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
# A citation in the form of another system, which CIT006 or CIT007 tells: the claim has its source.
_FOREIGN = re.compile(
    r"\\[A-Za-z]{0,9}cite[A-Za-z]{0,9}\*?[\[{]|\[[1-9]\d{0,2}(?:[ ]?[,;–-][ ]?[1-9]\d{0,2})*\](?![(\[:])"
)
_OUTSIDE = re.compile(r"[hH](?i:ttps?:)")
# A formula that is nothing but a number, perhaps with a percent sign: the mark is prose.
_BARE_NUMBER = re.compile(r"\s*[<>~]?\s*\d[\d.,{}\s]*(?:\^\{?\d+\}?)?\s*(?:\\?%)?\s*")
_TEX = str.maketrans("$\\~", "   ")
_ITEM = re.compile(r"[ \t>]*(?:[*+-]|\d+[.)])[ \t]+")
_CAPTION = re.compile(r"^[ \t>]*/{3,}[ \t]*(?:table-caption|caption)\b", re.M)
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Claims:
    """The claims of a chapter for which no source is named.

    A source is a citation, a footnote, a link to another site, or a reference to a table, figure or section of the
    survey. One stands for its sentence, and for those beside it that go on with the same matter: that begin with "It"
    or "The authors", or with a thing or name of which the other speaks. One that introduces a list or table with a
    colon stands for all of that; one in a row of a table for its cells, one in the head of a column for the column, and
    one in the caption for the table.
    """

    chapter: Chapter

    def unsourced(self) -> Iterator[Span]:
        """The first quantity of each sentence or row that claims one without a source."""
        tables = {table[0].start: table for table in self.chapter.document.tables}
        introduced = False
        for block in self.chapter.document.blocks:
            if block.kind == "text":
                introduced = introduced and self._is_item(block)
                if not introduced:
                    if block.start not in self._sourced_captions:
                        yield from self._in_sentences(block)
                    introduced = self._introduces(block)
            elif block.kind == "row":
                if block.start in tables and not introduced:
                    yield from self._in_table(tables[block.start])
            else:
                introduced = False

    @cached_property
    def _text(self) -> str:
        """The prose, with numbers that stand as formulas, and without addresses, images and notes' marks."""
        document = self.chapter.document
        text = list(document.prose)
        for span, tex, _ in document.formulas:
            if _BARE_NUMBER.fullmatch(tex):
                text[span.start : span.end] = span.text.translate(_TEX)
        apart = [(link.span.start if link.image else link.text_span.end, link.span.end) for link in document.links]
        apart += [(use.span.start if use.image else use.text_span.end, use.span.end) for use in document.link_uses]
        apart += [(group.span.start, group.span.end) for group in document.citation_groups]
        return blanked("".join(text), apart)

    @cached_property
    def _sources(self) -> list[int]:
        """Offsets at which a source is named, in order."""
        document = self.chapter.document
        found = [group.span.start for group in document.citation_groups]
        found += [link.span.start for link in document.links if _OUTSIDE.match(link.target) and not link.image]
        found += [use.span.start for use in document.link_uses if _OUTSIDE.match(use.definition.target)]
        for pattern in (_CROSS_REFERENCE, _FOOTNOTE, _FOREIGN):
            found += [match.start() for match in pattern.finditer(document.prose)]
        found += [match.start() for match in _OUTSIDE.finditer(document.masked)]
        return sorted(found)

    def _is_sourced(self, start: int, end: int) -> bool:
        place = bisect_left(self._sources, start)
        return place < len(self._sources) and self._sources[place] < end

    def _is_item(self, block: Block) -> bool:
        """Whether a block begins an item of a list."""
        _, column = self.chapter.source.position(block.start)
        return _ITEM.fullmatch(self.chapter.source.text, block.start - column + 1, block.start) is not None

    def _introduces(self, block: Block) -> bool:
        """Whether a block names the source of the list or table that follows it."""
        text = self.chapter.source.text[block.start : block.end].rstrip("*_ ")
        return text.endswith(":") and self._is_sourced(block.start, block.end)

    def _in_sentences(self, block: Block) -> Iterator[Span]:
        """What is claimed in a paragraph without a source."""
        if not may_hold_quantity(self._text[block.start : block.end]):
            return
        linked: list[Span] = []
        supposed = False
        for sentence in self.chapter.sentences(*block.inner):
            if linked and not self._continues(linked[-1], sentence):
                yield from self._claimed(linked)
                linked = []
            supposed = self._supposes(sentence) or (
                supposed and _FOLLOWS.match(self._text, *_ends(sentence)) is not None
            )
            if not supposed or self._is_sourced(*_ends(sentence)):
                linked.append(sentence)
        yield from self._claimed(linked)

    def _continues(self, before: Span, sentence: Span) -> bool:
        """Whether a sentence goes on with what the one before is about; as one does that is nothing but a citation."""
        text = self._text
        if _CONTINUES.match(text, *_ends(sentence)) or not _WORD.search(text, *_ends(sentence)):
            return True
        subject = _SUBJECT.match(text, *_ends(sentence))
        return subject is not None and (subject["thing"] or subject["name"]) in _WORD.findall(text, *_ends(before))

    def _claimed(self, sentences: Iterable[Span]) -> Iterator[Span]:
        """What linked sentences claim; one source is enough for them all."""
        if not any(self._is_sourced(*_ends(sentence)) for sentence in sentences):
            for sentence in sentences:
                if quantity := self._claim(sentence):
                    yield quantity

    def _claim(self, place: Span) -> Span | None:
        """The quantity that a place claims."""
        text = self._text
        if not may_hold_quantity(text[place.start : place.end]):
            return None
        end = len(text[place.start : place.end].rstrip(" \t\r\n\"'”’)*_")) + place.start
        if text.endswith("?", place.start, end) or _OURS.search(text, *_ends(place)):
            return None
        return next(filter(None, map(self._in_clause, self._clauses(place))), None)

    def _clauses(self, place: Span) -> Iterator[Span]:
        """The clauses of a sentence, where a condition among them makes a difference."""
        start = place.start
        if _IF.search(self._text, start, place.end):
            for found in _CLAUSE_END.finditer(self._text, start, place.end):
                yield place.source.span(start, found.start())
                start = found.end()
        yield place.source.span(start, place.end)

    def _in_clause(self, clause: Span) -> Span | None:
        """The first quantity of a clause, unless it is part of a condition: behind "if" or "when"."""
        quantity = first_quantity(self._text, clause)
        return None if quantity and _IF.search(self._text, clause.start, quantity.start) else quantity

    def _supposes(self, sentence: Span) -> bool:
        """Whether a sentence assumes or defines rather than claims."""
        matches = (_SUPPOSES.match(self._text, *_ends(sentence)), _HYPOTHETICAL.search(self._text, *_ends(sentence)))
        return any(matches)

    def _in_table(self, table: tuple[Block, ...]) -> Iterator[Span]:
        """What the rows of a table claim without a source."""
        caption = self._caption(table)
        if caption and self._is_sourced(caption.start, caption.end):
            return
        sourced = [self._is_sourced(*ends) for ends in self._cells(table[0])]
        for row in table[1:]:
            if not self._is_sourced(row.start, row.end):
                cells = (self.chapter.source.span(*ends) for ends in self._cells(row))
                claims = (
                    self._claim(cell) for number, cell in enumerate(cells) if not any(sourced[number : number + 1])
                )
                yield from islice(filter(None, claims), 1)

    def _cells(self, row: Block) -> list[tuple[int, int]]:
        """Where the cells of a row stand."""
        pipes = [found.start() for found in _CELL.finditer(self._text, row.start, row.end)]
        first = [] if pipes[:1] == [row.start] else [row.start - 1]
        last = [] if pipes[-1:] == [row.end - 1] else [row.end]
        bounds = [*first, *pipes, *last]
        return [(left + 1, right) for left, right in pairwise(bounds)]

    def _caption(self, table: tuple[Block, ...]) -> Block | None:
        """The text of the caption below or above a table."""
        blocks, text = self.chapter.document.blocks, self.chapter.source.text
        first = bisect_left(blocks, table[0].start, key=lambda block: block.start)
        for number in (first + len(table) + 1, first - 1):  # the line below the head is a block too
            if 0 <= number < len(blocks) and blocks[number].kind == "text":
                before = blocks[number - 1].end if number else 0
                if _CAPTION.search(text, before, blocks[number].start):
                    return blocks[number]
        return None

    @cached_property
    def _sourced_captions(self) -> frozenset[int]:
        """Where captions begin whose tables name sources."""
        sourced = (table for table in self.chapter.document.tables if self._is_sourced(table[0].start, table[-1].end))
        return frozenset(caption.start for table in sourced if (caption := self._caption(table)))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
