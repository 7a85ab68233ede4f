"""SEC001."""

import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.pages.markup import html_blocks
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.addresses import running
from livingsurvey.syntax.html import ACTIVE, BARED, ELEMENTS, EMPTIED, INPUTS
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span
from livingsurvey.syntax.tags import Tag

# What is one thing with the elements in it.
_WHOLE = frozenset("audio datalist fieldset form frameset picture select video".split())
_PAGE = "write `title:` and `description:` into the front matter, and what all pages need into mkdocs.yml"
_LINK = "write a link to it: `[what it shows](https://...)`"
_HINTS = {
    "script": "say in words what it should show, or draw it as a figure",
    "style": "leave the look of pages to the survey's stylesheet",
    **dict.fromkeys(("base", "body", "frame", "frameset", "head", "html", "link", "meta", "title"), _PAGE),
    **dict.fromkeys(("applet", "audio", "embed", "iframe", "object", "portal", "source", "track", "video"), _LINK),
    "form": "link to a page that asks readers for something",
    **dict.fromkeys(("fieldset", "select", "textarea", "input", "option"), "write out what readers should know"),
    "svg": "put the drawing into a file and show it: `![what it shows](figure.svg)`",
    "math": "write the formula in TeX: `$...$`",
    # of articles made with Distill
    "d-cite": "cite it: `[@key]`",
    "d-footnote": "write a footnote: `[^1]` here, and `[^1]: ...` in a paragraph of its own",
    "d-math": "write the formula in TeX: `$...$`",
    "picture": "write an image: `![what it shows](figure.png)`",
}
# A declaration or an instruction to some processor. `<!` alone, and comments, are neither.
_DECLARED = re.compile(r"<(?:\?[A-Za-z]|![A-Za-z]|!\[[A-Za-z]+\[)[^<>\r\n]*")
_SHOWN = re.compile(r"[\w:.-]*")


@rule("SEC001", scope="chapter")
def active_element(survey: Survey) -> Iterator[Problem]:
    """Raw HTML holds an element that no page lets through, such as a script, a frame or a form.

    Anyone may send a chapter, and whatever would run in a reader's browser, load something from elsewhere or pose as
    the page itself is taken out when pages are made; with it goes what you meant to show. Code about such elements
    stands in backticks or a code block, and shows as it is.

    Wrong:

        <iframe src="https://example.org/demo"></iframe>

    Right:

        See [the demonstration](https://example.org/demo), which holds its model in an `<iframe>`.
    """
    for chapter in survey.chapters:
        source, markup = chapter.source, chapter.document.markup
        for tag in _outermost(chapter.document.tags):
            if not _is_kept(tag) and not running(tag.name):  # which is an address, of which SEC003 tells
                yield _problem(tag.name, source.span(tag.start, tag.end))
        for name, span in html_blocks(chapter):
            if name not in ELEMENTS | BARED:
                yield _problem(name, span)
        for found in _DECLARED.finditer(markup) if "<!" in markup or "<?" in markup else ():
            hint = "remove it, or put it into backticks if it shall be read"
            yield Problem(source.span(*found.span()), "a declaration has no place in a page, and is taken out", hint)


def _problem(name: str, span: Span) -> Problem:
    if name not in ELEMENTS | ACTIVE:
        shown = _SHOWN.match(span.text.lstrip("</"))
        what = f"`<{shown[0] if shown else ''}...>` is no element that a page can hold: it is taken out"
        return Problem(span, what, _HINTS.get(name, "put it into backticks, or write `&lt;` for `<`"))
    message = f"`<{name}>` is taken out of a page"
    if name in EMPTIED:
        message += ", with all that it holds"
    return Problem(
        span, message, _HINTS.get(name, "write it in Markdown, or put it into backticks if it shall be read")
    )


def _is_kept(tag: Tag) -> bool:
    if tag.name == "input":
        return (tag.value("type") or "").lower() in INPUTS
    return tag.name in ELEMENTS or tag.name in BARED


def _outermost(tags: Iterable[Tag]) -> Iterator[Tag]:
    """The tags that open something and stand in no element that is taken out whole; a closing tag if nothing that came
    before opens it.
    """
    tags = tuple(tags)
    last = {tag.name: number for number, tag in enumerate(tags) if tag.closing}
    opened: set[str] = set()
    inside: str | None = None
    for number, tag in enumerate(tags):
        if inside is not None:
            inside = None if tag.closing and tag.name == inside else inside
        elif not tag.closing:
            opened.add(tag.name)
            inside = tag.name if tag.name in EMPTIED | _WHOLE and last.get(tag.name, -1) > number else None
            yield tag
        elif tag.name not in opened and tag.name in ACTIVE:
            yield tag
