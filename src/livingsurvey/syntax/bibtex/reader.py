"""Reads one block of a .bib file: an entry, a macro, a preamble, a comment."""

from __future__ import annotations

import re
from bisect import bisect_right
from sys import intern

from livingsurvey.syntax.bibtex.blocks import Block, Comment, Entry, Field, Preamble, StringMacro
from livingsurvey.syntax.bibtex.value import CONFLICT, NAME, Unreadable, Values, folded
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_BLANKS = re.compile(r"\s*+")
_KEY = {"}": re.compile(r"\s*+([^\s,{}=]*+)"), ")": re.compile(r"\s*+([^\s,{}=)]*+)")}
_ODD_BLANK = re.compile(r"[^\S\t\n\v\f\r ]")
_GAP = re.compile(r"(?:[\s,]++|%[^\r\n]*+)*+")
_GAP_MARK = re.compile(r",|%[^\r\n]*+")
_FIELD = re.compile(rf"({NAME})\s*+=\s*+")
_COMMA_FIELD = re.compile(rf"\s*+,\s*+({NAME})\s*+=\s*+")
_TEXT = r"(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+"  # with braces in braces, but none deeper
# The two that most entries need: with BibTeX's own blanks only, so that others come under a closer look.
_B = r"[ \t\n\v\f\r]*+"
_ORDINARY = re.compile(rf"{_B},{_B}({NAME}){_B}={_B}\{{({_TEXT})\}}(?!\s*+#)")
_END = {"}": re.compile(rf"{_B},?+{_B}\}}"), ")": re.compile(rf"{_B},?+{_B}\)")}
_LINE_END = re.compile(r"\r\n?|\n")
_FIELD_NAME = re.compile(NAME)
_SWALLOWED = re.compile(rf"[\r\n][ \t]*+{NAME}[ \t]*+=[ \t]*+[{{\"\d]")
_MORE_FIELDS = re.compile(rf"\s*+,\s*+{NAME}\s*+=")


