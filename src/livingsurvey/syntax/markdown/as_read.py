"""Inline Markdown as a reader sees it."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

_KEPT = re.compile(
    r"(?P<ticks>(?<!`)`+(?!`))[ ]?(?P<code>.+?)[ ]?(?P=ticks)(?!`)|\\(?P<char>[\\`*_{}\[\]()<>#+.!$@|~:-])", re.S
)
_PLACE = re.compile("\ue000([0-9]+)\ue001")
# Without any of these, text is text; most runs of prose have none.
_MARKS = re.compile("[`\\\\*_~=^\\[<&\ue000\ue001]")
_INNER = r"((?:[^\[\]]|\[[^\[\]]*\])*)"  # what may stand in the brackets of a link
_LIST = r"(?:\{:?[^{}\r\n]+\})?"  # the attributes of one
_IMAGE = re.compile(rf"!\[{_INNER}\](?:\([^()]*\)|\[[^\[\]]*\]){_LIST}|\[\^[^\[\]\s]+\]")
_LINK_TEXT = re.compile(rf"\[{_INNER}\](?:\([^()]*\)|\[[^\[\]]*\]){_LIST}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--(?:(?!<!--|-->).)*+-->", re.S)
AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]+|[^\s<>@/]+@[^\s<>]+)>")
_EMPHASIS = re.compile(
    r"(?:(\*{1,3}|~~|==|\^\^)(?=\S)(.{1,500}?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.{1,500}?)(?<=\S)\3(?!\w))" + _LIST, re.S
)


def plain_text(markup: str, apart: Collection[tuple[int, int, str]] = ()) -> str:
    """Inline Markdown as a reader sees it: no emphasis, links, images, footnote marks, tags and entities.

    What stands between the offsets `apart` is another text already, which comes with them.
    """
    if not apart and not _MARKS.search(markup):
        return markup
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\ue000{len(kept) - 1}\ue001"

    parts, at = [], 0
    for start, end, text in apart:
        parts += [_bare(markup[at:start]), keep(text)]
        at = end
    text = _KEPT.sub(lambda found: keep(found["char"] or found["code"]), "".join([*parts, _bare(markup[at:])]))
    text = _LINK_TEXT.sub(r"\1", _IMAGE.sub("", text))
    text = _TAG.sub("", AUTOLINK.sub(r"\1", text))
    for _ in range(3):  # strong emphasis in emphasis in a mark
        text = _EMPHASIS.sub(lambda found: found[2] or found[4], text)
    return _PLACE.sub(lambda found: kept[int(found[1])], html.unescape(text))


def _bare(text: str) -> str:
    """Without the marks that `plain_text` uses."""
    return text.replace("\ue000", "").replace("\ue001", "")
