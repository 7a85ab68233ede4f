"""BIB043."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.venues import same_venues
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import with_value
from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.problem import Fix, Problem

_FIELDS = ("journal", "journaltitle", "booktitle")


@rule("BIB043", severity="warning", scope="store", fix="unsafe")
def mixed_venue_names(survey: Survey) -> Iterator[Problem]:
    """A journal or conference goes by two names in the store, one full and one abbreviated or otherwise spelt.

    A list of references looks careless with both, and nobody can count or filter by venue. The name that most entries
    use is taken for the right one; an acronym that could mean two conferences is passed over.

    Wrong:

        @article{ash2020first, title = {First}, journal = {Journal of Machine Learning Research}}
        @article{beech2021second, title = {Second}, journal = {J. Mach. Learn. Res.}}

    Right:

        @article{ash2020first, title = {First}, journal = {Journal of Machine Learning Research}}
        @article{beech2021second, title = {Second}, journal = {Journal of Machine Learning Research}}
    """
    decoded: dict[str, str] = {}
    uses: dict[str, list[Field]] = {}
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name in _FIELDS and field.value:
                if field.value not in decoded:
                    decoded[field.value] = " ".join(plain(field.value).split())
                uses.setdefault(decoded[field.value], []).append(field)
    for names in same_venues(uses):
        best = max(names, key=lambda name: (len(uses[name]), *_fullness(name)))
        for name in names:
            if name != best:
                for field in uses[name]:
                    yield _problem(field, name, best, uses[best])


def _problem(field: Field, name: str, best: str, others: list[Field]) -> Problem:
    written, place = others[0].value, others[0].value_span
    where = f"one entry, at {place}" if len(others) == 1 else f"{len(others)} entries, first at {place}"
    fix = None if '"' in written else Fix((with_value(field, written),))
    message = f"`{name}` is named otherwise in {where}"
    return Problem(field.value_span, message, f"write `{best}`", related=(place,), fix=fix)


def _fullness(name: str) -> tuple[bool, bool, int, int, str]:
    """What makes one of two names that are used alike the better one: no comma at its end, which another rule takes
    out, words written out, capitals, length.
    """
    return not name.endswith((",", ";", ":")), "." not in name, sum(map(str.isupper, name)), len(name), name
