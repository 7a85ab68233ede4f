"""A11Y003."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.attribute_lists import attributes_behind
from livingsurvey.check.pages.elements import elements
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span

_VAGUE = re.compile(
    r"(?:(?:please )?(?:click|see|press|look|go|read)(?: on)? )?(?:over )?(?:here|there|this|that)|"
    r"(?:please )?click(?: me| on)?|read on|continue(?: reading)?|"
    r"(?:(?:click|see|follow) )?(?:on )?(?:(?:this|the|a) )?(?:link|url|page|site|website|web page)|"
    r"(?:(?:read|see|learn|find out|show|know) )?more(?: (?:here|details|info|information))?"
)
_CODE = re.compile(r"\s*`[^`]+`\s*")
_MARKS = " \t\r\n.,;:!?…»«›‹>→()[]\"'“”‘’"


@rule("A11Y003", severity="warning", scope="chapter")
def vague_link_text(survey: Survey) -> Iterator[Problem]:
    """The text of a link says nothing of where it leads: "here", "this link", "read more".

    Screen readers list the links of a page without the sentences around them, readers skim for them, and on paper a
    "here" is lost. Let the name of what is linked be the link.

    Wrong:

        The definition is [here](introduction/definition.md).

    Right:

        See [the definition of DeAI](introduction/definition.md).
    """
    for chapter in survey.chapters:
        for link, text in _links(chapter):
            words = " ".join(plain_text(text.text).split()).strip(_MARKS)
            if _CODE.fullmatch(text.text):
                continue  # the name of something: the class `URL`
            if _VAGUE.fullmatch(words.lower()):
                yield Problem(
                    text, f"`{words}` does not tell where this link leads", "let its text name what it leads to"
                )
            elif not words and not re.search(r"!\[|<", text.text):
                yield Problem(link, "this link has no text", "write what it leads to between the brackets")


def _links(chapter: Chapter) -> Iterator[tuple[Span, Span]]:
    """Each link and its text; none of those that have a label for screen readers, or lead nowhere."""
    document, source = chapter.document, chapter.source
    for link in document.links:
        leads = link.target and not link.image and not link.definition
        if leads and not attributes_behind(chapter, link.span).get("aria-label"):
            yield link.span, link.text_span
    for use in document.link_uses:
        if not use.image and not attributes_behind(chapter, use.span).get("aria-label"):
            yield use.span, use.text_span
    for element in elements(chapter, "a"):
        if element.tag.value("href") and not element.tag.value("aria-label"):
            yield source.span(element.tag.start, element.tag.end), source.span(element.tag.end, element.end)
