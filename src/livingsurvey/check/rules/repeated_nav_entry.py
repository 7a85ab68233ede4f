"""DOC015."""

import posixpath
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.config import NavItem
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("DOC015", severity="warning")
def repeated_nav_entry(survey: Survey) -> Iterator[Problem]:
    """The navigation names a page twice.

    A page has one place: the engine shows it in the section of one of the two lines, and whoever came by the other is
    led elsewhere, with other neighbours before and after.

    Wrong:

        nav:
          - Attacks: privacy/attacks.md
          - Threats: privacy/attacks.md

    Right:

        nav:
          - Attacks: privacy/attacks.md
    """
    first: dict[str, NavItem] = {}
    for item, _ in survey.nav_pages:
        path = posixpath.normpath(item.path or "")
        if path in survey.chapter_by_path and first.setdefault(path, item) is not item:
            hint = "keep the line where readers look for it"
            message = f"the navigation names `{path}` again: {first[path].span} has it"
            yield Problem(item.span, message, hint, related=(first[path].span,))
