"""A short text of a data file as HTML: Markdown in a line, with its citations and formulas."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence

from markdown import Markdown
from markupsafe import Markup, escape

from livingsurvey.model.data_text import DataText
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import placed_in
from livingsurvey.render.sanitise import sanitise
from livingsurvey.syntax.source import Span

# What of Markdown would be more than a line's worth is no matter of data files, but of chapters.
_SPECIAL = re.compile(r"[*_`\[\]<>&$@\\!#~]")
_TAG = re.compile(r"(<[^<>]*>)")
_PARAGRAPH = re.compile(r"</p>\s*<p>")


def short_text(pages: Pages, path: str, text: DataText, numbers: Mapping[Span, Sequence[int]]) -> Markup:
    """The text on the page at a path; `numbers` are those of its citations on the page, by the groups' places."""
    if not _SPECIAL.search(text.text):
        return escape(" ".join(text.text.split()))
    document = text.document
    inner = {
        group.span: numbers[in_file.span]
        for group, in_file in zip(document.citation_groups, text.groups, strict=True)
        if in_file.span in numbers
    }
    mark = "zq" + secrets.token_hex(8)
    parts, end = [], 0
    placed = placed_in(document, pages, pages.cross_references(path), inner)
    for number, (span, _) in enumerate(placed):
        parts += [text.text[end : span.start], f"{mark}{number}z"]
        end = span.end
    html = sanitise(Markdown().convert("".join(parts) + text.text[end:])).strip()
    pieces = _TAG.split(_PARAGRAPH.sub(" ", html).removeprefix("<p>").removesuffix("</p>"))
    token = re.compile(mark + r"(\d+)z")
    pieces[::2] = (token.sub(lambda found: str(placed[int(found[1])][1].markup), piece) for piece in pieces[::2])
    pieces[1::2] = (token.sub("", piece) for piece in pieces[1::2])
    return Markup("".join(pieces))
