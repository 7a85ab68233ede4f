r"""Citations in prose, as Pandoc writes them (Pandoc User's Guide, "Citation syntax").

`[@key]`, `[see @key, pp. 3-4; also @other]`, `[-@key]` (year only) are groups in brackets; `@key` and `@key [p. 5]` are
narrative. `\@` is a plain at sign. A key that begins as a label does is a cross-reference instead, as Quarto writes
them: `@fig-x`, `@Fig-x` where a sentence begins, `[-@fig-x]` for the number alone, `[@fig-x; @tbl-y]`. The checker and
the renderer both ask here, so that what one sees, both see.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.syntax.markdown.labels import kind_of
from livingsurvey.syntax.regions import Offsets, Regions
from livingsurvey.syntax.source import Source, Span

# A key holds letters, digits and single marks between them; braces hold any other: `@{doi:10.1/x(y)}`.
KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w(?:\w|[:.#$%+?<>~/-](?=\w)|&(?=\w)(?!\w+;))*))"
_KEY = re.compile(r"(?<![\w@./\\])(?P<minus>-)?" + KEY)
_BRACKET = re.compile(r"[\[\]](?<!\\.)")
_FOLD = re.compile(r"[ \t]*\r?\n[ \t>]*|[ \t]+")
_LOCATOR = re.compile(r"[ \t]?(?P<open>\[)(?!\^)(?=[^\[\]@\n]*\d)(?P<text>[^\[\]@\n]{1,80})\](?![(\[:])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One work named in a group: `span` covers its `@key`, `key_span` the key alone.

    `prefix_span` and `suffix_span` are what belongs to it before and behind the key, blanks and separators included.
    """

    span: Span
    key: str
    key_span: Span
    prefix_span: Span
    suffix_span: Span
    year_only: bool = False

    @property
    def prefix(self) -> str:
        return folded(self.prefix_span.text).strip()

    @property
    def suffix(self) -> str:
        return folded(self.suffix_span.text).strip(" ,")


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """Works cited at one place; a `narrative` group holds one, named in the sentence."""

    span: Span
    citations: tuple[Citation, ...]
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A figure, table, equation or section named in a text: `span` covers its `@fig-x`, `label_span` the label alone.

    It may stand in brackets, and there beside others or beside citations: `whole` covers them, without them itself.
    `label` begins with a small letter whatever the text has.
    """

    span: Span
    label: str
    label_span: Span
    whole: Span

    @property
    def number_only(self) -> bool:
        """Whether a minus asks for the number without the word before it."""
        return self.span.text.startswith("-")

    @property
    def capital(self) -> bool:
        """Whether it is written as the first word of a sentence."""
        return self.label_span.text != self.label


def written(key: str) -> str:
    """How a text names a key: `@key`, or `@{key}` where its marks would end it early."""
    bare = _KEY.fullmatch(f"@{key}")
    return f"@{key}" if bare and bare["bare"] == key else f"@{{{key}}}"


def citation_groups(source: Source, prose: str, places: Offsets, links: Offsets) -> Iterator[CitationGroup]:
    """The groups in a text, in order.

    `prose` is the masked text; groups are sought in its `places` of inline text, and none inside `links`.
    """
    inside = Regions(links)
    for first, last in places:
        brackets = {start: end for start, end in _brackets(prose, first, last) if not inside.holds(start)}
        taken = first
        for start in sorted([*brackets, *(found.start() for found in _keys(prose, first, last))]):
            if start < taken or inside.holds(start):
                continue
            if start in brackets:
                group = _bracketed(source, prose, start, brackets[start])
            else:
                group = _narrative(source, prose, start, last, inside)
            if group:
                taken = group.span.end
                yield group


def cross_references(source: Source, prose: str, places: Offsets, links: Offsets) -> Iterator[CrossReference]:
    """The cross-references in a text, in order; what it is given is as for `citation_groups`."""
    inside = Regions(links)
    for first, last in places:
        keys = [found for found in _keys(prose, first, last) if _key_of(found) is None]
        brackets = list(_brackets(prose, first, last)) if keys else []
        for found in keys:
            if inside.holds(found.start()):
                continue
            place = bisect_right(brackets, found.span()) - 1
            whole = brackets[place] if place >= 0 and found.end() < brackets[place][1] else found.span()
            if prose.startswith("[^", whole[0]) or inside.holds(whole[0]):
                whole = found.span()
            label = found["braced"] or found["bare"]
            yield CrossReference(
                source.span(*found.span()), _small(label), _key_span(source, found, 0), source.span(*whole)
            )


def _keys(text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """Where keys stand between two offsets; as `finditer`, but it looks at nothing but at signs."""
    at = text.find("@", first, last)
    while at >= 0:
        minus = at > first and text[at - 1] == "-"
        found = (minus and _KEY.match(text, at - 1, last)) or _KEY.match(text, at, last)
        if found:
            yield found
        at = text.find("@", found.end() if found else at + 1, last)


def _brackets(prose: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Innermost pairs of brackets: offsets of `[` and behind `]`."""
    opened: int | None = None
    for found in _BRACKET.finditer(prose, first, last):
        if found[0] == "[":
            opened = found.start()
        elif opened is not None:
            yield opened, found.end()
            opened = None


