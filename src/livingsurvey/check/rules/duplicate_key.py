"""BIB002."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB002", scope="store")
def duplicate_key(survey: Survey) -> Iterator[Problem]:
    """Two entries have the same citation key, in one .bib file or in two.

    A citation can mean only one of them, and which one would depend on the order of the files. Delete the entry if it
    is the same work, or give the other work a key of its own. An entry whose key a managed file has is no duplicate: it
    corrects the entry there.

    Wrong:

        @book{knuth1968art, title = {Fundamental Algorithms}}
        @book{knuth1968art, title = {Seminumerical Algorithms}}

    Right:

        @book{knuth1968art, title = {Fundamental Algorithms}}
        @book{knuth1969art, title = {Seminumerical Algorithms}}
    """
    for first, entry in survey.bibliography.duplicates:
        yield Problem(
            entry.key_span,
            f"the key `{entry.key}` is taken: {first.key_span} has it",
            "delete this entry if it is the same work, or choose another key",
            related=(first.key_span,),
        )
