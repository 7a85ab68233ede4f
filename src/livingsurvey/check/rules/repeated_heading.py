"""DOC007."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import Heading
from livingsurvey.syntax.problem import Problem

_ATTRIBUTES = re.compile(r"\{:?([^{}\r\n]*)\}[ \t]*$", re.M)


@rule("DOC007", severity="warning", scope="chapter")
def repeated_heading(survey: Survey) -> Iterator[Problem]:
    """Two sections that stand side by side have the same heading.

    A list of contents cannot tell them apart, and the second's anchor is a number (`#cost_1`) that changes hands when
    somebody swaps the two: links then lead to the wrong one. Sections of different parents may share a heading, such as
    "Cost" under each method; so may those that have an id of their own (`{#cost-of-proving}`).

    Wrong:

        ## Cost

        ## Cost

    Right:

        ## Cost of proving

        ## Cost of verifying
    """
    for chapter in survey.chapters:
        # The headings of the sections that are open, each with those that stand directly below it, by text.
        opened: list[tuple[int, dict[str, Heading]]] = [(0, {})]
        for heading in chapter.headings:
            while opened[-1][0] >= heading.level:
                opened.pop()
            siblings = opened[-1][1]
            opened.append((heading.level, {}))
            text = " ".join(heading.text.casefold().split())
            first = siblings.setdefault(text, heading)
            if text and first is not heading and not _names_itself(first) and not _names_itself(heading):
                yield Problem(
                    heading.span,
                    f"the heading `{heading.text}` stands here again: {first.span} has it",
                    f"reword one, or give this one an id: {{#{first.anchor}-...}}",
                    related=(first.span,),
                )


def _names_itself(heading: Heading) -> bool:
    """Whether a heading has an id of its own, which no other changes."""
    attributes = _ATTRIBUTES.search(heading.span.text)
    return bool(attributes and ("#" in attributes[1] or "id=" in attributes[1]))
