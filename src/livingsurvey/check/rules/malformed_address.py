"""REF007."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.linked import links
from livingsurvey.check.pages.web_addresses import Fault, fault
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

_AUTOLINK = re.compile(r"<(?<!\\<)(?P<address>[htps]{3,7}[:;]?//[^<>\r\n]*|https?:[^<>\r\n]*)>", re.I)
_OPENED = re.compile(r"\](?<!\\\])\((?P<address><?(?:https?|ftp|mailto):[^\s]*)", re.I)
_PARENTHESIS = re.compile(r"[()]")
_UNCLOSED = Fault("this link is not closed", "write `)` behind its address")


@rule("REF007", scope="chapter", fix="safe")
def malformed_address(survey: Survey) -> Iterator[Problem]:
    """The address of a link to another site is malformed.

    No browser finds it: a slip in `https://`, no scheme at all, a blank, a host without a name, a parenthesis that is
    not closed, `mailto:` without an address, or nothing between the parentheses. The fix mends a scheme that was
    mistyped or stands twice, and writes `mailto:` in front of an e-mail address and `https://doi.org/` for `doi:`;
    `https://` where no scheme was is an unsafe one.

    Wrong:

        The [source code](htps://example.org/code) and [the project](www.example.org).

    Right:

        The [source code](https://example.org/code) and [the project](https://www.example.org).
    """
    for chapter in survey.chapters:
        for span, found in _faults(chapter):
            fix = Fix((Edit(span, found.mended),), found.safe) if found.mended else None
            yield Problem(span, found.message, found.hint, fix=fix)


def _faults(chapter: Chapter) -> Iterator[tuple[Span, Fault]]:
    wording = chapter.document.wording
    for link, _ in links(chapter):
        if wrong := fault(link.target):
            yield link.target_span if link.target else link.span, wrong
    for autolink in _AUTOLINK.finditer(wording):
        if wrong := fault(autolink["address"]):
            yield chapter.source.span(*autolink.span("address")), wrong
    closed: dict[Span, frozenset[int]] = {}
    for opened in _OPENED.finditer(wording):
        run = chapter.document.inline_at(opened.start())
        if run not in closed:
            closed[run] = _closed(wording, run)
        if run.text and opened.start("address") - 1 not in closed[run]:
            yield chapter.source.span(*opened.span("address")), _UNCLOSED


def _closed(wording: str, run: Span) -> frozenset[int]:
    """Offsets of the parentheses that are closed in a run of inline text."""
    closed = set()
    opened: list[int] = []
    for mark in _PARENTHESIS.finditer(wording, run.start, run.end):
        if mark[0] == "(":
            opened.append(mark.start())
        elif opened:
            closed.add(opened.pop())
    return frozenset(closed)