class Reader:
    """Reads the block that begins with `head`; it must end before `limit`.

    `head` matched up to the opening delimiter (its group `open`, None if there is none) behind the type (`type`).
    `limit` is the next line that begins an entry, or the end of the text. `key` is known as soon as it is read.
    The methods raise `Unreadable` where they cannot go on.
    """

    def __init__(self, values: Values, head: re.Match[str], limit: int) -> None:
        self.values = values
        self.source = values.source
        self.text = values.text
        self.head = head
        self.limit = limit
        self.close = ")" if head["open"] == "(" else "}"
        self.key = ""
        self.odd_blanks = False
        self.fields: list[Field] = []

    def read(self, kind: str) -> Block:
        """The block, of the type `kind` (in lower case)."""
        end = self.head.end()
        if not kind:
            raise self._unreadable(self.head.start(), "there is no type behind this `@`", "write `@misc{key,`")
        if not self.head["open"]:
            hint = f"write `@{kind}{{key,`, or `%` in front of a remark"
            raise self._unreadable(end, f"no brace behind `@{kind}`", hint)
        if kind == "comment":
            return self._comment()
        if kind == "string":
            return self._string()
        return self._preamble() if kind == "preamble" else self._entry()

    def _comment(self) -> Comment:
        brace = self.head.end() - 1
        if brace not in self.values.closing:
            raise self.values.unclosed(brace, self.limit, self.limit)
        # Whole entries are silenced by putting them into @comment: here a line that begins an entry is no limit.
        return Comment(self._span(self.values.closing[brace] + 1))

    def _string(self) -> StringMacro:
        name = _FIELD.match(self.text, self._behind(_BLANKS, self.head.end()), self.limit)
        if name is None:
            raise self._unreadable(self.head.end(), "no macro is defined here", 'write `@string{name = "text"}`')
        self.key = name[1].lower()
        value, end = self.values.read(name.end(), self.limit)
        span = self._span(self._closed(end, "write one `@string` for each macro"))
        self.values.macros[self.key] = value
        name_span, value_span = Span(self.source, *name.span(1)), Span(self.source, name.end(), end)
        return StringMacro(span, self.key, name_span, value_span, value)

    def _preamble(self) -> Preamble:
        start = self._behind(_BLANKS, self.head.end())
        value, end = self.values.read(start, self.limit)
        return Preamble(self._span(self._closed(end, "join parts with `#`")), Span(self.source, start, end), value)

    def _entry(self) -> Entry:
        behind, kind = self.head.end(), self.head["type"]
        key = _KEY[self.close].match(self.text, behind, self.limit)
        if key is None or not key[1] or _FIELD.match(self.text, key.start(1), self.limit):
            raise self._unreadable(behind, "this entry has no key", f"write `@{kind}{{key,`")
        self.key = key[1]
        self.odd_blanks = not self.text[self.head.start() : key.start(1)].isascii()
        end = self._fields(key.end())
        if _MORE_FIELDS.match(self.text, end, self.limit):
            fix = Fix((Edit(Span(self.source, end - 1, end), ""),))
            raise self._unreadable(
                end - 1, "the entry ends here, but more fields follow", "remove a closing brace", fix
            )
        fields = tuple(self.fields)
        if self.odd_blanks:
            self._report_blanks(end)
        return Entry(
            self.source, self.head.start(), end, kind.lower(), *self.head.span("type"), key[1], key.start(1), fields
        )

    def _report_blanks(self, end: int) -> None:
        """Tell the blanks between the parts of the entry, which ends at `end`, that only look like blanks."""
        for blank in _ODD_BLANK.finditer(self.text, self.head.start(), end):
            before = bisect_right(self.fields, blank.start(), key=lambda field: field.value_start)
            if not before or self.fields[before - 1].value_end <= blank.start():
                span = self.source.span(*blank.span())
                message = f"a blank that is none for BibTeX (U+{ord(blank[0]):04X})"
                self._report(Problem(span, message, "put a space in its place", fix=Fix((Edit(span, " "),), safe=True)))

    def _fields(self, end: int) -> int:
        """Read the fields that follow the key, which ends at `end`; answers the offset behind the entry."""
        what, source, text, limit = self.key, self.source, self.text, self.limit
        ordinary, add = _ORDINARY.match, self.fields.append
        while True:
            while field := ordinary(text, end, limit):  # nine fields in ten: one match instead of five
                what, value = field.groups()
                start, end = field.start(1), field.end()
                name_end, value_start = start + len(what), end - len(value) - 2
                add(Field(source, intern(what.lower()), folded(value), start, name_end, value_start, end))
            if done := _END[self.close].match(text, end, limit):
                return done.end()
            start = end
            name = _COMMA_FIELD.match(text, end, limit)
            if name is None:  # something that needs a closer look
                offset = self._gap(end, what)
                if text.startswith(self.close, offset, limit):
                    self.odd_blanks |= not text[start:offset].isascii()
                    return offset + 1
                name = _FIELD.match(text, offset, limit)
                if name is None:
                    raise self._no_field(offset)
            self.odd_blanks |= not text[start : name.end()].isascii()  # or the name, which does no harm
            value, end = self.values.read(name.end(), limit)
            what = name[1]
            add(Field(source, intern(what.lower()), value, *name.span(1), name.end(), end))

    def _gap(self, end: int, what: str) -> int:
        """The offset behind the comma and blanks that follow `what`; anything else there is a problem."""
        offset = self._behind(_GAP, end)
        if self.text[end:offset].strip() == ",":
            return offset
        marks = [Span(self.source, *mark.span()) for mark in _GAP_MARK.finditer(self.text, end, offset)]
        commas = [mark for mark in marks if mark.text == ","]
        for mark in marks:
            if mark.text != ",":
                hint = "move it in front of the entry: BibTeX knows no comments inside"
                self._report(Problem(mark, "comment inside an entry", hint))
        if not commas and not self.text.startswith(self.close, offset, self.limit):
            if not _FIELD.match(self.text, offset, self.limit):
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
            opening = self.values.opening(field.value_start, inner.start(), self.limit) if inner else None
            if inner and opening is not None:
                return self.values.unclosed(opening, self.limit, offset, self._value_closed(opening, inner.start()))
        if offset >= self.limit:
            return self.values.unclosed(self.head.end() - 1, self.limit, self.limit, self._entry_closed())
        before, char = self.fields[-1].value_span if self.fields else None, self.text[offset]
        if before and before.text.endswith('\\"'):
            hint = 'put accents in braces, `{\\"o}`: BibTeX ends the value at this quote'
            return self._unreadable(before.end - 1, "a quote inside a quoted value", hint)
        name = _FIELD_NAME.match(self.text, offset, self.limit)
        if self.text.startswith(("<<<<<<<", "=======", ">>>>>>>"), offset, self.limit):
            return self._unreadable(offset, "a merge conflict within an entry", CONFLICT)
        if char in "})":
            message = f"`{char}` cannot close what `{self.head['open']}` opens"
            fix = Fix((Edit(Span(self.source, offset, offset + 1), self.close),))
            return self._unreadable(offset, message, f"write `{self.close}` in its place", fix)
        if before and "," not in self.text[before.end : offset]:
            if char in ";:.":
                return self._unreadable(offset, f"`{char}` behind the value", "put a comma in its place")
            return self._unreadable(offset, "text behind the value", "put the whole value in braces")
        if not before and "," not in self.text[self.head.end() : offset]:
            what = "a blank" if self.text[offset - 1].isspace() else f"`{char}`"
            return self._unreadable(offset, f"{what} in a key", "end the key with a comma, or remove it from the key")
        if name and before and self.values.undefined and self.values.undefined[-1].span == before:
            return self._unreadable(before.start, "a text without delimiters", "put the whole value in braces")
        if name:
            return self._unreadable(name.end(), f"no `=` behind `{name[0]}`", f"write `{name[0]} = {{text}},`")
        hint = f"expected `name = {{text}},` or `{self.close}`"
        shown = f"`{char}`" if char.isprintable() else f"U+{ord(char):04X}"
        return self._unreadable(offset, f"no field can begin with {shown}", hint)

    def _value_closed(self, opening: int, line_end: int) -> Fix:
        """Close the value that opens at `opening` where its line ends, before the comma that may stand there."""
        line = self.text[opening:line_end].rstrip(", \t")
        place = Span(self.source, opening + len(line), line_end)
        return Fix((Edit(place, ('"' if self.text[opening] == '"' else "}") + ","),))

    def _entry_closed(self) -> Fix:
        """Close the entry behind all that it holds, on a line of its own if it has lines."""
        start = self.head.start()
        text = self.text[start : self.limit]
        line_end = _LINE_END.search(text)
        place = self.source.span(start + len(text.rstrip()))
        return Fix((Edit(place, (line_end[0] if line_end else "") + self.close),))

    def _closed(self, end: int, hint: str) -> int:
        """The offset behind the closing delimiter of a block without fields."""
        offset = self._behind(_BLANKS, end)
        if self.text.startswith(",", offset, self.limit):
            behind = self._behind(_BLANKS, offset + 1)
            if self.text.startswith(self.close, behind, self.limit):
                comma = self.source.span(offset, offset + 1)
                fix = Fix((Edit(comma, ""),), safe=True)
                self._report(Problem(comma, "no comma may stand behind the value here", "remove it", fix=fix))
                return behind + 1
        if offset >= self.limit:
            raise self.values.unclosed(self.head.end() - 1, self.limit, self.limit)
        if not self.text.startswith(self.close, offset):
            raise self._unreadable(offset, f"`{self.close}` expected here", hint)
        return offset + 1

    def _behind(self, pattern: re.Pattern[str], offset: int) -> int:
        """The offset behind what the pattern matches at `offset`."""
        match = pattern.match(self.text, offset, self.limit)
        return match.end() if match else offset

    def _span(self, end: int) -> Span:
        return Span(self.source, self.head.start(), end)

    def _report(self, problem: Problem) -> None:
        self.values.problems.append(problem)

    def _unreadable(self, offset: int, message: str, hint: str, fix: Fix | None = None) -> Unreadable:
        """At the character at `offset`, or at the empty place where the block must have ended."""
        return Unreadable(
            Problem(self.source.span(offset, min(offset + 1, self.limit)), message, hint, fix=fix), offset
        )
