"""BIB019."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.month_words import MONTH_WORD, month_macro
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import literal
from livingsurvey.syntax.problem import Edit, Fix, Problem

_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:-{1,2}|–)\s*\d{1,2}(?:st|nd|rd|th)?)?"
_MONTHS = re.compile(rf"(?P<first>{MONTH_WORD})(?:\s*(?P<joint>-{{1,3}}|–|/)\s*(?P<last>{MONTH_WORD}))?", re.IGNORECASE)
_WITH_DAYS = re.compile(
    rf"(?P<first>{MONTH_WORD})\s*(?P<behind>{_DAYS})|(?P<before>{_DAYS})\s*(?P<last>{MONTH_WORD})", re.I
)
# Issues that are numbered by seasons have no month; BibTeX prints the word.
_SEASON = re.compile(r"\W*(?:(?:early|mid|late|spring|summer|autumn|fall|winter)\b\W*)+", re.IGNORECASE)
_TIES = str.maketrans({"~": " ", "{": "", "}": "", ",": " "})


@rule("BIB019", severity="warning", scope="store", fix="safe")
def malformed_month(survey: Survey) -> Iterator[Problem]:
    """A month is written out, or is none.

    BibTeX has a macro for each month, `jan` to `dec`, of which each style makes its own short or long
    name; biblatex takes numbers from 1 to 12 as well. Days go beside it: `jan # "~15"`.

    Wrong:

        @misc{ash2020first, title = {First}, month = {January}}

    Right:

        @misc{ash2020first, title = {First}, month = jan}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name == "month" and (inside := literal(field)):
                text = " ".join(inside.text.translate(_TIES).split())
                is_number = len(text) <= 2 and text.isdecimal() and 1 <= int(text) <= 12
                if text and not is_number and not _SEASON.fullmatch(text):
                    yield _problem(field, text)


def _problem(field: Field, text: str) -> Problem:
    better, certain = _with_macros(text)
    return Problem(
        literal(field) or field.value_span,
        f"the month `{text}` as text" if better else f"`{text}` is no month",
        f"write `month = {better}`" if better else "write `jan` to `dec`, or a number from 1 to 12",
        fix=Fix((Edit(field.value_span, better),), safe=certain) if better else None,
    )


def _with_macros(text: str) -> tuple[str, bool]:
    """What to write instead, without delimiters, and whether it says the same for certain; empty if nothing is."""
    if months := _MONTHS.fullmatch(text):
        first = month_macro(months["first"])
        if not months["last"]:
            return first, True
        joint = "/" if months["joint"] == "/" else "--"
        return f'{first} # "{joint}" # {month_macro(months["last"])}', True
    if found := _WITH_DAYS.fullmatch(text):
        if found["first"]:
            return f'{month_macro(found["first"])} # "~{_days(found["behind"])}"', False
        return f'"{_days(found["before"])}~" # {month_macro(found["last"])}', False
    return "", False


def _days(text: str) -> str:
    return re.sub(r"\s*(?:-{1,2}|–)\s*", "--", text)
