"""Reads a .bib file into blocks that cover it exactly, and tells what is wrong in it.

The grammar is BibTeX's own (Oren Patashnik, "BibTeXing", 1988; bibtex.web), with `%` between entries starting a
comment as it does for biber. An entry that cannot be read becomes one `Broken` block, and reading goes on at the next
line that begins with `@word{` or `@word(`, or before it at the next `@word{key,` behind the place where reading
stopped: one mistake costs one entry. For the same reason no value runs across a line that begins an entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from livingsurvey.syntax.bibtex.blocks import (
    Bibtex,
    Block,
    Broken,
    Comment,
    Entry,
    Text,
)
from livingsurvey.syntax.bibtex.reader import Reader
from livingsurvey.syntax.bibtex.value import CONFLICT, NAME, WORD, Unreadable, Values
from livingsurvey.syntax.collection import collection_paused
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span


def scan(source: Source, macros: Mapping[str, str] | None = None) -> Bibtex:
    """Read a .bib file; `macros` (by lower-case name) are those that other files define. Never raises."""
    scanner = _Scanner(source, macros or {})
    with collection_paused():
        blocks = tuple(scanner.blocks())
    problems = tuple(sorted(scanner.problems, key=lambda problem: problem.span.start))
    return Bibtex(source, blocks, problems, tuple(scanner.undefined))


_MARK = re.compile(rf"%[^\r\n]*+|@(?:\s*+(?={WORD}++\s*+[{{(])|[ \t]*+)(?P<type>{WORD}*+)(?:\s*+(?P<open>[{{(]))?")
_HEAD = re.compile(rf"@\s*+{WORD}*+\s*+[{{(]")
_RESUMED = re.compile(rf"(?<![^\s{{}}(),;\"])@[ \t]*+[A-Za-z]{WORD}*+\s*+[{{(]\s*+[^\s,{{}}=()]++\s*+[,=]")
_REST_OF_LINE = re.compile(r"[^\r\n]*+")
_STRAY_BRACES = re.compile(r"\s*+(,?+\s*+\}(?:[\s,]*+\})*+)(?P<alone>(?!\s*+,)[ \t]*+(?![^\r\n]))?")
_NO_AT = re.compile(rf"%[^\r\n]*+|(?<![^\r\n])[ \t]*+({NAME})[ \t]*+[{{(][ \t]*+[^\s,{{}}=()]++\s*+,\s*+{NAME}\s*+=")
_CONFLICT = re.compile(r"(?<![^\r\n])(?:<{7}|>{7})(?= )")
_LONE_AT = re.compile(r"%[^\r\n]*+|(@)[ \t]*+(?![^\r\n])")
_STRAY_FIELD = re.compile(rf"%[^\r\n]*+|(?<![^\r\n])[ \t]*+({NAME})\s*+=\s*+[{{\"]")


def _begins_line(text: str, offset: int) -> bool:
    """Whether nothing but blanks, or the byte-order mark of a file joined to another, precedes `offset` in its line."""
    while offset and text[offset - 1] in " \t\ufeff":
        offset -= 1
    return not offset or text[offset - 1] in "\r\n"


class _Scanner:
    """Finds the blocks of a text, in one pass from its start to its end."""

    def __init__(self, source: Source, macros: Mapping[str, str]) -> None:
        self.source = source
        self.text = source.text
        self.values = Values(source, macros)
        self.problems = self.values.problems
        self.undefined = self.values.undefined
        self.heads = [head.start() for head in _HEAD.finditer(self.text) if _begins_line(self.text, head.start())]

    def blocks(self) -> Iterator[Block]:
        end = 0
        while head := self._head(end):
            start = head.start()
            if start > end:
                yield self._between(end, start)
            block = self._block(head)
            yield block
            end = block.end if isinstance(block, Entry) else block.span.end
        if end < len(self.text):
            yield self._between(end, len(self.text))

    def _between(self, start: int, end: int) -> Text:
        """The text between two blocks. BibTeX skips it without a word, so tell what does not look like a remark."""
        span = Span(self.source, start, end)
        if not self.text[start:end].isspace():
            self.problems.extend(self._stray(start, end))
        return Text(span)

    def _stray(self, start: int, end: int) -> Iterator[Problem]:
        """What is left of entries in the text between two blocks."""
        braces = _STRAY_BRACES.match(self.text, start, end)
        if braces:
            place = Span(self.source, *braces.span(1))
            fix = Fix((Edit(place, ""),), safe=braces["alone"] is not None)  # else it may join what was apart
            yield Problem(place, "a closing brace too many", "remove it", fix=fix)
        if conflict := _CONFLICT.search(self.text, start, end):
            yield Problem(Span(self.source, *conflict.span()), "a merge conflict between entries", CONFLICT)
        if lone := next((match for match in _LONE_AT.finditer(self.text, start, end) if match[1]), None):
            hint = "remove it, or write `%` in front of a remark: for BibTeX it belongs to the next word"
            yield Problem(Span(self.source, *lone.span(1)), "a lone `@` between entries", hint)
        headless = [match for match in _NO_AT.finditer(self.text, start, end) if match[1]]
        for match in headless:
            name = Span(self.source, *match.span(1))
            fix = Fix((Edit(self.source.span(name.start), "@"),))
            yield Problem(name, f"there is no `@` in front of `{name.text}`", f"write `@{name.text}{{key,`", fix=fix)
        field = next((match for match in _STRAY_FIELD.finditer(self.text, start, end) if match[1]), None)
        if field and not (headless and headless[0].start() < field.start()):
            name = Span(self.source, *field.span(1))
            hint = "write the line `@type{key,` above it, or `%` in front of a remark"
            yield Problem(name, f"field `{name.text}` outside an entry", hint)

    def _head(self, offset: int) -> re.Match[str] | None:
        """The next `@type{`, or a line that begins with `@type` or `@{`; an e-mail address is neither."""
        for mark in _MARK.finditer(self.text, offset):
            if mark["type"] and mark["type"][0].isalpha() and mark["open"]:
                return mark
            if (mark["type"] or mark["open"]) and _begins_line(self.text, mark.start()):
                return mark
        return None

    def _block(self, head: re.Match[str]) -> Block:
        start, kind = head.start(), head["type"].lower()
        if kind == "comment" and head["open"] != "{":
            rest = _REST_OF_LINE.match(self.text, head.end("type"))
            return Comment(Span(self.source, start, rest.end() if rest else len(self.text)))
        number = bisect_right(self.heads, start)
        limit = self.heads[number] if number < len(self.heads) else len(self.text)
        reader = Reader(self.values, head, limit)
        problems, undefined = len(self.problems), len(self.undefined)
        try:
            return reader.read(kind)
        except Unreadable as unreadable:
            # Of a block that cannot be read nothing is certain but what stopped us.
            self.problems[problems:] = [unreadable.problem]
            del self.undefined[undefined:]
            resumed = _RESUMED.search(self.text, max(unreadable.resume, head.end()), limit)
            end = resumed.start() if resumed else limit
            end = start + len(self.text[start:end].rstrip())
            return Broken(self.source.span(start, end), unreadable.problem, kind, reader.key)
