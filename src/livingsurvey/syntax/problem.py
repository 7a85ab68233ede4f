"""What is wrong with a text, where, and how it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.syntax.source import Source, Span, SurveyError

__all__ = ["Edit", "Fix", "Problem", "SurveyError", "edited"]


@dataclass(frozen=True)
class Edit:
    """Put `text` in place of a span."""

    span: Span
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits that mend a problem; `safe` if they cannot change what the author meant."""

    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong (`message`), where (`span`), what to do (`hint`), and other places that belong to it."""

    span: Span
    message: str
    hint: str = ""
    related: tuple[Span, ...] = ()
    fix: Fix | None = None


def edited(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with its edits applied, to be written as UTF-8; an edit that overlaps an earlier one is left out.

    What could not be read stays known, so that nothing writes over it.
    """
    parts, end = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start >= end:
            parts += [source.text[end : edit.span.start], edit.text]
            end = edit.span.end
    return Source(source.path, "".join(parts) + source.text[end:], bom=source.bom, lost=source.lost)
