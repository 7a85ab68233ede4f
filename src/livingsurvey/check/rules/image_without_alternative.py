"""A11Y001."""

import re
from collections.abc import Iterator, Mapping

from livingsurvey.check.pages.attribute_lists import attributes_behind
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span

_FILE = re.compile(r"\S*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|pdf|eps)", re.I)
_NAMES_NOTHING = re.compile(
    r"(?:(?:an?|the|this)\s+)?(?:alt(?:ernative)?(?: text)?|images?|img|pictures?|pics?|figures?|fig\.?|"
    r"photo(?:graph)?s?|diagrams?|charts?|graphs?|plots?|graphics?|illustrations?|screenshots?|placeholder|untitled)"
    r"(?:\s*\d[\d.]*)?",
    re.I,
)
_HIDDEN_ROLES = ("presentation", "none")


@rule("A11Y001", severity="warning", scope="chapter")
def image_without_alternative(survey: Survey) -> Iterator[Problem]:
    """An image has no alternative text, or one that tells nothing.

    Who listens to a page hears the alternative text in the image's place, and where an image does not load it is all
    that anybody sees. A file's name or the word "figure" says nothing of what is shown. An image that only decorates
    has an alternative that is empty on purpose: `alt=""` in HTML, `{alt=""}` behind an image in Markdown.

    Wrong:

        ![](figures/loss.svg)

    Right:

        ![The loss falls until round 40 and stays there.](figures/loss.svg)
    """
    for chapter in survey.chapters:
        document = chapter.document
        written = [(link.span, link.text_span) for link in document.links if link.image]
        written += [(use.span, use.text_span) for use in document.link_uses if use.image]
        for image, text in written:
            given = attributes_behind(chapter, image)
            alternative = given["alt"] if "alt" in given else plain_text(text.text)
            yield from _problems(image, alternative, given)
        for tag in document.tags:
            if tag.name == "img" and not tag.closing:
                given = {each.name: each.value for each in reversed(tag.attributes)}
                yield from _problems(chapter.source.span(tag.start, tag.end), given.get("alt", ""), given)


def _problems(image: Span, alternative: str, given: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with an image's alternative, which may be empty if the attributes given say so."""
    alternative = " ".join(alternative.split())
    decorates = given.get("role", "") in _HIDDEN_ROLES or given.get("aria-hidden") == "true" or given.get("alt") == ""
    if decorates or given.get("aria-label", "").strip():
        return
    if not alternative:
        hint = 'say in its brackets what it shows; one that only decorates says so: `{alt=""}`'
        if image.text.startswith("<"):
            hint = 'say in `alt` what it shows; one that only decorates has `alt=""`'
        yield Problem(image, "this image has no alternative text", hint)
    elif _FILE.fullmatch(alternative) or _NAMES_NOTHING.fullmatch(alternative):
        yield Problem(image, f"`{alternative}` does not tell what this image shows", "say what there is to be seen")
