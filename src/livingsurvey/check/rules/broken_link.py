"""REF001."""

import difflib
import posixpath
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import is_generated, target
from livingsurvey.syntax.problem import Problem


@rule("REF001")
def broken_link(survey: Survey) -> Iterator[Problem]:
    """A link or an image names a file that is not there.

    Links between pages name the Markdown file, relative to the page that they stand on, so that they work in an editor
    and on a code forge as well.

    Wrong:

        See [the definition](introduction/defintion.md).

    Right:

        See [the definition](introduction/definition.md).
    """
    for chapter in survey.chapters:
        for link in chapter.document.links:
            path = target(chapter, link)
            if path is None or path in survey.documents or is_generated(survey, path):
                continue
            kind = "image" if link.image else "page or file"
            near = difflib.get_close_matches(path, survey.documents, 1)
            start = posixpath.dirname(chapter.path) or "."
            hint = (
                f"did you mean `{posixpath.relpath(near[0], start)}`?" if near else "correct the path, or add the file"
            )
            yield Problem(link.target_span, f"there is no {kind} `{link.path}`", hint)
