"""SEC004."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax import svg
from livingsurvey.syntax.addresses import running, scheme
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

_ACTIVE = frozenset({"script", "handler", "listener", "iframe", "embed", "object", "audio", "video"})
_HANDLER = re.compile(r"on[a-z]")
_ADDRESSED = ("href", "src")
_ANIMATED = ("to", "from", "by", "values")
_STYLED = "style fill stroke filter clip-path mask cursor marker marker-start marker-mid marker-end font-family".split()
# A picture or a font within a drawing, of a kind that holds no program.
_WITHIN = re.compile(r"\s*(?:#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|(?:application/(?:x-)?)?font)\b)", re.I)
_LOADED = re.compile(r"(?:url\(|@import\b)[\s\"']*(?P<address>[^\"')]*)", re.I)
_RUN = re.compile(r"\bexpression\s*\(|-moz-binding|(?<![\w-])behavior\s*:", re.I)
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \t\r\n]?|\\(.)", re.S)
_NOT_LOADED = re.compile(r"/\*(?:[^*]|\*(?!/))*+\*/|@namespace\b[^;]*;", re.I)


@rule("SEC004")
def active_svg(survey: Survey) -> Iterator[Problem]:
    """A drawing holds a script, or loads something from elsewhere.

    An SVG file is a document of its own: opened in a browser it runs what is in it, under the address of the survey.
    A drawing needs none of that. What it shows (letters, pictures, patterns) is within it, or is drawn as paths.

    Wrong:

        <svg xmlns="http://www.w3.org/2000/svg"><script href="https://example.org/a.js"/></svg>

    Right:

        <svg xmlns="http://www.w3.org/2000/svg"><title>A line</title><path d="M0 0h9"/></svg>
    """
    for source in survey.sources:
        if source.path.lower().endswith(".svg"):
            yield from _in_drawing(source)


def _in_drawing(source: Source) -> Iterator[Problem]:
    holds_html = False
    for part in svg.parts(source):
        if isinstance(part, Problem):
            yield part
        elif isinstance(part, svg.Element):
            if part.name == "foreignObject" or part.namespace == svg.XHTML:
                if not holds_html:
                    hint = "write text as SVG's own `<text>`, or draw it as paths"
                    yield Problem(part.span, f"`<{part.name}>` brings HTML into a drawing", hint)
                holds_html = True
            if part.namespace in (svg.SVG, svg.XHTML, ""):
                yield from _in_element(part)
        elif part.target == "xml-stylesheet":
            yield Problem(part.span, "the drawing loads a stylesheet", "put its rules into a `<style>` of the drawing")


def _in_element(element: svg.Element) -> Iterator[Problem]:
    if element.name in _ACTIVE:
        yield Problem(element.span, f"`<{element.name}>` in a drawing can run a script", "remove it")
    for name, value in element.attributes.items():
        if _HANDLER.match(name):
            yield Problem(element.name_span(name), f"`{name}` would run a script", "remove it")
        elif name in _ADDRESSED:
            yield from _in_address(element, name, value)
        elif name in _ANIMATED and any(running(part) for part in value.split(";")):
            yield Problem(element.value_span(name), "this address would run a script", "remove it")
        elif name in _STYLED:
            yield from _in_style(value, element.value_span(name))
    if element.name == "style":
        yield from _in_style("".join(element.text), element.span)


def _in_address(element: svg.Element, name: str, value: str) -> Iterator[Problem]:
    if not value.strip() or _WITHIN.match(value):
        return
    found = scheme(value)
    if runs := running(value):
        yield Problem(element.value_span(name), f"a `{runs}:` address can run a script", "remove it")
    elif element.name != "a" or found not in (None, "http", "https", "mailto"):
        hint = "put what it shows into the drawing itself"
        yield Problem(element.value_span(name), "the drawing loads something from elsewhere", hint)


def _in_style(rules: str, span: Span) -> Iterator[Problem]:
    """What a stylesheet, or the value of an attribute, loads or runs."""
    plain = _CSS_ESCAPE.sub(_unescaped, _NOT_LOADED.sub(" ", rules))
    if _RUN.search(plain):
        yield Problem(span, "this style would run a script", "remove it")
    addresses = (found["address"].strip() for found in _LOADED.finditer(plain))
    if any(address and not _WITHIN.match(address) for address in addresses):
        hint = "remove it; letters in a font of one's own are drawn as paths"
        yield Problem(span, "this style loads something from elsewhere", hint)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(code) if code < 0x110000 else "")
