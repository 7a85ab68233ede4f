"""SEC002."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.markup import attributes
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_HANDLER = re.compile(r"(?:[\w-]+:)?on[a-z]\w*")
# In braces there may be prose, or mathematics: `{one = 1}`. The shortest names of events are `cut` and `end`.
_SURE = re.compile(r"on[a-z]{3,}")


@rule("SEC002", scope="chapter")
def event_handler(survey: Survey) -> Iterator[Problem]:
    """An element is told to run a script when something happens to it, as with `onclick=`.

    It may stand in raw HTML or in an attribute list behind a link, an image or a heading. No page lets it through: what
    readers click on does nothing.

    Wrong:

        [Compare](table.md){onclick="alert('open')"}

    Right:

        [Compare](table.md){.md-button}
    """
    for chapter in survey.chapters:
        for given in attributes(chapter):
            if (_SURE if given.in_list else _HANDLER).match(given.name):
                shown = given.name if given.name.isidentifier() else "on..."
                yield Problem(
                    given.span,
                    f"`{shown}` would run a script, and is taken out",
                    "remove it; what it should do can be a link",
                )
