"""DOC003."""

import difflib
import posixpath
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import GENERATED
from livingsurvey.syntax.problem import Problem

# Each guess compares a path with all others; a navigation with more unknown ones belongs to another survey.
_GUESSED = 100


@rule("DOC003")
def missing_chapter(survey: Survey) -> Iterator[Problem]:
    """The navigation names a page that does not exist.

    Wrong:

        nav:
          - Privacy: privcy/index.md

    Right:

        nav:
          - Privacy: privacy/index.md
    """
    guessed = 0
    for item, _ in survey.nav_pages:
        path = item.path or ""
        if "://" in path or path.startswith("/"):
            continue  # a link to elsewhere
        path = posixpath.normpath(path)
        if path not in survey.documents and path not in GENERATED:
            guessed += 1
            near = difflib.get_close_matches(path, sorted(survey.documents), 1) if guessed <= _GUESSED else []
            hint = (
                f"did you mean `{near[0]}`?"
                if near
                else f"write {survey.settings.docs_dir}/{path}, or take the line out"
            )
            yield Problem(item.span, f"there is no page `{path}`", hint)
