"""Texts of data files (definitions, cells of tables) for programs that read text."""

from __future__ import annotations

import re

from livingsurvey.model.data_text import DataText
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages

_ANGLE = re.compile(r"<(?=[A-Za-z/!?])")


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
