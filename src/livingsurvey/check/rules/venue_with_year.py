"""BIB033."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import Text, field_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_MARK = re.compile(r"\d")
# Only at the end, where somebody has put it: "Proceedings of the 2016 ACM Conference" is the name of a book.
_YEAR = re.compile(r"(?:(?<![\w/'’-])(?P<full>(?:19|20)\d\d)|(?<=[\w} ])['’](?P<short>\d\d))(?=[\s,;:.)}]*+\Z)")
_PLACE = re.compile(r"\b(?:pp?\.|pages)\s*\d[\d\s–-]*+|\bvol(?:\.|ume)\s*\d++(?=[\s,;:.)}]*+\Z)", re.I)
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_YEARLY = ("journal", "journaltitle", "booktitle")
_FIELDS = (*_YEARLY, "series")


@rule("BIB033", severity="warning", scope="store", fix="unsafe")
def venue_with_year(survey: Survey) -> Iterator[Problem]:
    """The name of a journal or of proceedings holds a year, a volume or pages.

    They have fields of their own. With a year behind its name, a conference is another one each year: its papers
    neither sort nor count together, and styles print the year twice. A year in the middle of a name is left alone,
    since proceedings are published under such titles, and so is a description with place and dates.

    Wrong:

        @inproceedings{ash2020first, title = {First}, booktitle = {NeurIPS 2020}, year = {2020}}

    Right:

        @inproceedings{ash2020first, title = {First}, booktitle = {NeurIPS}, year = {2020}}
    """
    for venue in field_texts(survey, _MARK, _FIELDS):
        year = _YEAR.search(venue.text) if venue.name in _YEARLY else None
        if year and not _MONTH.search(venue.text):
            reference = survey.references.get(venue.entry.key) if venue.entry else None
            yield _year(venue, year, reference.year if reference else "")
        elif found := _PLACE.search(venue.text):
            place = venue.span(*found.span())
            name = "pages" if found[0][0] in "pP" else "volume"
            message = f"the {name} stand{'s' * (name == 'volume')} in the name of the `{venue.name}`"
            yield Problem(place, message, f"write `{name} = {{...}}`")


def _year(venue: Text, year: re.Match[str], own: str) -> Problem:
    """The year as a problem, with a fix if it is the entry's own."""
    hint = "take it out: the entry has its year" if own else f"write `year = {{{year['full'] or 'YYYY'}}}`"
    fix = None
    if own and own in (year["full"], f"{own[:2]}{year['short']}"):
        fix = Fix((Edit(_with_gap(venue, *year.span()), ""),))
    return Problem(venue.span(*year.span()), f"the year stands in the name of the `{venue.name}`", hint, fix=fix)


def _with_gap(venue: Text, start: int, end: int) -> Span:
    """The place of a year with its brackets, and with the blank that would be left over."""
    text = venue.text
    if text[:start].endswith("(") and text[end:].startswith(")"):
        start, end = start - 1, end + 1
    before = text[:start].rstrip(", \t\r\n")
    if before and not before.endswith("("):
        return venue.span(len(before), end)
    return venue.span(start, len(text) - len(text[end:].lstrip(", \t\r\n")))
