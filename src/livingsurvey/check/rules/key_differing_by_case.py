"""BIB005."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB005", scope="store")
def key_differing_by_case(survey: Survey) -> Iterator[Problem]:
    """Two keys differ only in upper and lower case.

    BibTeX takes them for one and stops with "repeated entry"; on Windows and macOS their pages would be one file. Give
    one of the works a key of its own, or delete it if both are the same.

    Wrong:

        @book{knuth1968art, title = {Fundamental Algorithms}}
        @book{Knuth1968Art, title = {Seminumerical Algorithms}}

    Right:

        @book{knuth1968art, title = {Fundamental Algorithms}}
        @book{knuth1969art, title = {Seminumerical Algorithms}}
    """
    first: dict[str, Reference] = {}
    seen: set[str] = set()
    for reference in survey.bibliography.typed:
        key = reference.key
        known = first.setdefault(key.lower(), reference)
        if key not in seen and known.key != key:
            where = known.entry.key_span
            yield Problem(
                reference.entry.key_span,
                f"the key `{key}` differs only by case from `{known.key}` ({where})",
                "delete this entry if it is the same work, or choose another key",
                related=(where,),
            )
        seen.add(key)
