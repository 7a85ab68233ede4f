"""What goes into a page at placeholders: citations, cross-references, formulas, and signs that are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from livingsurvey.model.mentions import numbered
from livingsurvey.render.cross_references import CrossReferences, pieces
from livingsurvey.render.math import equation, formula, in_words
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.citations import CitationGroup, CrossReference
from livingsurvey.syntax.markdown.floats import alternatives, equations
from livingsurvey.syntax.source import Span

# Escapes that Python-Markdown does not know, but our citations and formulas need.
_ESCAPED = re.compile(r"(?<!\\)\\(?:@(?=[\w{])|\$)")


@dataclass(frozen=True)
class Placed:
    """What stands for a placeholder: HTML in prose, plain text in an attribute, in a contents list, and as written.

    `mentions` are the ids in the HTML that citations have, by key; `label` is that of an equation. A `block` stands
    where a paragraph would, and may have a `caption`.
    """

    markup: Markup
    text: str
    name: str
    source: str
    mentions: tuple[tuple[str, int], ...] = ()
    label: str = ""
    block: bool = False
    caption: Caption | None = None

    @property
    def leads(self) -> bool:
        """Whether the HTML is, or holds, a link."""
        return "<a " in self.markup


@dataclass(frozen=True)
class Caption:
    """What names a table or a figure: the block of pymdownx that makes the caption, its label, its text."""

    block: str
    label: str
    title: Placed


def placed_in(
    document: Document, pages: Pages, others: CrossReferences, given: Mapping[Span, Sequence[int]] | None = None
) -> list[tuple[Span, Placed]]:
    """What is replaced in a text, in order, each with its place; `others` shows its cross-references.

    Of a text that is only a part of its page, the citations' numbers are `given` by the places of their groups.
    """
    groups = pages.survey.citation_groups(document)
    numbers: dict[Span, list[int]] = {}
    for group, _, number in numbered(groups):
        numbers.setdefault(group.span, []).append(number)
    numbers.update((span, list(found)) for span, found in (given or {}).items())
    beside: dict[Span, list[CrossReference]] = {}
    for reference in document.cross_references:
        beside.setdefault(reference.whole, []).append(reference)
    found = [
        (group.span, _group(group, numbers[group.span], pages, others, beside.get(group.span, ()))) for group in groups
    ]
    for span, shown in pieces(document, document.cross_references, groups):
        found.append((span, _reference(shown, span.text, others)))
    found += _formulas(document, pages, others)
    for sign in _ESCAPED.finditer(document.prose):
        char = sign[0][1]
        found.append((document.source.span(*sign.span()), Placed(Markup(char), char, char, sign[0])))
    return sorted(found, key=lambda item: item[0].start)


def _group(
    group: CitationGroup,
    numbers: Sequence[int],
    pages: Pages,
    others: CrossReferences,
    beside: Sequence[CrossReference],
) -> Placed:
    known = pages.survey.references
    mentions = ((citation.key, number) for citation, number in zip(group.citations, numbers, strict=True))
    return Placed(
        pages.citations.group(group, numbers, others, beside),
        pages.citations.text(group, others, beside),
        "",
        group.span.text,
        tuple(mention for mention in mentions if mention[0] in known),
    )


def _reference(shown: CrossReference | str, source: str, others: CrossReferences) -> Placed:
    """A cross-reference, or what stands for a bracket or separator beside one."""
    if isinstance(shown, str):
        return Placed(Markup(shown), shown, "", source)
    return Placed(others.link(shown), others.text(shown), "", source)


def _formulas(document: Document, pages: Pages, others: CrossReferences) -> Iterator[tuple[Span, Placed]]:
    labelled, worded = equations(document), alternatives(document)
    for span, tex, display in document.formulas:
        words, whole = worded.get(span, ("", span))
        if others.for_book and not words:
            words = in_words(tex, display, pages.survey.settings.language)
        markup = formula(tex, span.text, display, words)
        if span not in labelled:
            yield whole, Placed(markup, span.text, tex, whole.text)
            continue
        label, whole = labelled[span]
        yield whole, Placed(equation(markup, label, others.number(label)), span.text, tex, whole.text, label=label)
