"""BIB047."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import field_texts
from livingsurvey.model.entry_types import TITLE_FIELDS, VENUE_FIELDS
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

_MARK = re.compile(r"[.,;:][}\s]*+\Z")
_CHARS = ".,;: \t\r\n"
_LAST_WORD = re.compile(r"[^\s{}()\[\]/,;:-]++\Z")
_ENTITY = re.compile(r"&#?\w+\Z")
_ABBREVIATIONS = frozenset(
    "al approx bros co conf corp dept dr ed eds esp etc ff fig inc int jr ltd mr mrs ms no nos op prof proc sec sr st"
    " suppl trans univ vol vols vs".split()
)
_ENDING = TITLE_FIELDS | VENUE_FIELDS | frozenset("publisher school institution organization address location".split())


@rule("BIB047", severity="warning", scope="store", fix="safe")
def trailing_punctuation(survey: Survey) -> Iterator[Problem]:
    """A title or a name ends with punctuation that is no part of it.

    Styles put the full stop and the comma themselves, and would print two. Abbreviations (`Inc.`, `et al.`) and three
    dots may stand at the end of a title, and any full stop at the end of a venue or publisher: there it abbreviates.

    Wrong:

        @misc{ash2020first, title = {First.}}

    Right:

        @misc{ash2020first, title = {First}}
    """
    for text in field_texts(survey, _MARK, _ENDING):
        start, end = _surplus(text.text, text.name in TITLE_FIELDS)
        if start < end:
            place = text.span(start, end)
            fix = Fix((Edit(place, ""),), safe=True)
            message = f"the `{text.name}` ends with `{place.text.strip()}`"
            yield Problem(place, message, "remove it: styles put their own", fix=fix)


def _surplus(text: str, is_title: bool) -> tuple[int, int]:
    """Where the punctuation that is too much starts and ends; an empty place if there is none."""
    body = text.rstrip("} \t\r\n")
    rest = body.rstrip(_CHARS)
    run = body[len(rest) :]
    if not rest.strip("{} \t\r\n~") or rest.endswith("\\") or _ENTITY.search(rest):
        return 0, 0
    dots = len(run) - len(run.lstrip("."))
    if is_title and dots != len("...") and not (dots == 1 and _is_abbreviation(rest)):
        dots = 0
    return len(rest) + dots, len(body)


def _is_abbreviation(text: str) -> bool:
    """Whether a full stop belongs to the last word: an initial, one with dots inside, or a known abbreviation."""
    found = _LAST_WORD.search(text)
    word = found[0] if found else ""
    return (len(word) == 1 and word.isalpha()) or "." in word or word.lower() in _ABBREVIATIONS