def _key_of(found: re.Match[str]) -> str | None:
    key = found["braced"] or found["bare"]
    return None if kind_of(_small(key)) else key


def _small(label: str) -> str:
    """A label as it is given, for one with which a sentence begins."""
    return label[:1].lower() + label[1:]


def _key_span(source: Source, found: re.Match[str], base: int) -> Span:
    start, end = found.span("braced" if found["braced"] else "bare")
    return source.span(base + start, base + end)


def _bracketed(source: Source, prose: str, start: int, end: int) -> CitationGroup | None:
    inner = prose[start + 1 : end - 1]
    if inner.startswith("^"):
        return None
    every = list(_keys(inner, 0, len(inner)))
    keys = [(found, key) for found in every if (key := _key_of(found))]
    if not keys:
        return None
    ends_in_citation = every[-1] is keys[-1][0]
    citations, left = [], 0
    for number, (found, key) in enumerate(keys):
        is_last = number + 1 == len(keys)
        behind = len(inner) if is_last else keys[number + 1][0].start()
        between = inner[found.end() : behind]
        # To the last belong the cross-references behind it, too.
        cut = between.find(";") if ends_in_citation or not is_last else -1
        if cut < 0 and not is_last:
            cut = between.rfind(",")
        right = found.end() + cut if cut >= 0 else behind
        citations.append(
            Citation(
                source.span(start + 1 + found.start(), start + 1 + found.end()),
                key,
                _key_span(source, found, start + 1),
                source.span(start + 1 + left, start + 1 + found.start()),
                source.span(start + 1 + found.end(), start + 1 + right),
                year_only=bool(found["minus"]),
            )
        )
        left = right + (cut >= 0)
    return CitationGroup(source.span(start, end), tuple(citations))


def _narrative(source: Source, prose: str, start: int, last: int, links: Regions) -> CitationGroup | None:
    found = _KEY.match(prose, start, last)
    key = _key_of(found) if found else None
    if not found or not key:
        return None
    locator = _LOCATOR.match(prose, found.end(), last)
    if locator and links.holds(locator.start("open")):
        locator = None
    at = found.start("minus") + 1 if found["minus"] else found.start()
    citation = Citation(
        source.span(at, found.end()),
        key,
        _key_span(source, found, 0),
        source.span(at),
        source.span(*locator.span("text")) if locator else source.span(found.end()),
    )
    return CitationGroup(source.span(at, locator.end() if locator else found.end()), (citation,), narrative=True)


def folded(text: str) -> str:
    """A run of inline text with its line ends, and what a quotation has behind them, as blanks."""
    return _FOLD.sub(" ", text)
