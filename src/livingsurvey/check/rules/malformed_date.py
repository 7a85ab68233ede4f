"""BIB018."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.publication_states import publication_state
from livingsurvey.check.store.written_dates import readable
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import literal, with_value, without
from livingsurvey.syntax.dates import parse
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Fix, Problem

_FIELDS = frozenset({"date", "urldate", "eventdate", "origdate"})
_LAST = 2100  # as for years: there is no clock here


@rule("BIB018", scope="store", fix="safe")
def malformed_date(survey: Survey) -> Iterator[Problem]:
    """A date is not written as biblatex reads it.

    `date`, `urldate`, `eventdate` and `origdate` are written as `2019`, `2019-05` or `2019-05-01`, ranges as
    `2019-05-01/2019-05-04`, unsure dates as `1920~` (circa) or `1920?`. Of anything else biblatex makes no date at all,
    and the work has no year. The fix is safe where the date can be no other: `05/01/2019` is read in two ways.

    Wrong:

        @online{ash2020first, title = {First}, url = {https://example.org}, urldate = {May 1, 2020}}

    Right:

        @online{ash2020first, title = {First}, url = {https://example.org}, urldate = {2020-05-01}}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name in _FIELDS and (text := address(field.value).strip()):
                yield from _problem(field, text)


def _problem(field: Field, text: str) -> Iterator[Problem]:
    place = literal(field) or field.value_span
    better, certain = readable(text)
    if date := parse(better):
        last = max(date.year, date.end.year if date.end else date.year)
        if last > _LAST:
            yield Problem(place, f"nothing is of the year {last}", "look it up")
            return
    if parse(text):
        return
    state = publication_state(text)
    if state is not None:
        known = f"; biblatex: `pubstate = {{{state}}}`" if state and field.name == "date" else ""
        fix = Fix((without(field),))
        yield Problem(place, f"`{text}` is no date", f"remove the field until there is one{known}", fix=fix)
        return
    hint = f"write `{better}`" if better else "write it as `2019-05-01`, `2019-05` or `2019`"
    fix_or_none = Fix((with_value(field, better),), safe=certain) if better and literal(field) else None
    yield Problem(place, f"`{text}` is no date that biblatex reads", hint, fix=fix_or_none)
