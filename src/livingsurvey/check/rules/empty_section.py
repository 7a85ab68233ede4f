"""DOC008."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.syntax.problem import Problem

# What no reader reads: comments, but for those at which a plugin of Material puts something, and rules.
_COMMENT = re.compile(r"<!--(?!\s*material/)(?:(?!<!--|-->).)*+-->", re.S)
_RULE = re.compile(r"^[ >]*(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})[ \t]*\r?$", re.M)


@rule("DOC008", severity="warning", scope="chapter")
def empty_section(survey: Survey) -> Iterator[Problem]:
    """A heading has no text below it, or a page has none at all.

    The list of contents promises a section, and the reader who follows finds nothing. A heading may be followed at once
    by one of a lower level, whose section then is the text.

    Wrong:

        ## Open questions

        ## Further reading

    Right:

        ## Open questions

        Which of these attacks survive compression is not known.
    """
    for chapter in survey.chapters:
        if chapter.path != BIBLIOGRAPHY_PAGE and not chapter.fact("template"):
            yield from _empty(chapter)


def _empty(chapter: Chapter) -> Iterator[Problem]:
    start = chapter.document.body_start
    if not chapter.headings and _is_empty(chapter, start, None):
        yield Problem(chapter.source.span(start), "this page is empty", "write it, or remove the file")
    for heading, following in zip_longest(chapter.headings, chapter.headings[1:]):
        if following and following.level > heading.level:
            continue
        if _is_empty(chapter, heading.span.end, following.span.start if following else None):
            yield Problem(
                heading.span, "nothing stands below this heading", "write the section, or take the heading out"
            )


def _is_empty(chapter: Chapter, start: int, end: int | None) -> bool:
    """Whether a reader finds nothing between two offsets."""
    text = chapter.source.text[start:end]
    return not _RULE.sub("", _COMMENT.sub("", text)).strip("> \t\r\n")
