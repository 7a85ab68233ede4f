"""Texts of data files (definitions, cells of tables) for programs that read text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from livingsurvey.model.data_text import DataText
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages

_ANGLE = re.compile(r"<(?=[A-Za-z/!?])")


def captioned(pages: Pages, path: str, block: str, label: str, title: str) -> str:
    """The title of what is drawn on the page at a path, with the number of its caption, which that block makes."""
    number = pages.cross_references(path).number(label)
    prefix = f"{pages.numbering.prefix(block).format(number)} " if number else ""
    return escaped(f"{prefix}{title}")


def ruled(caption: str, lines: Iterable[Iterable[str]], note: str) -> str:
    """A table of Markdown below its caption, and its note; the second of the lines rules off the head."""
    drawn = "\n".join(f"| {' | '.join(each.replace('|', chr(92) + '|') for each in line)} |" for line in lines)
    return "\n\n".join(filter(None, [caption, drawn, note]))


def worded(pages: Pages, path: str, text: DataText) -> str:
    """A text, on the page at a path, as Markdown in a line without tags, its citations in words."""
    document, others = text.document, pages.cross_references(path)
    edits = [(tag.start, tag.end, "") for tag in document.tags]
    for group in pages.survey.citation_groups(document):
        edits.append((group.span.start, group.span.end, escaped(pages.citations.text(group, others, ()))))
    parts, at = [], 0
    for start, end, shown in sorted(edits):
        parts += [_ANGLE.sub("&lt;", document.source.text[at:start]), shown]
        at = end
    return " ".join("".join([*parts, _ANGLE.sub("&lt;", document.source.text[at:])]).split())
