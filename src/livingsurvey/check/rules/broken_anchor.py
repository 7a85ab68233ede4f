"""REF002."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.pages.linked import links
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import is_generated_anchor, page_at, site_target, target
from livingsurvey.syntax.markdown.links import Link
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("REF002", fix="unsafe")
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
    guesses = Guesses()
    for chapter in survey.chapters:
        for link, _ in links(chapter):
            page = _page(survey, chapter, link) if link.fragment else None
            if page is None or link.fragment in page.document.anchors:
                continue
            if is_generated_anchor(survey, page, link.fragment):
                continue
            message = f"there is no place `#{link.fragment}` in {page.path}"
            if near := guesses.near(link.fragment, sorted(page.document.anchors), among=page.path):
                end = link.target_span.end
                behind = link.target_span.source.span(end - len(link.target.partition("#")[2]), end)
                yield Problem(link.target_span, message, f"did you mean `#{near}`?", fix=Fix((Edit(behind, near),)))
            else:
                yield Problem(link.target_span, message, f"{page.path} has no such heading or id")


def _page(survey: Survey, chapter: Chapter, link: Link) -> Chapter | None:
    """The page that a link leads to."""
    if link.html and link.path:
        address = site_target(survey, chapter, link)
        return survey.chapter_by_path.get(page_at(survey, address) or "") if address else None
    return survey.chapter_by_path.get(target(chapter, link) or "")
