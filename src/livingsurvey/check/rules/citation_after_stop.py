"""CIT005."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

# How much of the text before a citation is looked at; and of how many words a sentence has at least, so that a label
# (`Fig. 3.`, `Proof.`) is none.
_REACH = 200
_WORDS = 3
_START = re.compile(r"[.!?:][\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9@$])")
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?:(?:[A-Za-z]\.)*[A-Za-z]|al|[Aa]pprox|[Aa]pp|[Aa]rt|[Cc]a|[Cc]f|[Cc]haps?|[Cc]h|[Cc]o|[Cc]orp|[Dd]ef"
    r"|[Dd]ept|[Dd]r|[Ee]ds?|[Ee]qs?|[Ee]sp|etc|[Ff]igs?|[Ii]nc|[Jj]r|[Ll]em|[Ll]td|Mrs?|Ms|[Nn]os?|[Pp]p|Ph\.D|Prof"
    r"|[Pp]rop|[Rr]efs?|[Rr]esp|[Ss]ecs?|Sr|St|[Tt]abs?|[Tt]hm|[Vv]ols?|viz|[Vv]s)$"
)
_STOP = re.compile(r"\.(?:(?<=[^\W_]\.)|(?<=[)\]%$*`”’\"]\.))")
_WORD = re.compile(r"[^\W_][^\s|]*")
# Breaks of lines and spaces that other programs left (TEX004, TEX005) do not belong to what follows.
_GAP = r"(?:[\s>\\]|<br>|&(?:nbsp|#x?\w{1,7});)"
_NEXT = re.compile(rf"{_GAP}+[\"'“‘(*_]*(?P<capital>[A-Z])|{_GAP}*$|{_GAP}*\|")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$")


@rule("CIT005", severity="warning", scope="text", fix="unsafe")
def citation_after_stop(survey: Survey) -> Iterator[Problem]:
    """A citation stands behind the full stop of its sentence.

    There it belongs to no sentence, and a reader cannot tell how much of what stands before it the source vouches for.
    One that begins a sentence of its own may stand there, as in "[@ash2020first] shows ...".

    Wrong:

        Averaging works well. [@ash2020first]

    Right:

        Averaging works well [@ash2020first].
    """
    for chapter in survey.chapters:
        for place, start, end in _runs(chapter):
            stop = _stop_before(chapter, place, start)
            if stop is not None and _ends_there(chapter.source.text, place, stop, end):
                yield _problem(chapter.source.span(stop, start), chapter.source.span(start, end))


def _runs(chapter: Chapter) -> Iterator[tuple[Span, int, int]]:
    """Each citation in brackets, or several in a row, that begins no sentence: its paragraph and its offsets."""
    groups = [group for group in chapter.document.citation_groups if not group.narrative]
    number = 0
    while number < len(groups):
        first = groups[number]
        place, end = chapter.document.inline_at(first.span.start), first.span.end
        number += 1
        while number < len(groups) and (behind := groups[number].span).start < place.end:
            if chapter.source.text[end : behind.start].strip():
                break
            end = behind.end
            number += 1
        if not first.citations[0].prefix[:1].isupper():
            yield place, first.span.start, end


def _stop_before(chapter: Chapter, place: Span, start: int) -> int | None:
    """The offset of the full stop that ends a sentence right before an offset; `None` if none does."""
    text = chapter.source.text
    lead = _lead(text, place, start)
    before = text[lead:start].rstrip(" \t\r\n>")
    stop = lead + len(before) - 1
    is_stop = stop >= lead and chapter.document.wording[stop] == "." and _STOP.match(text, stop)
    if not is_stop or _ABBREVIATED.search(before[:-1]):
        return None
    breaks = [found.end() for found in _START.finditer(before)]
    return stop if len(_WORD.findall(before, breaks[-1] if breaks else 0)) >= _WORDS else None


def _ends_there(text: str, place: Span, stop: int, end: int) -> bool:
    """Whether the text goes on with another sentence behind the citation, or not at all.

    A list item or a cell of a table that is a phrase and a citation is a way of listing works.
    """
    behind = _NEXT.match(text, end, place.end)
    if behind is None:
        return False
    if behind["capital"]:
        return True
    row = text.rfind("\n", 0, place.start) + 1
    is_part = bool(_ITEM.search(text, max(row, place.start - 20), place.start)) or "|" in behind[0]
    return not is_part or bool(_START.search(text, _lead(text, place, stop), stop))


def _lead(text: str, place: Span, end: int) -> int:
    """Where the paragraph or the cell that holds an offset begins, within reach."""
    start = max(place.start, end - _REACH)
    return max(start, text.rfind("|", start, end) + 1)


def _problem(gap: Span, citation: Span) -> Problem:
    """The fix moves the stop behind the citation.

    It is not safe: some authors mean the whole paragraph by a citation behind its last stop, and before the stop it
    vouches for one sentence.
    """
    between = gap.text[1:] or " "
    fix = Fix((Edit(gap, between), Edit(citation.source.span(citation.end), ".")))
    hint = "move it before the stop, to the words that it vouches for"
    return Problem(citation, "this citation stands behind the full stop", hint, fix=fix)
