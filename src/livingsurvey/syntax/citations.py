r"""Citations in prose, as Pandoc writes them (Pandoc User's Guide, "Citation syntax").

`[@key]`, `[see @key, pp. 3-4; also @other]`, `[-@key]` (year only) are groups in brackets; `@key` and `@key [p. 5]` are
narrative. `\@` is a plain at sign. The checker and the renderer both ask here, so that what one sees, both see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.syntax.source import Source, Span

# A key holds letters, digits and single marks between them; braces hold any other: `@{doi:10.1/x(y)}`.
KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
_KEY = re.compile(r"(?<![\w@./\\])(?P<minus>-)?" + KEY)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_BLANK = re.compile(r"\n[ \t>]*\r?\n")
_FOLD = re.compile(r"[ \t]*\r?\n[ \t>]*|[ \t]+")
# Quarto's prefixes of cross-references, which are no citation keys.
CROSS_REFERENCES = ("fig-", "tbl-", "eq-", "sec-")
_LOCATOR = re.compile(r"[ \t]?\[(?=[^\[\]@\n]*\d)(?P<text>[^\[\]@\n]{1,80})\](?![(\[:])")


@dataclass(frozen=True)
class Citation:
    """One work named in a group: `span` covers its `@key`, `key_span` the key alone."""

    span: Span
    key: str
    key_span: Span
    prefix: str = ""
    suffix: str = ""
    year_only: bool = False


@dataclass(frozen=True)
class CitationGroup:
    """Works cited at one place; a `narrative` group holds one, named in the sentence."""

    span: Span
    citations: tuple[Citation, ...]
    narrative: bool = False


def citation_groups(source: Source, prose: str, links: list[tuple[int, int]]) -> Iterator[CitationGroup]:
    """The groups in a text, in order. `prose` is the masked text; none is sought inside `links` (offsets)."""
    inside = _Places(links)
    brackets = {start: end for start, end in _brackets(prose) if not inside.holds(start)}
    taken = 0
    pending = sorted([*brackets, *(m.start() for m in _KEY.finditer(prose))])
    for start in pending:
        if start < taken or inside.holds(start):
            continue
        if start in brackets:
            group = _bracketed(source, prose, start, brackets[start])
        else:
            group = _narrative(source, prose, start)
        if group:
            taken = group.span.end
            yield group


class _Places:
    """Whether an offset lies in one of the given places, asked in ascending order."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        self._places = sorted(places)
        self._end = 0
        self._next = 0
        self._last = 0

    def holds(self, offset: int) -> bool:
        if offset < self._last:
            self._next = self._end = 0
        self._last = offset
        while self._next < len(self._places) and self._places[self._next][0] <= offset:
            self._end = max(self._end, self._places[self._next][1])
            self._next += 1
        return offset < self._end


def _brackets(prose: str) -> Iterator[tuple[int, int]]:
    """Innermost pairs of brackets: offsets of `[` and behind `]`."""
    opened: int | None = None
    for found in _BRACKET.finditer(prose):
        if found[0] == "[":
            opened = found.start()
        elif opened is not None:
            yield opened, found.end()
            opened = None


def _key_of(found: re.Match[str]) -> str | None:
    key = found["braced"] or found["bare"]
    return None if key.startswith(CROSS_REFERENCES) else key


def _key_span(source: Source, found: re.Match[str], base: int) -> Span:
    start, end = found.span("braced" if found["braced"] else "bare")
    return source.span(base + start, base + end)


def _bracketed(source: Source, prose: str, start: int, end: int) -> CitationGroup | None:
    inner = prose[start + 1 : end - 1]
    if inner.startswith("^") or _BLANK.search(inner):
        return None
    keys = [(found, key) for found in _KEY.finditer(inner) if (key := _key_of(found))]
    if not keys:
        return None
    citations, left = [], 0
    for number, (found, key) in enumerate(keys):
        behind = keys[number + 1][0].start() if number + 1 < len(keys) else len(inner)
        between = inner[found.end() : behind]
        cut = between.find(";")
        if cut < 0 and number + 1 < len(keys):
            cut = between.find(",")
        right = found.end() + cut if cut >= 0 else behind
        citations.append(
            Citation(
                source.span(start + 1 + found.start(), start + 1 + found.end()),
                key,
                _key_span(source, found, start + 1),
                prefix=_folded(source.text[start + 1 + left : start + 1 + found.start()]).strip(),
                suffix=_folded(source.text[start + 1 + found.end() : start + 1 + right]).strip(" ,"),
                year_only=bool(found["minus"]),
            )
        )
        left = right + (cut >= 0)
    return CitationGroup(source.span(start, end), tuple(citations))


def _narrative(source: Source, prose: str, start: int) -> CitationGroup | None:
    found = _KEY.match(prose, start)
    key = _key_of(found) if found else None
    if not found or not key:
        return None
    locator = _LOCATOR.match(prose, found.end())
    at = found.start("minus") + 1 if found["minus"] else found.start()
    citation = Citation(
        source.span(at, found.end()),
        key,
        _key_span(source, found, 0),
        suffix=_folded(locator["text"]).strip() if locator else "",
    )
    return CitationGroup(source.span(at, locator.end() if locator else found.end()), (citation,), narrative=True)


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text)
