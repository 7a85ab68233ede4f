"""BIB006."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import without
from livingsurvey.syntax.problem import Fix, Problem


@rule("BIB006", scope="store", fix="safe")
def duplicate_field(survey: Survey) -> Iterator[Problem]:
    """A field stands twice in an entry.

    BibTeX takes the first and ignores the other, other programs take the last: what is printed depends on who prints
    it. The fix removes the second where both say the same; where they differ, only you know which one is right.

    Wrong:

        @book{knuth1968art,
          title = {Fundamental Algorithms},
          year = {1968},
          year = {1997},
        }

    Right:

        @book{knuth1968art,
          title = {Fundamental Algorithms},
          year = {1968},
        }
    """
    for reference in survey.bibliography.typed:
        entry = reference.entry
        first: dict[str, Field] = {}
        for field in entry.fields:
            known = first.setdefault(field.name, field)
            if known is field:
                continue
            same = known.value == field.value
            said = "again, with the same value" if same else "again, with another value"
            hint = "remove one of them" if same else "keep the value that is right, and remove the other"
            yield Problem(
                field.name_span,
                f"`{field.name}` stands here {said}: {known.name_span} has it first",
                hint,
                related=(known.name_span,),
                fix=Fix((without(field),), safe=True) if same else None,
            )
