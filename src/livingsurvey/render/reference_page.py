"""A page for each work: the reference, its abstract, and every sentence that cites it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Mention
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.render.cross_references import pieces as cross_reference_pieces
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.math import formula
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import display
from livingsurvey.render.reference_parts import full_title, title_html
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.source import Span

# What in a sentence's source is no part of it: marks of quotations and headings at line starts, attribute lists.
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+|^#{1,6}[ \t]|\{:?[ \t]*[#.][^{}\n]*\}", re.M)


@dataclass(frozen=True)
class Stamp:
    """A reference's page in parts: `title` is plain, `heading` its HTML, `text` what the search looks through."""

    address: str
    title: str
    heading: Markup
    body: Markup
    text: str


def reference_pages(pages: Pages) -> Iterable[Stamp]:
    """A page for each reference, to be stamped into the shell."""
    for key, reference in pages.survey.references.items():
        title = full_title(reference) or key
        yield Stamp(
            pages.addresses.reference(key),
            title,
            title_html(title),
            _reference_page(pages, key, reference),
            f"{pages.style.text(key).striptags()} {key}",
        )


def _reference_page(pages: Pages, key: str, reference: Reference) -> Markup:
    here = f"references/{pages.addresses.slugs[key]}/index.md"
    chapters: dict[str, list[Mention]] = {}
    for mention in pages.survey.cited_by.get(key, ()):
        chapters.setdefault(mention.chapter.path, []).append(mention)
    cited_in = [
        {
            "title": mentions[0].chapter.title,
            "href": pages.addresses.between(here, pages.addresses.page(path)),
            "places": [
                {
                    "anchor": pages.addresses.mention(key, mention.number),
                    "section": getattr(mention.chapter.heading_of(mention.citation.span.start), "text", ""),
                    "sentence": _sentence(pages, mention),
                }
                for mention in mentions
            ],
        }
        for path, mentions in chapters.items()
    ]
    people = [display(name) for name in reference.authors.people]
    return pages.render(
        "reference.html",
        reference=reference,
        people=[*people, "et al."] if reference.authors.others else people,
        text=pages.style.text(key),
        bibtex=bibtex([reference]).strip(),
        cited_in=cited_in,
        back=pages.addresses.between(here, pages.addresses.page(BIBLIOGRAPHY_PAGE)),
    )


def _sentence(pages: Pages, mention: Mention) -> Markup:
    """The sentence around a mention as plain text, formulas set, the mention marked."""
    chapter, document = mention.chapter, mention.chapter.document
    place = chapter.sentence(mention.group.span.start, mention.group.span.end)
    groups = [group for group in pages.survey.citation_groups(document) if place.holds(group.span)]
    references = [reference for reference in document.cross_references if place.holds(reference.whole)]
    others = pages.cross_references(chapter.path)
    pieces: list[tuple[Span, Markup]] = []
    for group in groups:
        text = pages.citations.text(group, others, references)
        marked = Markup("<mark>{}</mark>").format(text) if group.span == mention.group.span else escape(text)
        pieces.append((group.span, marked))
    for span, shown in cross_reference_pieces(document, references, groups):
        pieces.append((span, escape(shown if isinstance(shown, str) else others.text(shown))))
    pieces += [(span, formula(tex, span.text)) for span, tex, _ in document.formulas if place.holds(span)]
    marks = _MARKS.finditer(document.prose, place.start, place.end)
    pieces += [(chapter.source.span(*mark.span()), Markup()) for mark in marks]
    parts: list[Markup] = []
    at = place.start
    for span, shown in sorted(pieces, key=lambda piece: piece[0].start):
        if span.start >= at:  # a mark of a quotation may stand within a group
            parts += [_plain(chapter.source.text[at : span.start]), shown]
            at = span.end
    parts.append(_plain(chapter.source.text[at : place.end]))
    return Markup("").join(parts).strip()


def _plain(markup: str) -> Markup:
    """Markdown as text, without emphasis and links; runs of white space folded."""
    text = plain_text(markup)
    inner = " ".join(text.split())
    return escape((" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else ""))
