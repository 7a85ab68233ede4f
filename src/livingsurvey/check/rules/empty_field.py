"""BIB035."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.edit import without
from livingsurvey.syntax.problem import Fix, Problem


@rule("BIB035", severity="warning", scope="store", fix="safe")
def empty_field(survey: Survey) -> Iterator[Problem]:
    """A field has no value.

    It says nothing, but hides that something is missing, and some styles print the comma or the brackets that belong to
    it. Fill it in or take it out. In a correction of an entry that another program writes, an empty field is an order:
    it takes that entry's field away.

    Wrong:

        @misc{ash2020first, title = {First}, note = {}}

    Right:

        @misc{ash2020first, title = {First}}
    """
    corrections = {id(correction) for _, correction in survey.bibliography.corrections}
    for entry in survey.bibliography.entries:
        if id(entry) in corrections:
            continue
        for field in entry.fields:
            if not field.value.strip("{} "):
                fix = Fix((without(field),), safe=True)
                yield Problem(field.span, f"the field `{field.name}` is empty", "fill it in, or remove it", fix=fix)
