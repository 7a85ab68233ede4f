"""CIT004."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.group_items import items
from livingsurvey.check.pages.locators import unnumbered
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.problem import Problem

# Brackets behind `@key`, which the scanner takes for a locator only if they hold a digit.
_BEHIND = re.compile(r"[ \t]?\[(?!\^)[^\[\]@\n]{1,80}\](?![(\[:])")


@rule("CIT004", severity="warning", scope="text")
def locator_without_number(survey: Survey) -> Iterator[Problem]:
    """A citation points to pages, a chapter or a figure, but to no number.

    The number was to be filled in later, and the page shows the gap. Roman numerals are numbers, and so are letters of
    appendices; `xx` is taken for a gap.

    Wrong:

        Averaging works well [@ash2020first, pp. ??].

    Right:

        Averaging works well [@ash2020first, pp. 3-4].
    """
    for chapter in survey.chapters:
        document = chapter.document
        for start, end in (place for group in document.citation_groups for place in _suffixes(document, group)):
            for first, behind in unnumbered(document.prose[start:end]):
                span = chapter.source.span(start + first, start + behind)
                written = " ".join(span.text.replace(">", " ").split())
                yield Problem(span, f"`{written}` has no number", "write the number, as in `p. 3`, or leave it out")


def _suffixes(document: Document, group: CitationGroup) -> Iterator[tuple[int, int]]:
    """Offsets of what stands behind each key of a group."""
    if not group.narrative:
        yield from ((item.citation.span.end, item.end) for item in items(group, document.prose))
    elif group.citations[0].suffix:
        yield group.citations[0].span.end, group.span.end
    elif found := _BEHIND.match(document.prose, group.span.end, document.inline_at(group.span.start).end):
        yield found.span()
