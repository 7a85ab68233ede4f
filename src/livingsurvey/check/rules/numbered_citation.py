"""CIT007."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.regions import Regions

# Reference lists have no number 0 and few of four digits, which are years.
_NUMBER = r"[1-9]\d{0,2}"
_NUMBERS = re.compile(
    rf"\[(?<![\w\\)\]\[!^]\[)(?P<inner>{_NUMBER}(?:[ ]?(?:,|;|[-–—]{{1,2}})[ ]?{_NUMBER})*)\](?![\w(\[{{:^])"
)
_PAIR = re.compile(r"\d+ ?, ?\d+")
# What stands before several numbers that are an interval or values, and what before two that likely are.
_REACH = 40
_OPERATOR = re.compile(r"[=∈⊂⊆≈<>+~±][\s>]*$")
# Where LaTeX had a tie before a citation; before two numbers it may say how something is distributed.
_TIE = re.compile(r"[\w.)]~$")
_VALUES = re.compile(
    r"\b(?:intervals?|ranges?|CI|IQR|confidence|bounds?|scales?|values?|vectors?|arrays?|lists?|tuples?|sequences?"
    r"|sets?|shapes?|sizes?|dimensions?|layers?|kernels?|tokens?|index|indices|labels?|class(?:es)?|inputs?|outputs?"
    r"|tensors?|matrix|bits?|steps?|grid)[\s>]*(?:of|is|are|to|in|from|over)?[\s>]*$",
    re.I,
)
_INTERVAL = re.compile(r"(?:\b(?:in|to|from|over|on|within|between|of|is|are|and|or|at|into|onto)|[$:])[\s>]*$", re.I)
_CELL = re.compile(r"(?:^|\|)[ \t]*$")
_CELL_END = re.compile(r"[ \t]*(?:\||$)")
_QUOTATION = re.compile(r"(?<![\\\w])\"[^\"]{1,400}\"|“[^”]{1,400}”|«[^»]{1,400}»")


@rule("CIT007", severity="warning", scope="text")
def numbered_citation(survey: Survey) -> Iterator[Problem]:
    """A number in brackets stands where a citation should.

    It came with a text from elsewhere, where a numbered list gave it a meaning. Here it leads nowhere: cite by keys,
    and the site numbers them if its style is numeric. A number that is no citation can stand in parentheses, in
    a formula, or behind a backslash.

    Wrong:

        Averaging works well [12].

    Right:

        Averaging works well [@ash2020first].
    """
    for chapter in survey.chapters:
        matches = list(RunningText(chapter).find(_NUMBERS))
        if not matches:
            continue
        quoted = Regions([found.span() for found in _QUOTATION.finditer(chapter.document.prose)])
        uses = Regions([(use.span.start, use.span.end) for use in chapter.document.link_uses])
        for found in matches:
            if not (quoted.holds(found.start()) or uses.holds(found.start()) or _is_value(chapter, found)):
                span = chapter.source.span(*found.span())
                hint = f"cite by key, as in `[@key]`, or write \\[{found['inner']}] for what is no citation"
                yield Problem(span, f"`{found[0]}` is a number in brackets, which leads to no reference", hint)


def _is_value(chapter: Chapter, found: re.Match[str]) -> bool:
    """Whether the numbers are an interval, a list of values or a quotation's, judged by what stands around them."""
    text, place = chapter.source.text, chapter.document.inline_at(found.start())
    before = text[max(place.start, found.start() - _REACH) : found.start()]
    if before.endswith(("`", "$")):  # an element of what is code or a formula
        return True
    row = text.rfind("\n", 0, place.start) + 1
    if found["inner"].isdigit() and _TIE.search(before):
        return False
    if _OPERATOR.search(before) or ">" in text[max(row, place.start - _REACH) : place.start]:
        return True
    if found["inner"].isdigit():
        return False
    if _VALUES.search(before) or (_PAIR.fullmatch(found["inner"]) and _INTERVAL.search(before)):
        return True
    end = _CELL_END.match(text, found.end(), place.end)
    return bool(end and _CELL.search(before) and "|" in before[-3:] + end[0])
