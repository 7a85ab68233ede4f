"""Ids that a Markdown text gives to its parts, and which of them are labels of cross-references.

Ids are given by attribute lists (`{#fig-x}`, Python-Markdown's `attr_list`), by pymdownx blocks (`attrs: {id: fig-x}`
among the options of any, `/// figure-caption | #fig-x` in the head of a caption or of an HTML block) and by raw HTML.
As in Quarto, an id is a label if it begins with the kind of what it stands at: `fig-`, `tbl-`, `eq-` or `sec-`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livingsurvey.syntax.source import Source, Span
from livingsurvey.syntax.tags import Attribute, Tag

KINDS = {"fig": "figure", "tbl": "table", "eq": "equation", "sec": "section"}
"""What a label stands at, by what comes before its first hyphen."""

_ATTRIBUTES = re.compile(r"\{:?[^{}\r\n]*\}")
# Within such a list; other attributes with their values are read over.
_ATTRIBUTE_ID = re.compile(
    r"""(?:(?<=[\s{])|(?<=\{:))(?:#(?P<word>[^\s}=]+)|id=["']?(?P<value>[^\s"'}]+)|[\w.:-]+=(?:"[^"{}]*"|'[^'{}]*'))"""
)
_BLOCK = re.compile(
    r"^(?P<lead>[ \t>]*)/{3,}[ \t]*(?P<name>[\w-]+)[ \t]*(?P<head>\|[^\r\n]*)?"
    r"(?P<options>(?:\r?\n(?P=lead) {4}[^\r\n]*)*)",
    re.M,
)
# What is drawn from a data file has the file's name for its label: a table, or a figure.
_DRAWN = re.compile(r"^/{3}[ \t]*(?:(?P<table>comparison)|chart|timeline)[ \t]*\|[ \t]*(?P<id>[\w-]+)[ \t]*$", re.M)
_NUMBER = re.compile(r"\|[ \t]*[<>]?[ \t]*(?P<level>\^)?(?P<number>[1-9][0-9]*(?:\.[1-9][0-9]*)*)(?=[ \t]|\r?$)", re.M)
_HEAD_ID = re.compile(r"#(?P<id>[^\s.#\[>]+)")
_OPTION_ID = re.compile(r"(?<=[\s{,])id:[ \t]*[\"']?(?P<id>[^\s\"',}]+)")


@dataclass(frozen=True, slots=True)
class Label:
    """An id that a text gives; `span` is its place."""

    name: str
    span: Span

    @property
    def kind(self) -> str | None:
        """`figure`, `table`, `equation` or `section`; `None` for an id that is no label of a cross-reference."""
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class Caption:
    """A block of pymdownx that is a caption: the block's name, the id that it gives, and the number that it asks for.

    A number such as `2.1` is the caption's own; one behind a caret, `^1`, says how deep it stands below others. The
    caption of what is `drawn` in its place belongs to nothing above it.
    """

    span: Span
    block: str
    label: str | None
    number: str = ""
    level: int = 0
    drawn: bool = False


def kind_of(name: str) -> str | None:
    """What a label of this name stands at; `None` for any other name."""
    kind, _, rest = name.partition("-")
    return KINDS.get(kind) if rest else None


def ids(source: Source, masked: str, wording: str) -> tuple[Label, ...]:
    """Every id that attribute lists and blocks give, in order; `wording` is the masked text without formulas."""
    found = [*_labels(source, {*_in_attributes(wording), *_in_blocks(masked)}), *_drawn(source, masked)]
    return tuple(sorted(found, key=lambda label: label.span.start))


def _drawn(source: Source, masked: str) -> Iterator[Label]:
    for found in _DRAWN.finditer(masked) if "///" in masked else ():
        yield Label(_drawn_label(found), source.span(*found.span("id")))


def _drawn_label(found: re.Match[str]) -> str:
    return f"{'tbl' if found['table'] else 'fig'}-{found['id']}"


def html_ids(source: Source, tags: Iterable[Tag]) -> tuple[Label, ...]:
    """Every id that the tags of a text give, in order; that of an anchor may be its name."""
    given = filter(None, (_id_of(tag) for tag in tags if not tag.closing))
    return _labels(source, ((each.value_start, each.value_end) for each in given))


def _id_of(tag: Tag) -> Attribute | None:
    named = ("id", "name") if tag.name == "a" else ("id",)
    return next((each for name in named for each in tag.attributes if each.name == name and each.value), None)


def id_in(wording: str, start: int, end: int) -> str | None:
    """The id that an attribute list between two offsets gives."""
    return next((wording[slice(*place)] for place in _named(wording, start, end)), None)


def captions(source: Source, masked: str) -> Iterator[Caption]:
    """Every caption of a text, in order."""
    for block in _BLOCK.finditer(masked) if "///" in masked else ():
        if drawn := _DRAWN.match(masked, block.start()):
            kind = "table-caption" if drawn["table"] else "figure-caption"
            yield Caption(source.span(*block.span()), kind, _drawn_label(drawn), drawn=True)
        if block["name"].endswith("caption"):
            place = next(_block_ids(masked, block), None)
            label = masked[slice(*place)] if place else None
            asked = _NUMBER.match(block["head"] or "")
            number, depth = (asked["number"], asked["level"]) if asked else ("", None)
            level = int(number.partition(".")[0]) if depth else number.count(".")
            yield Caption(source.span(*block.span()), block["name"], label, "" if depth else number, level)


def _labels(source: Source, places: Iterable[tuple[int, int]]) -> tuple[Label, ...]:
    return tuple(Label(source.text[start:end], source.span(start, end)) for start, end in sorted(places))


def _in_attributes(wording: str) -> Iterator[tuple[int, int]]:
    for attributes in _ATTRIBUTES.finditer(wording):
        yield from _named(wording, *attributes.span())


def _named(wording: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _ATTRIBUTE_ID.finditer(wording, start, end):
        if name := found.lastgroup:
            yield found.span(name)


def _in_blocks(masked: str) -> Iterator[tuple[int, int]]:
    for block in _BLOCK.finditer(masked) if "///" in masked else ():
        yield from _block_ids(masked, block)


def _block_ids(masked: str, block: re.Match[str]) -> Iterator[tuple[int, int]]:
    if block["name"].endswith("caption") or block["name"] == "html":
        found = _HEAD_ID.search(masked, *block.span("head")) if block["head"] else None
        if found:
            yield found.span("id")
    attributes = masked.find("attrs:", *block.span("options"))
    found = _OPTION_ID.search(masked, attributes, block.end("options")) if attributes >= 0 else None
    if found:
        yield found.span("id")
