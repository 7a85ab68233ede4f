"""TEX004."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.entities import NUMERIC, PLAIN_SPACE, SPACES, typed
from livingsurvey.check.pages.line_start import is_first, is_word
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.regions import Regions
from livingsurvey.syntax.source import Span

_LINE_ENDS = ("", "\r", "\n")
# A backslash there is left over, too (TEX005).
_LAST = re.compile(r"[ \t\\]{0,9}(?:[\r\n]|\Z)")
# How many blanks before an entity go with it at a line's end: more than anybody writes.
_REACH = 100
# A space beside these may end emphasis or begin none, which the entity did not.
_MARKS = frozenset("_~^=`")


@rule("TEX004", severity="warning", scope="chapter", fix="safe")
def entity_residue(survey: Survey) -> Iterator[Problem]:
    """A character is written as a numeric entity without need, or a space as an entity at the end of a line.

    Editors such as GitBook's leave `&#x20;` where somebody typed a space, and pasted HTML leaves `&#8217;`; the source
    is then hard to read and to search. Entities of signs that Markdown would read as its own, and `&nbsp;` between
    words, are fine.

    Wrong:

        Averaging works&#x20;well, and doesn&#8217;t cost much.&#x20;

    Right:

        Averaging works well, and doesn’t cost much.
    """
    for chapter in survey.chapters:
        if "&" not in chapter.document.prose:
            continue
        running = RunningText(chapter)
        cited = Regions([(group.span.start, group.span.end) for group in chapter.document.citation_groups])
        for span, edit, safe in (*_spaces(running), *_signs(running)):
            # The words of a heading make its address, and those of a citation are its parts.
            safe = safe and not running.in_heading(span.start) and not cited.holds(span.start)
            entity = span.text[: span.text.index(";") + 1]
            message = f"`{entity}` is left over from another program"
            if edit is None:
                yield Problem(span, message, "write a space outside of the marks beside it")
            else:
                hint = f"write `{edit.text}`" if edit.text.strip() else "write a space" if edit.text else "take it out"
                yield Problem(span, message, hint, fix=Fix((edit,), safe))


def _spaces(running: RunningText) -> Iterator[tuple[Span, Edit | None, bool]]:
    """Each row of spaces that needs no entities, what to write instead (none if it must be moved), and whether that
    changes nothing.
    """
    source = running.chapter.source
    for found in running.find(SPACES):
        place = running.chapter.document.inline_at(found.start())
        span = source.span(found.start(), found.start() + len(found[0].rstrip(" \t")))
        lead = source.text[max(place.start, span.start - _REACH) : span.start]
        start = span.start - len(lead) + len(lead.rstrip(" \t"))
        is_last = _LAST.match(source.text, found.end()) is not None
        before = source.text[start - 1 : start] if start > place.start else "\n"
        if _is_cell(source.text, place, start, found.end()):
            continue  # which keeps an empty cell: without it the row might have one cell less
        if is_last:
            # Alone in its line it is a gap between paragraphs, or all of a list's item; and TEX005 comes first.
            yield span, Edit(source.span(start, found.end()), ""), before not in (*_LINE_ENDS, "\\")
        elif PLAIN_SPACE.search(found[0]):
            if before in _LINE_ENDS:
                yield span, Edit(source.span(span.start, found.end()), ""), is_word(source.text, found.end())
                continue
            beside = source.text[span.start - 1] + source.text[span.end]
            is_plain = _MARKS.isdisjoint(beside) and not ("*" in beside and running.is_emphasised(*found.span()))
            edit = Edit(span, PLAIN_SPACE.sub(" ", span.text)) if is_plain else None
            yield span, edit, not is_first(source.text, place.start, span.start)


def _is_cell(text: str, place: Span, start: int, end: int) -> bool:
    """Whether a row's first or last cell holds nothing but what stands between two offsets, and has no pipe outside."""
    is_first, is_last = start == place.start, text[end : end + 1] in _LINE_ENDS
    return (is_last and text[start - 1 : start] == "|") or (is_first and text[end : end + 1] == "|")


def _signs(running: RunningText) -> Iterator[tuple[Span, Edit, bool]]:
    """Each other character that needs no entity."""
    for found in running.find(NUMERIC):
        char = typed(found)
        # In a title between quotation marks the entity is how one of them is written.
        if char and not (char == '"' and running.in_panel_head(found.start())):
            span = running.chapter.source.span(*found.span())
            yield span, Edit(span, char), not running.ends_key(span.start)
