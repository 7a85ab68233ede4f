"""BIB055."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB055", severity="warning", scope="store")
def needless_correction(survey: Survey) -> Iterator[Problem]:
    """A correction of an entry in a managed file repeats what stands there.

    An entry with the key of one in a file that another program writes (`managed` in the settings) wins over that one,
    field by field. Once both say the same it has done its work, and would only hide what changes there later.

    Wrong: `@book{knuth1968art, year = {1968}}` beside a managed file in which that entry has the year 1968.

    Right:

        @book{knuth1968art, edition = {1}}
    """
    for entry, correction in survey.bibliography.corrections:
        said = {field.name: field.value for field in reversed(entry.fields)}
        repeats = all(field.value == said.get(field.name, "") for field in correction.fields)
        if repeats and correction.type == entry.type:
            message = f"this correction says nothing that {entry.key_span} does not"
            yield Problem(correction.key_span, message, "delete it", related=(entry.key_span,))
