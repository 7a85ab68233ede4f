"""DOC009."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span


@rule("DOC009", severity="warning")
def duplicate_title(survey: Survey) -> Iterator[Problem]:
    """Two pages have the same title.

    In the search, among a browser's tabs and under "cited in", nobody can tell one from the other. Capitals and blanks
    make no difference. What the navigation calls a page is its name within a section, and may stand in others too.

    Wrong:

        privacy/index.md:   title: Overview
        security/index.md:  title: Overview

    Right:

        privacy/index.md:   title: Privacy preservation
        security/index.md:  title: Security
    """
    found: dict[str, tuple[Chapter, Span]] = {}
    for chapter in survey.chapters:
        if not (titled := _title(chapter)):
            continue
        title, span = titled
        first, place = found.setdefault(" ".join(title.casefold().split()), (chapter, span))
        if first is not chapter:
            yield Problem(
                span,
                f"{place} has the title `{title}` too",
                "say in the title what sets the two apart",
                related=(place,),
            )


def _title(chapter: Chapter) -> tuple[str, Span] | None:
    """The title that a page gives itself, and where."""
    given = chapter.front_matter.get("title") if chapter.front_matter else None
    if given and isinstance(given.value, str):
        return (given.value, given.span) if given.value.strip() else None
    first = next((heading for heading in chapter.headings if heading.level == 1), None)
    return (first.text, first.span) if first and first.text and not chapter.nav_title else None
