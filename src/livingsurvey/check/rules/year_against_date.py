"""BIB056."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.written_dates import readable
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.dates import Date, parse
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Problem


@rule("BIB056", severity="warning", scope="store")
def year_against_date(survey: Survey) -> Iterator[Problem]:
    """The fields `year` and `date` of an entry disagree.

    BibTeX reads the one, biblatex the other: who prints the list decides when the work appeared. One of the two is
    enough, and the other is best removed.

    Wrong:

        @online{ash2020first, title = {First}, date = {2020-05-01}, year = {2019}}

    Right:

        @online{ash2020first, title = {First}, date = {2020-05-01}}
    """
    for entry in survey.bibliography.entries:
        year, date = entry.field("year"), entry.field("date")
        if year is None or date is None:
            continue
        written, dated = _read(year), _read(date)
        if written is None or dated is None or written.end or dated.open:
            continue
        last = dated.end or dated
        if not dated.year <= written.year < last.year + last.unspecified:
            yield Problem(
                year.value_span,
                f"`year` says {year.value}, and `date` {date.value}",
                "look it up, and keep the one that is right",
                related=(date.value_span,),
            )


def _read(field: Field) -> Date | None:
    """The date in a field, also in a form of which it is certain what it means."""
    date, certain = readable(address(field.value))
    return parse(date) if certain else None
