"""What a text sets apart and gives a number, besides what has a caption: displayed formulas and images with labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from livingsurvey.syntax.markdown.document import Document
from livingsurvey.syntax.markdown.labels import id_in, kind_of
from livingsurvey.syntax.source import Span

_LIST_BEHIND = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?(?P<list>\{:?[^{}\r\n]*\})")
_ALTERNATIVE = re.compile(r"""[{\s:]alt=(?:"([^"]*)"|'([^']*)')""")
_INNER = r"(?:[^\[\]]|\[[^\[\]]*\])*"
_LONE_IMAGE = re.compile(rf"\s*!\[{_INNER}\](?:\([^()]*\)|\[[^\[\]]*\])[ ]?\{{:?[^{{}}\r\n]+\}}\s*")


def equations(document: Document) -> Mapping[Span, tuple[str, Span]]:
    """The displayed formulas with labels, by their places: the label, and the place of both.

    The label stands in an attribute list behind the dollars: `$$x$$ {#eq-x}`.
    """
    if not any(label.kind == "equation" for label in document.labels):
        return {}
    found = {}
    for span, _, display in document.formulas:
        behind = _LIST_BEHIND.match(document.wording, span.end) if display else None
        name = id_in(document.wording, *behind.span("list")) if behind else None
        if behind and name and kind_of(name) == "equation":
            found[span] = name, document.source.span(span.start, behind.end())
    return found


def alternatives(document: Document) -> Mapping[Span, tuple[str, Span]]:
    """The formulas that the author gives words for, by their places: the words, and the place of formula and list.

    The words stand in an attribute list right behind the dollars: `$x^2$ {alt="x squared"}`.
    """
    if "alt=" not in document.wording:
        return {}
    found = {}
    for span, _, display in document.formulas:
        behind = _LIST_BEHIND.match(document.wording, span.end)
        words = _ALTERNATIVE.search(behind["list"]) if behind else None
        if behind and words and (display or "\n" not in behind[0]):
            text = " ".join((words[1] or words[2] or "").split())
            found[span] = text, document.source.span(span.start, behind.end())
    return found


def lone_images(document: Document) -> Mapping[str, Span]:
    """The images with the label of a figure that have a paragraph of their own: labels, and places of paragraphs."""
    figures = [label for label in document.labels if label.kind == "figure"]
    places = {label.name: document.inline_at(label.span.start) for label in figures}
    return {
        name: place for name, place in places.items() if _LONE_IMAGE.fullmatch(document.wording, place.start, place.end)
    }
