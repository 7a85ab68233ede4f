"""BIB001."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("BIB001", scope="store", fix="unsafe")
def unreadable_entry(survey: Survey) -> Iterator[Problem]:
    """A .bib entry cannot be read as it stands.

    A missing comma, an unclosed brace or a forgotten `=` makes other programs drop the entry, or worse, take a part of
    it for something else. The place named is where reading stopped; everything sound in the file is still used.

    Wrong:

        @article{rivest1978method,
          author = {Rivest, Ron
          year = {1978},
        }

    Right:

        @article{rivest1978method,
          author = {Rivest, Ron},
          year = {1978},
        }
    """
    yield from survey.bibliography.problems
