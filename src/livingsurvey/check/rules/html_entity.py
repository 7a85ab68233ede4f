"""BIB027."""

import re
from collections.abc import Iterator
from itertools import accumulate

from livingsurvey.check.rule import rule
from livingsurvey.check.store.prose import escaped, html_character, prose
from livingsurvey.check.store.texts import Text, texts
from livingsurvey.model.entry_types import ADDRESS_FIELDS, PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

_MARK = re.compile(r"&\\?[A-Za-z#]|</?[A-Za-z]|\\textless")
# `\&amp;`, `{\&}amp;` and `\&\#38;` are what programs make of entities on their way into BibTeX, and
# `{\textless}i{\textgreater}` of tags; `&amp;lt;` was escaped twice.
_ENTITY = re.compile(
    r"(?:\{\\&\}|\\?&)(?P<name>(?:amp;)*(?:\\?#\d{1,7}|\\?#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});)"
)
_TAG = re.compile(
    r"(?:<|\\?&lt;|\{\\textless\}|\\textless\{\}|\$<\$)"
    r"(?P<end>/?)(?P<name>i|em|b|strong|sub|inf|sup|sc|scp|tt|u|p|br|span)(?:\s[^<>{}&]*)?/?"
    r"(?:>|\\?&gt;|\{\\textgreater\}|\\textgreater\{\}|\$>\$)"
    r"|</?(?:mml|jats):[A-Za-z]+[^<>]*>",
    re.I,
)
_MACROS = {
    **dict.fromkeys(("i", "em"), r"\emph{"),
    **dict.fromkeys(("b", "strong"), r"\textbf{"),
    **dict.fromkeys(("sub", "inf"), r"\textsubscript{"),
    "sup": r"\textsuperscript{",
    **dict.fromkeys(("sc", "scp"), r"\textsc{"),
    "tt": r"\texttt{",
}
_SHOWN_FIELDS = PRINTED | ADDRESS_FIELDS


@rule("BIB027", severity="warning", scope="store", fix="safe")
def html_entity(survey: Survey) -> Iterator[Problem]:
    r"""A value holds HTML: an entity such as `&amp;`, or a tag such as `<i>`.

    It came with a record from the web, and LaTeX prints it as it stands or stops at it. Write the character itself,
    with a backslash where LaTeX wants one, and `\emph{...}` or `\textsubscript{...}` for the tag.

    Wrong:

        @article{ash2020first, journal = {Science &amp; Society}, title = {CO<sub>2</sub>}}

    Right:

        @article{ash2020first, journal = {Science \& Society}, title = {CO\textsubscript{2}}}
    """
    for text in texts(survey, _MARK, _SHOWN_FIELDS):
        tags = [] if text.name in ADDRESS_FIELDS else list(_TAG.finditer(text.text))
        yield from _tags(text, tags)
        covered = {at for tag in tags for at in range(*tag.span())}
        yield from _entities(text, covered)


def _entities(text: Text, covered: set[int]) -> Iterator[Problem]:
    """The entities of a text that are no part of a tag, as one problem."""
    in_prose = prose(text.text)
    found, edits = [], []
    for match in _ENTITY.finditer(text.text):
        char = html_character(match["name"].replace("\\", ""))
        if char is None or match.start() in covered:
            continue
        if text.name in ADDRESS_FIELDS:
            written = char.strip()
        else:
            written = escaped(char) if in_prose[match.start()] != " " or char == "&" else char
        if written == '"' and text.field.value_span.text.startswith('"'):
            written = '{"}'
        found.append(match)
        edits.append(Edit(text.span(*match.span()), written))
    if edits:
        hint = f"write `{edits[0].text}`" if edits[0].text.strip() else "write the character itself, or nothing"
        message = f"`{found[0][0]}` is HTML, not LaTeX"
        others = tuple(edit.span for edit in edits[1:])
        yield Problem(edits[0].span, message, hint, related=others, fix=Fix(tuple(edits), safe=True))


def _tags(text: Text, tags: list[re.Match[str]]) -> Iterator[Problem]:
    """Each pair of tags as a problem, with a fix if LaTeX has a macro for it; and each tag without its partner."""
    opened: list[re.Match[str]] = []
    for tag in tags:
        name = (tag["name"] or "").lower()
        if not tag["end"] and name in _MACROS:
            opened.append(tag)
            continue
        opening = opened.pop() if opened and (opened[-1]["name"] or "").lower() == name else None
        if opening is None:
            yield Problem(text.span(*tag.span()), f"`{tag[0]}` is HTML, not LaTeX", "remove it")
            continue
        places = (text.span(*opening.span()), text.span(*tag.span()))
        content = text.text[opening.end() : tag.start()]
        macro = _MACROS[name]
        fix = Fix((Edit(places[0], macro), Edit(places[1], "}")), safe=_stands_alone(text.text, opening, content))
        yield Problem(
            places[0], f"`{opening[0]}` is HTML, not LaTeX", f"write `{macro}...}}`", related=places[1:], fix=fix
        )
    for tag in opened:
        yield Problem(text.span(*tag.span()), f"`{tag[0]}` is HTML, not LaTeX", "remove it")


def _stands_alone(text: str, opening: re.Match[str], content: str) -> bool:
    """Whether braces can go around what a pair of tags holds: it is no part of math, and its own braces are paired."""
    depths = (0, *accumulate((char == "{") - (char == "}") for char in content))
    return depths[-1] == min(depths) == 0 and prose(text)[opening.start()] != " "
