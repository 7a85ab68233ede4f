"""Reads a .bib file into blocks that cover it exactly, and tells what is wrong in it.

The grammar is BibTeX's own (Oren Patashnik, "BibTeXing", 1988; bibtex.web), with `%` between entries starting a
comment as it does for biber. An entry that cannot be read becomes one `Broken` block, and reading goes on at the next
line that begins with `@word{` or `@word(`: one mistake costs one entry. For the same reason no value runs across
such a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from livingsurvey.syntax.bibtex_blocks import (
    Bibtex,
    Block,
    Broken,
    Comment,
    Entry,
    Field,
    Preamble,
    StringMacro,
    Text,
)
from livingsurvey.syntax.bibtex_value import WORD, Unreadable, Values
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span

__all__ = ["Bibtex", "Block", "Broken", "Comment", "Entry", "Field", "Preamble", "StringMacro", "Text", "scan"]


def scan(source: Source, macros: Mapping[str, str] | None = None) -> Bibtex:
    """Read a .bib file; `macros` (by lower-case name) are those that other files define. Never raises."""
    scanner = _Scanner(source, macros or {})
    blocks = tuple(scanner.blocks())
    return Bibtex(source, blocks, tuple(sorted(scanner.problems, key=lambda problem: problem.span.start)))


_NAME = rf"(?!\d){WORD}++"
_TYPE = rf"@[ \t]*+(?P<type>[A-Za-z]{WORD}*+)"

_MARK = re.compile(rf"%[^\r\n]*+|{_TYPE}(?:\s*+(?P<open>[{{(]))?")
_HEAD = re.compile(rf"{_TYPE}\s*+[{{(]")
_BLANKS = re.compile(r"\s*+")
_REST_OF_LINE = re.compile(r"[^\r\n]*+")
_KEY = {"}": re.compile(r"\s*+([^\s,{}=]*+)"), ")": re.compile(r"\s*+([^\s,{}=)]*+)")}
_GAP = re.compile(r"(?:[\s,]++|%[^\r\n]*+)*+")
_GAP_MARK = re.compile(r",|%[^\r\n]*+")
_FIELD = re.compile(rf"({_NAME})\s*+=\s*+")
_COMMA_FIELD = re.compile(rf"\s*+,\s*+({_NAME})\s*+=\s*+")
_FIELD_NAME = re.compile(_NAME)
_SWALLOWED = re.compile(rf"[\r\n][ \t]*+{_NAME}[ \t]*+=[ \t]*+[{{\"\d]")
_MORE_FIELDS = re.compile(rf"\s*+,\s*+{_NAME}\s*+=")
_STRAY_BRACE = re.compile(r"\s*+(\})")
_STRAY_FIELD = re.compile(rf"%[^\r\n]*+|(?<![^\r\n])[ \t]*+({_NAME})\s*+=\s*+[{{\"]")


def _begins_line(text: str, offset: int) -> bool:
    """Whether there is nothing but blanks before `offset` in its line."""
    while offset and text[offset - 1] in " \t":
        offset -= 1
    return not offset or text[offset - 1] in "\r\n"


def _behind(pattern: re.Pattern[str], text: str, offset: int) -> int:
    """The offset behind what the pattern matches at `offset`."""
    match = pattern.match(text, offset)
    return match.end() if match else offset


class _Scanner:
    """Finds the blocks of a text, in one pass from its start to its end."""

    def __init__(self, source: Source, macros: Mapping[str, str]) -> None:
        self.source = source
        self.text = source.text
        self.values = Values(source, macros)
        self.problems = self.values.problems
        self.heads = [head.start() for head in _HEAD.finditer(self.text) if _begins_line(self.text, head.start())]

    def blocks(self) -> Iterator[Block]:
        end = 0
        while head := self._head(end):
            start = head.start()
            if start > end:
                yield self._between(end, start)
            block = self._block(head)
            yield block
            end = block.span.end
        if end < len(self.text):
            yield self._between(end, len(self.text))

    def _between(self, start: int, end: int) -> Text:
        """The text between two blocks. BibTeX skips it without a word, so tell what does not look like a remark."""
        span = Span(self.source, start, end)
        if not span.text.isspace():
            for field in _STRAY_FIELD.finditer(self.text, start, end):
                if field[1]:
                    name = Span(self.source, *field.span(1))
                    hint = "is the line `@type{key,` missing above it?"
                    self.problems.append(Problem(name, f"field `{name.text}` outside an entry", hint))
                    return Text(span)
            brace = _STRAY_BRACE.match(self.text, start, end)
            if brace:
                place = Span(self.source, *brace.span(1))
                fix = Fix((Edit(place, ""),), safe=True)
                self.problems.append(Problem(place, "a closing brace too many", "remove it", fix=fix))
        return Text(span)

    def _head(self, offset: int) -> re.Match[str] | None:
        """The next `@type{`, or a line that begins with `@type` and lacks the brace; an e-mail address is neither."""
        for mark in _MARK.finditer(self.text, offset):
            if mark["open"] or (mark["type"] and _begins_line(self.text, mark.start())):
                return mark
        return None

    def _block(self, head: re.Match[str]) -> Block:
        start, kind = head.start(), head["type"].lower()
        if kind == "comment" and head["open"] != "{":
            return Comment(Span(self.source, start, _behind(_REST_OF_LINE, self.text, head.end("type"))))
        number = bisect_right(self.heads, start)
        limit = self.heads[number] if number < len(self.heads) else len(self.text)
        reader = _Block(self, head, limit)
        before = len(self.problems)
        try:
            return reader.read(kind)
        except Unreadable as unreadable:
            # Of a block that cannot be read nothing is certain but what stopped us.
            self.problems[before:] = [unreadable.problem]
            end = start + len(self.text[start:limit].rstrip())
            return Broken(self.source.span(start, end), unreadable.problem, kind, reader.key)


class _Block:
    """Reads one block, which must end before `limit`: the next line that begins an entry, or the end of the text.

    Its methods raise `Unreadable` where they cannot go on.
    """

    def __init__(self, scanner: _Scanner, head: re.Match[str], limit: int) -> None:
        self.source = scanner.source
        self.text = scanner.text
        self.values = scanner.values
        self.head = head
        self.limit = limit
        self.close = ")" if head["open"] == "(" else "}"
        self.key = ""
        self.fields: list[Field] = []

    def read(self, kind: str) -> Block:
        if not self.head["open"]:
            raise self._unreadable(self.head.end(), f"no brace behind `@{kind}`", f"write `@{kind}{{key,`")
        if kind == "comment":
            return self._comment()
        if kind == "string":
            return self._string()
        return self._preamble() if kind == "preamble" else self._entry()

    def _comment(self) -> Comment:
        brace = self.head.end() - 1
        if brace not in self.values.closing:
            raise self.values.unclosed(brace, self.limit)
        # Whole entries are silenced by putting them into @comment: here a line that begins an entry is no limit.
        return Comment(self._span(self.values.closing[brace] + 1))

    def _string(self) -> StringMacro:
        name = _FIELD.match(self.text, _behind(_BLANKS, self.text, self.head.end()))
        if name is None:
            raise self._unreadable(self.head.end(), "no macro is defined here", 'write `@string{name = "text"}`')
        value, end = self.values.read(name.end(), self.limit)
        span = self._span(self._closed(end, "write one `@string` for each macro"))
        self.values.macros[name[1].lower()] = value
        return StringMacro(
            span, name[1].lower(), Span(self.source, *name.span(1)), Span(self.source, name.end(), end), value
        )

    def _preamble(self) -> Preamble:
        start = _behind(_BLANKS, self.text, self.head.end())
        value, end = self.values.read(start, self.limit)
        return Preamble(self._span(self._closed(end, "join parts with `#`")), Span(self.source, start, end), value)

    def _entry(self) -> Entry:
        behind = self.head.end()
        key = _KEY[self.close].match(self.text, behind)
        if key is None or not key[1] or _FIELD.match(self.text, key.start(1)):
            raise self._unreadable(behind, "this entry has no key", f"write `@{self.head['type']}{{key,`")
        self.key = key[1]
        end = self._fields(key.end())
        if _MORE_FIELDS.match(self.text, end):
            raise self._unreadable(end - 1, "the entry ends here, but more fields follow", "remove a closing brace")
        span, type_span = self._span(end), Span(self.source, *self.head.span("type"))
        key_span = Span(self.source, *key.span(1))
        return Entry(span, self.head["type"].lower(), key[1], key_span, type_span, tuple(self.fields))

    def _fields(self, end: int) -> int:
        """Read the fields that follow the key, which ends at `end`; answers the offset behind the entry."""
        what = self.key
        while True:
            name = _COMMA_FIELD.match(self.text, end)
            if name is None:  # the last field, or something that needs a closer look
                offset = self._gap(end, what)
                if self.text.startswith(self.close, offset):
                    return offset + 1
                name = _FIELD.match(self.text, offset)
                if name is None:
                    raise self._no_field(offset)
            value, end = self.values.read(name.end(), self.limit)
            what = name[1]
            self.fields.append(Field(self.source, what.lower(), value, *name.span(1), name.end(), end))

    def _gap(self, end: int, what: str) -> int:
        """The offset behind the comma and blanks that follow `what`; anything else there is a problem."""
        offset = _behind(_GAP, self.text, end)
        if self.text[end:offset].strip() == ",":
            return offset
        marks = [Span(self.source, *mark.span()) for mark in _GAP_MARK.finditer(self.text, end, offset)]
        commas = [mark for mark in marks if mark.text == ","]
        for mark in marks:
            if mark.text != ",":
                hint = "move it in front of the entry: BibTeX knows no comments inside"
                self._report(Problem(mark, "comment inside an entry", hint))
        if not commas and not self.text.startswith(self.close, offset):
            if not _FIELD.match(self.text, offset):
                raise self._no_field(offset)
            place = self.source.span(end)
            fix = Fix((Edit(place, ","),), safe=True)
            self._report(Problem(place, f"no comma behind `{what}`", "add a comma", fix=fix))
        for comma in commas[1:]:
            fix = Fix((Edit(comma, ""),), safe=True)
            self._report(Problem(comma, f"more than one comma behind `{what}`", "remove it", fix=fix))
        return offset

    def _no_field(self, offset: int) -> Unreadable:
        """Why there is neither a field nor the entry's end at `offset`: the mistake is often one before."""
        for field in reversed(self.fields):
            inner = _SWALLOWED.search(self.text, field.value_start, field.value_end)
            if inner:
                opening = self.values.opening(field.value_start, inner.start(), self.limit)
                return self.values.unclosed(opening, self.limit)
        if offset >= self.limit:
            return self.values.unclosed(self.head.end() - 1, self.limit)
        before = self.fields[-1].value_span if self.fields else None
        if before and before.text.endswith('\\"'):
            hint = 'put accents in braces, `{\\"o}`: BibTeX ends the value at this quote'
            return self._unreadable(before.end - 1, "a quote inside a quoted value", hint)
        name = _FIELD_NAME.match(self.text, offset)
        if before and before.end <= offset and "," not in self.text[before.end : offset]:
            return self._unreadable(offset, "text behind the value", "put the whole value in braces")
        if not before and "," not in self.text[self.head.end() : offset]:
            what = "a blank" if self.text[offset - 1].isspace() else f"`{self.text[offset]}`"
            return self._unreadable(offset, f"{what} in a key", "end the key with a comma")
        if name:
            return self._unreadable(name.end(), f"no `=` behind `{name[0]}`", f"write `{name[0]} = {{text}},`")
        hint = f"expected `name = {{text}},` or `{self.close}`"
        return self._unreadable(offset, f"no field can begin with `{self.text[offset]}`", hint)

    def _closed(self, end: int, hint: str) -> int:
        """The offset behind the closing delimiter of a block without fields."""
        offset = _behind(_BLANKS, self.text, end)
        if offset >= self.limit:
            raise self.values.unclosed(self.head.end() - 1, self.limit)
        if not self.text.startswith(self.close, offset):
            raise self._unreadable(offset, f"`{self.close}` expected here", hint)
        return offset + 1

    def _span(self, end: int) -> Span:
        return Span(self.source, self.head.start(), end)

    def _report(self, problem: Problem) -> None:
        self.values.problems.append(problem)

    def _unreadable(self, offset: int, message: str, hint: str) -> Unreadable:
        """At the character at `offset`, or at the empty place where the block must have ended."""
        return Unreadable(Problem(self.source.span(offset, min(offset + 1, self.limit)), message, hint))
