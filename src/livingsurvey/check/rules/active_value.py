"""SEC009."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.addresses import running
from livingsurvey.syntax.bibtex import StringMacro
from livingsurvey.syntax.html import ACTIVE
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span
from livingsurvey.syntax.tags import Tag, tags

_MARK = re.compile(r"<[/A-Za-z?!&]|(?:script|data|blob|mocha)[\s\\]*[:&%]|&#|&\w+;|%[0-9A-Fa-f]{2}", re.I)
_SIGN = re.compile("[<:&%]")  # one of which every mark has
_HANDLER = re.compile(r"(?:[\w-]+:)?on[a-z]\w*")
_ADDRESS_FIELDS = frozenset({"url", "doi", "eprint", "link", "pdf"})
_SOUND = ("http://", "https://", "10.")
_WRITE = r"remove it, or write `\textless ...\textgreater` if the title speaks of it"
_LETTERS = re.compile(r"[a-z]+")
# Where an address begins in a text: behind a bracket of Markdown, a brace of `\url` or `\href`, a quote, a `<`.
_BEGINS = re.compile(
    r"(?:\]\s?\(|\\(?:url|href|path|nolinkurl)\s*\{|\b(?:href|src|url)\s*[=(]|[\"'<])\s*+(?P<address>[^\s\"'<{}])"
)
_FIRST = re.compile(r"[^\s{}\"]")
_END = re.compile(r"[\s)>\"'{}]")
_ROOM = 600


@rule("SEC009", scope="store")
def active_value(survey: Survey) -> Iterator[Problem]:
    r"""A value of an entry holds a script, an element of HTML that runs or loads something, or an address that does.

    Our own pages show it as plain text. But entries travel: into other programs, other sites and other people's
    bibliographies, which may not look so closely. An element that a title speaks of is written
    `\textless script\textgreater`.

    Wrong:

        @misc{ash2020first, title = {First}, url = {javascript:alert(1)}}

    Right:

        @misc{ash2020first, title = {First}, url = {https://example.org/first}}
    """
    for file in survey.bibliography.files:
        for block in file.blocks:
            if isinstance(block, StringMacro) and _is_marked(block.value):
                yield from _in_text(block.value_span)
        for entry in file.entries:
            if _is_marked(entry.key):
                yield from _in_text(entry.key_span)
            for field in entry.fields:
                is_address = field.name in _ADDRESS_FIELDS and not field.value.startswith(_SOUND)
                if is_address or _is_marked(field.value):
                    yield from _in_text(field.value_span, is_address)


def _is_marked(value: str) -> bool:
    return _SIGN.search(value) is not None and _MARK.search(value) is not None


def _in_text(span: Span, is_address: bool = False) -> Iterator[Problem]:
    """The first thing that is wrong with a text, if any is."""
    text, source = span.source.text, span.source
    for tag in tags(text, span.start, span.end, nested=False):
        name = _LETTERS.match(tag.name)
        if name and name[0] in ACTIVE:
            place = source.span(tag.start, tag.end)
            yield Problem(place, f"`<{name[0]}>` in a value can run or load something", _WRITE)
            return
        if handler := _handler(tag):
            yield Problem(source.span(*handler), "an attribute in a value would run a script", "remove the HTML")
            return
    for start in _starts(span, is_address):
        if found := running(text[start : min(start + _ROOM, span.end)]):
            end = _END.search(text, start, span.end)
            place = source.span(start, end.start() if end else span.end)
            yield Problem(place, f"a `{found}:` address can run a script", "write the address of a page, or remove it")
            return


def _starts(span: Span, is_address: bool) -> Iterator[int]:
    """Where an address may begin in a text."""
    if is_address and (first := _FIRST.search(span.source.text, span.start, span.end)):
        yield first.start()
    for found in _BEGINS.finditer(span.source.text, span.start, span.end):
        yield found.start("address")


def _handler(tag: Tag) -> tuple[int, int] | None:
    return next(((each.start, each.end) for each in tag.attributes if _HANDLER.match(each.name)), None)
