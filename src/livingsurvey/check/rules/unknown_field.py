"""BIB036."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.entry_types import known_field, meant_field
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import renamed
from livingsurvey.syntax.problem import Fix, Problem


@rule("BIB036", severity="warning", scope="store", fix="unsafe")
def unknown_field(survey: Survey) -> Iterator[Problem]:
    """The name of a field looks like a slip for a known one.

    BibTeX passes over a field that it does not know, so what stands in `auhtor` is lost without a word. Fields of your
    own are welcome: only a name that is one letter off a known one (or `vol`, `num`, `pp`) is reported.

    Wrong:

        @misc{ash2020first, auhtor = {Ash, Ann}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, Ann}, title = {First}}
    """
    meant: dict[str, str] = {}
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            name = field.name
            if name not in meant:
                meant[name] = "" if known_field(name) else meant_field(name)
            if near := meant[name]:
                fix = None if entry.field(near) else Fix((renamed(field, near),))
                yield Problem(field.name_span, f"no style knows the field `{name}`", f"did you mean `{near}`?", fix=fix)
