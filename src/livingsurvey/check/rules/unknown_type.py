"""BIB037."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.entry_types import TYPES, meant_type
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("BIB037", severity="warning", scope="store", fix="unsafe")
def unknown_type(survey: Survey) -> Iterator[Problem]:
    """An entry has a type that neither BibTeX nor biblatex nor a well-known style defines.

    Styles print such an entry as if it were a `@misc`, or not at all. Take the type that comes nearest; what kind of
    work it is in words can stand in `type` or `howpublished`.

    Wrong:

        @artcle{ash2020first, title = {First}}

    Right:

        @article{ash2020first, title = {First}}
    """
    for entry in survey.bibliography.entries:
        if entry.type not in TYPES:
            near = meant_type(entry.type)
            hint = f"did you mean `@{near}`?" if near else "take the type that comes nearest, or `@misc`"
            fix = Fix((Edit(entry.type_span, near),)) if near else None
            yield Problem(entry.type_span, f"no style knows the type `@{entry.type}`", hint, fix=fix)
