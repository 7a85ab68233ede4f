"""BIB017."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.month_words import MONTH_WORD
from livingsurvey.check.store.publication_states import publication_state
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Entry, Field
from livingsurvey.syntax.bibtex.edit import added, literal, renamed, with_value, without
from livingsurvey.syntax.dates import month, parse
from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.problem import Edit, Fix, Problem

# No printed work is older, and none will be newer for as long as this is used.
_FIRST, _LAST = 1400, 2100

_ANY_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_IN_SIGNS = re.compile(r"[\s(.,;:]*(?P<year>\d{4})[\s).,;:]*")
_WITH_LETTER = re.compile(r"(?P<year>\d{4})[a-z]")
_UNSURE = re.compile(r"(?:c|ca|circa|around|about|approx)\b\.?\s*(?P<year>\d{4})", re.IGNORECASE)
_UNSURE_IN_SIGNS = re.compile(r"\[?(?P<year>\d{4})\s*[?~]?\s*\]?")
_RANGE = re.compile(r"(?P<year>\d{4})\s*(?:-{1,3}|[–—/])\s*(?P<end>\d{4})")
_MONTH = re.compile(MONTH_WORD, re.IGNORECASE)
_DIGITS = str.maketrans("oOlI", "0011")


@rule("BIB017", scope="store", fix="safe")
def malformed_year(survey: Survey) -> Iterator[Problem]:
    """A year is no year: four digits, from 1400 to 2100.

    Labels such as "Ash (2020)" are made of it, and lists are sorted by it. A month goes into `month`, a range or an
    uncertain year into biblatex's `date` (`1990/1993`, `1920~`), and what is not published yet has none: biblatex says
    so in `pubstate`.

    Wrong:

        @misc{ash2020first, title = {First}, year = {May 2020}}

    Right:

        @misc{ash2020first, title = {First}, year = {2020}, month = may}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name == "year" and field.value and not _is_year(field.value):
                text = plain(field.value).strip()
                if text and not _is_year(text):
                    yield _problem(entry, field, text)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal() and _FIRST <= int(text) <= _LAST


def _problem(entry: Entry, field: Field, text: str) -> Problem:
    if len(text) == 4 and text.isascii() and text.isdecimal():
        return Problem(literal(field) or field.value_span, f"no work is of the year {text}", "look it up")
    hint, edits, safe = _better(entry, field, text)
    fix = Fix(tuple(edits), safe) if edits and literal(field) else None
    return Problem(literal(field) or field.value_span, f"`{text}` is no year", hint, fix=fix)


def _better(entry: Entry, field: Field, text: str) -> tuple[str, list[Edit], bool]:
    """What to do, the edits that do it, and whether nothing is lost by them."""
    state = publication_state(text)
    if state == "":
        return "remove the field: styles know what to print for a work without date", [without(field)], False
    if state:
        hint = f"remove the field until there is one; biblatex: `pubstate = {{{state}}}`"
        edits = [] if entry.field("pubstate") else [Edit(field.span, f"pubstate = {{{state}}}")]
        return hint, edits, False
    if (dated := parse(text)) and dated.month:
        edits = [] if entry.field("date") else [renamed(field, "date")]
        return f"write `{text[:4]}`; with biblatex the whole goes into `date`", edits, False
    if plain_year := _IN_SIGNS.fullmatch(text):
        return _year(field, plain_year["year"], safe=True)
    if _WITH_LETTER.fullmatch(text):
        hint, edits, safe = _year(field, text[:4])
        return f"{hint}: styles add letters themselves", edits, safe
    if unsure := _UNSURE.fullmatch(text) or _UNSURE_IN_SIGNS.fullmatch(text):
        hint, edits, safe = _year(field, unsure["year"])
        return f"{hint}, or with biblatex `date = {{{unsure['year']}~}}`", edits, safe
    if years := _RANGE.fullmatch(text):
        return f"write one year, or with biblatex `date = {{{years['year']}/{years['end']}}}`", [], False
    if text.isascii() and _is_year(text.translate(_DIGITS)):
        return _year(field, text.translate(_DIGITS))
    return _out_of_words(entry, field, text)


def _year(field: Field, year: str, safe: bool = False) -> tuple[str, list[Edit], bool]:
    if not _is_year(year):
        return "write the year in four digits", [], False
    return f"write `{year}`", [with_value(field, year)], safe


def _out_of_words(entry: Entry, field: Field, text: str) -> tuple[str, list[Edit], bool]:
    """The year that stands in a longer text, if there is one; its month goes where months belong."""
    years = _ANY_YEAR.findall(text)
    if len(years) != 1:
        return "write the year in four digits", [], False
    hint, edits, safe = _year(field, years[0])
    months = _MONTH.findall(text)
    if len(months) == 1 and not entry.field("month"):
        number = month(months[0])
        return f"{hint}, and `month = {{{number}}}`", [*edits, added(entry, "month", str(number))], safe
    return hint, edits, safe
