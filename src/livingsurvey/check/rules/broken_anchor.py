"""REF002."""

import difflib
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import GENERATED_ANCHORS, target
from livingsurvey.syntax.problem import Problem


@rule("REF002")
def broken_anchor(survey: Survey) -> Iterator[Problem]:
    """A link names a place that its page does not have.

    The browser would open the page at its top, and the reader search in vain. A heading's anchor is its text in lower
    case with hyphens; `{#name}` behind a heading gives it one that survives rewording.

    Wrong:

        ## Secure aggregation
        See [above](#secure-agregation).

    Right:

        ## Secure aggregation
        See [above](#secure-aggregation).
    """
    if survey.settings.own_anchors:
        return  # the settings make anchors in a way of their own, which only the engine knows
    for chapter in survey.chapters:
        for link in chapter.document.links:
            path = target(chapter, link)
            page = survey.chapter_by_path.get(path or "")
            if not link.fragment or page is None:
                continue
            anchors = page.document.anchors
            if link.fragment in anchors or link.fragment.startswith(GENERATED_ANCHORS):
                continue
            near = difflib.get_close_matches(link.fragment, sorted(anchors), 1)
            hint = f"did you mean `#{near[0]}`?" if near else f"{page.path} has no such heading or id"
            yield Problem(link.target_span, f"there is no place `#{link.fragment}` in {page.path}", hint)
