"""BIB044."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.order import misplaced
from livingsurvey.syntax.problem import Problem


@rule("BIB044", severity="warning", scope="store")
def unsorted_file(survey: Survey) -> Iterator[Problem]:
    """The entries of a .bib file are not in the order of their keys.

    In a file that is in order one sees at once whether a work is there, and two people who add to it seldom meet on
    one line. Sections that stand under a remark of their own (`% PART TWO`) are sorted each for itself; an entry to
    which others refer by `crossref` stands behind them. `survey fmt` sorts a file; remarks go with their entries.

    Wrong:

        @misc{stone2021, title = {Second}}
        @misc{beech2020, title = {First}}

    Right:

        @misc{beech2020, title = {First}}

        @misc{stone2021, title = {Second}}
    """
    for file in survey.bibliography.files:
        if file.source.path in survey.bibliography.managed:
            continue  # its order is that of the program that writes it
        for entry, other in misplaced(file):
            yield Problem(
                entry.key_span,
                f"`{entry.key}` stands where `{other.key}` of {other.key_span} belongs",
                "`survey fmt` sorts the file",
                related=(other.key_span,),
            )
            break  # one finding a file says it all
