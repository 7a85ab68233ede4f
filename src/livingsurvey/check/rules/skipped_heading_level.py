"""DOC006."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_HTML = re.compile(r"h[1-6]")


@dataclass(frozen=True)
class _Heading:
    """A heading in Markdown or HTML; `marks` are its number signs, if it has any."""

    span: Span
    level: int
    marks: Span | None = None


@rule("DOC006", severity="warning", scope="chapter", fix="unsafe")
def skipped_heading_level(survey: Survey) -> Iterator[Problem]:
    """A heading leaves out a level below the one before it, or is a second title.

    Readers who go from heading to heading, by ear or in a list of contents, look for the section in between that does
    not exist. A page has one title of level 1, which the front matter gives or which is the first heading; its sections
    are of level 2, theirs of level 3, and so on.

    Wrong:

        ## Attacks

        #### Membership inference

    Right:

        ## Attacks

        ### Membership inference
    """
    for chapter in survey.chapters:
        headings = _headings(chapter)
        level = 1
        for number, heading in enumerate(headings):
            if heading.level == 1 and number:
                yield Problem(
                    heading.span,
                    f"this heading is of level 1, which only a page's title is{_title(headings[0])}",
                    "write it with `##`, and what stands below it with one sign more",
                    related=(headings[0].span,),
                )
            elif heading.level > level + 1:
                what = f"follows one of level {level}" if number else "is the first of its page"
                yield Problem(
                    heading.span,
                    f"this heading of level {heading.level} {what}",
                    f"make it one of level {level + 1}",
                    fix=_raised(headings, number, heading.level - level - 1),
                )
            level = heading.level


def _title(first: _Heading) -> str:
    return f": {first.span} has it" if first.level == 1 else ", and that comes first"


def _headings(chapter: Chapter) -> list[_Heading]:
    document = chapter.document
    tags = (tag for tag in document.tags if not tag.closing and _HTML.fullmatch(tag.name))
    found = [_Heading(chapter.source.span(tag.start, tag.end), int(tag.name[1])) for tag in tags]
    for heading in document.headings:
        start = heading.span.start
        marked = heading.span.text.startswith("#" * heading.level)
        marks = chapter.source.span(start, start + heading.level) if marked else None
        found.append(_Heading(heading.span, heading.level, marks))
    return sorted(found, key=lambda heading: heading.span.start)


def _raised(headings: list[_Heading], first: int, by: int) -> Fix | None:
    """The fix that takes a heading and what stands below it some levels up; none if one of them is written in HTML."""
    level = headings[first].level
    edits = []
    for number in range(first, len(headings)):
        heading = headings[number]
        if heading.level < level:
            break
        if heading.marks is None:
            return None
        edits.append(Edit(heading.marks, "#" * (heading.level - by)))
    return Fix(tuple(edits))
