"""BIB026."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.prose import is_shouted
from livingsurvey.check.store.texts import field_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_MARK = re.compile(r"[^\W\d_a-z]{3}")
_CAPITALS = 12
_WORDS = 3


@rule("BIB026", severity="warning", scope="store")
def shouted_title(survey: Survey) -> Iterator[Problem]:
    """A title stands in capitals throughout.

    Nobody can tell any more which of its words are names, so no style can put it right. Write the title as one would
    say it; the capitals on a journal's page are its layout and no part of the work's name.

    Wrong:

        @misc{einstein1905elektrodynamik, title = {ON THE ELECTRODYNAMICS OF MOVING BODIES}}

    Right:

        @misc{einstein1905elektrodynamik, title = {On the Electrodynamics of Moving Bodies}}
    """
    for title in field_texts(survey, _MARK, ("title",)):
        text = title.text
        if len(text.split()) >= _WORDS and sum(map(str.isupper, text)) >= _CAPITALS and is_shouted(text):
            yield Problem(title.place, "this title stands in capitals throughout", "write it as one would say it")
