"""BIB060."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.texts import texts
from livingsurvey.model.entry_types import TITLE_FIELDS, VENUE_FIELDS
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

# Words that English never doubles; "had had", "that that" and "in in" are sometimes right.
_TWICE = re.compile(r"(?<![\w\\-])(the|an|of|for|with|from|and|by|at|as|into|their|its)(\s+\1)(?![\w-])", re.I)


@rule("BIB060", severity="warning", scope="store", fix="unsafe")
def repeated_word(survey: Survey) -> Iterator[Problem]:
    """A small word stands twice in a row in a title.

    It is nearly always a slip of copying, and whoever searches for the title does not find it. Only words that English
    never doubles are looked at.

    Wrong:

        @misc{ash2020first, title = {A Survey of of Surveys}}

    Right:

        @misc{ash2020first, title = {A Survey of Surveys}}
    """
    for text in texts(survey, _TWICE, TITLE_FIELDS | VENUE_FIELDS):
        for match in _TWICE.finditer(text.text):
            fix = Fix((Edit(text.span(*match.span(2)), ""),))
            yield Problem(text.span(*match.span()), f"the word `{match[1]}` stands twice", "write it once", fix=fix)
