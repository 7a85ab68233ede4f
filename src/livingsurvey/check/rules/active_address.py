"""SEC003."""

import re
from collections.abc import Iterator
from itertools import chain

from livingsurvey.check.pages.markup import attributes
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.addresses import running, scheme
from livingsurvey.syntax.html import SCHEMES
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span

# What a page shows or keeps of these is text.
_WORDED = frozenset({"title", "alt", "class", "id", "name", "placeholder", "summary", "label", "content", "markdown"})
_ADDRESSED = frozenset(
    "action background cite codebase data dynsrc formaction href longdesc lowsrc manifest ping poster profile src "
    "srcset usemap xlink:href".split()
)
# Where a link's address begins, whether or not what follows makes it a link: another reader of the file may think so.
_BEGINS = re.compile(r"\]\s?\(\s*+<?[ \t\"']*(?P<address>[^\s\"'])")
_DEFINED = re.compile(r"^ {0,3}\[[^\[\]\r\n]+\]:[ ]*<?\(?[ \t\"']*(?P<address>[^\s\"'])", re.M)
_AUTOLINK = re.compile(r"<(?P<address>(?=[^\s<>\"'=/]*(?::|&#|&colon))[^<>]*+)>", re.I)
_URL = re.compile(r"url\([ \t\"']*(?P<address>[^\"')]*)", re.I)
_OUTSIDE = frozenset({"file"})  # SEC005 tells
_SLIP = re.compile(r"h*t+p*s*|h+p+t*p*s*")  # of `https`: another rule tells
_END = re.compile(r"[\s)>\"']")
_ROOM = 600


@rule("SEC003", scope="chapter")
def active_address(survey: Survey) -> Iterator[Problem]:
    """An address runs a script or holds a page of its own, or its scheme leads to no page of the web.

    `javascript:` and `data:` addresses make a link into a program, and `intent:` and others start one. Pages let
    through `https:`, `http:`, `mailto:` and `doi:` alone; entities, capitals or blanks in a scheme hide nothing.

    Wrong:

        See [the proof](javascript:alert(1)).

    Right:

        See [the proof](https://example.org/proof).
    """
    for chapter in survey.chapters:
        told: set[int] = set()
        for span, address in _addresses(chapter):
            if span.start not in told and (problem := _problem(span, address)):
                told.add(span.start)
                yield problem


def _problem(span: Span, address: str) -> Problem | None:
    if found := running(address):
        does = "holds a page or a file of its own" if found in ("data", "blob") else "runs a script"
        hint = "put an image into a file of its own" if found in ("data", "blob") else "link to a page: `https://...`"
        return Problem(span, f"a `{found}:` address {does}, and is taken out", hint)
    other = scheme(address)
    if other is None or other in SCHEMES | _OUTSIDE or len(other) == 1 or _SLIP.fullmatch(other):
        return None
    hint = "write the address of a page, `https://...`; of a file whose name holds a colon, `./` before the name"
    return Problem(span, f"`{other}:` leads to no page of the web, and is taken out", hint)


def _addresses(chapter: Chapter) -> Iterator[tuple[Span, str]]:
    """Every address in a chapter with its place; of what only may be one, those that would run."""
    source, markup = chapter.source, chapter.document.markup
    for link in chapter.document.links:
        blanks = len(link.target) - len(link.target.lstrip())
        yield source.span(link.target_span.start + blanks, link.target_span.end), link.target
    for found in _AUTOLINK.finditer(markup):
        if running(found["address"]):
            yield source.span(*found.span("address")), found["address"]
    for given in attributes(chapter):
        if given.name in _ADDRESSED:
            yield given.value_span, given.value
        elif given.name == "style":
            for found in _URL.finditer(given.value):
                yield given.value_span, found["address"] if running(found["address"]) else ""
        elif given.name not in _WORDED and running(given.value):
            yield given.value_span, given.value
    for found in chain(_BEGINS.finditer(markup), _DEFINED.finditer(markup) if "]:" in markup else ()):
        start = found.start("address")
        words = markup[start : start + _ROOM]
        if running(words):
            end = _END.search(words, 1)
            yield source.span(start, start + (end.start() if end else len(words))), words
