"""The canonical layout of a .bib file.

An entry is `@type{key,`, a line `  name = {value},` for each field, and `}`; one blank line stands between entries,
which stand in the order of `bibtex_order`.
What authors wrote inside a value stays byte for byte, and so does every block that is no readable entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from livingsurvey.syntax.bibtex.blocks import Bibtex, Block, Broken, Comment, Entry, Field, Preamble, StringMacro, Text
from livingsurvey.syntax.bibtex.order import in_order, sorting
from livingsurvey.syntax.bibtex.scanner import scan
from livingsurvey.syntax.bibtex.value import folded
from livingsurvey.syntax.problem import Edit, edited
from livingsurvey.syntax.source import Source, Span

_LINE_END = re.compile(r"\r\n?|\n")


def formatted(source: Source) -> Source:
    """The source in canonical layout; formatting that again changes nothing. Never raises."""
    result, end = source, ""
    # What stays byte for byte may use other line ends. Where they are nearly as many as ours, another kind can prevail
    # in the result: then that one is it.
    while (prevailing := _line_end(result.text)) != end:
        end = prevailing
        result = _laid_out(result, end)
        result = edited(result, sorting(scan(result)))
        result = _laid_out(result, end)
    return result


def same_references(a: Source, b: Source) -> bool:
    """Whether two .bib files hold the same entries, macros and unreadable blocks.

    Entries are the same if their types and keys are, and names and folded values of their fields. Their order counts
    where it has a meaning: of entries with one key, and of fields with one name, the first is the one that is used.
    """
    return _references(scan(a)) == _references(scan(b))


def _line_end(text: str) -> str:
    """The kind of line end that the text has most of."""
    ends = Counter(_LINE_END.findall(text))
    return max(ends, key=lambda end: ends[end], default="\n")


def _references(file: Bibtex) -> list[tuple[object, ...]]:
    entries = [
        (entry.key, entry.type, sorted(((f.name, f.value) for f in entry.fields), key=lambda field: field[0]))
        for entry in file.entries
    ]
    others = [
        (block.name, block.value) if isinstance(block, StringMacro) else (block.span.text,)
        for block in file.blocks
        if isinstance(block, StringMacro | Preamble | Comment | Broken)
    ]
    return [*sorted(entries, key=lambda entry: entry[0].lower()), *others]


def _laid_out(source: Source, end: str) -> Source:
    return edited(source, _edits(scan(source), end))


def _edits(file: Bibtex, end: str) -> Iterator[Edit]:
    """An edit for each entry and for each place between two blocks, even where nothing stands there yet."""
    before: Block | None = None
    for block in (*(block for block in file.blocks if not isinstance(block, Text)), None):
        start, stop = before.span.end if before else 0, block.span.start if block else len(file.source.text)
        gap = Span(file.source, start, stop)
        yield Edit(gap, _gap(gap.text, before, block, end))
        if isinstance(block, Entry) and _is_plain(block):
            yield Edit(block.span, _entry(block, end))
        before = block


def _gap(text: str, before: Block | None, after: Block | None, end: str) -> str:
    """What to put between two blocks (or the file's ends) in place of `text`."""
    kept = text.strip(" \t\r\n")
    if not kept:
        if not before:
            return ""
        if not after:
            return end
        # Macros and the like stay in the groups that their author made.
        return end * 2 if isinstance(before, Entry | Broken) or isinstance(after, Entry | Broken) else text or end
    leading, trailing = text[: text.index(kept)], text[text.index(kept) + len(kept) :]
    if not before:
        leading = ""
    elif _LINE_END.search(leading):  # else it is a remark on the line of the block before it
        leading = end * 2
    # A remark belongs to the entry below it, at a distance if its author put it there, or to the entry before it if it
    # stands on that one's line.
    behind = isinstance(before, Entry) and not _LINE_END.search(leading + kept)
    distant = after and (behind or len(_LINE_END.findall(trailing)) > 1)
    return leading + kept + (end * 2 if distant else end)


def _is_plain(entry: Entry) -> bool:
    """Whether nothing but commas and blanks stands between the parts: a comment in there has no place of its own."""
    text, end = entry.span.source.text, entry.key_span.end
    for field in entry.fields:
        if text[end : field.name_start].strip(" \t\r\n\f\v,"):
            return False
        end = field.value_end
    return not text[end : entry.span.end - 1].strip(" \t\r\n\f\v,")


def _entry(entry: Entry, end: str) -> str:
    fields = [f"  {field.name} = {_value(field)}," for field in in_order(entry.fields)]
    return end.join([f"@{entry.type}{{{entry.key},", *fields, "}"])


def _value(field: Field) -> str:
    """The value as written, in braces if it is one number or one quoted text."""
    raw = field.value_span.text
    if raw.isdecimal():
        return f"{{{raw}}}"
    # Quotes at both ends may belong to two parts joined by `#`; then the text between them is not the value.
    if raw[0] == raw[-1] == '"' and folded(raw[1:-1]) == field.value:
        return f"{{{raw[1:-1]}}}"
    return raw
