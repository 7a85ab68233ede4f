"""What the site shows beside the contributed text: title blocks, reference lists, reference pages, the bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.downloads import EXPORTS, chapter_downloads, topic_downloads
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Mention, Survey
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.render.address import SHELL, Addresses
from livingsurvey.render.citations import Citations
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.math import formula
from livingsurvey.render.people import display
from livingsurvey.render.reference_parts import full_title, title_html
from livingsurvey.render.style import Style
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.source import Source, Span

# Stands for a reference page's title in the shell; letters only, so that no theme alters it.
SHELL_TITLE = "SurveyShellTitle"
SHELL_BODY = "SurveyShellBody"
_WORDS_PER_MINUTE = 220
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


@dataclass(frozen=True)
class Pages:
    """The generated pages of a survey."""

    survey: Survey

    @cached_property
    def style(self) -> Style:
        return Style(self.survey)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.survey)

    @cached_property
    def chapter_downloads(self) -> Mapping[str, str]:
        return chapter_downloads(self.survey)

    @cached_property
    def citations(self) -> Citations:
        return Citations(self.style, self.addresses)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=PackageLoader("livingsurvey.render"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def _render(self, template: str, **facts: object) -> Markup:
        return Markup(self._templates.get_template(template).render(**facts).strip())

    def sources(self) -> tuple[Source, ...]:
        """The Markdown pages to add to the documents, by their paths below the documents' folder."""
        shell = Source(
            SHELL,
            f"---\ntitle: {SHELL_TITLE}\nhide: [navigation, toc]\nsearch: {{exclude: true}}\n---\n\n"
            f"# {SHELL_TITLE}\n\n{SHELL_BODY}\n",
        )
        listing = Source(BIBLIOGRAPHY_PAGE, "---\ntitle: Bibliography\nhide: [toc]\n---\n\n# Bibliography\n")
        return (shell,) if BIBLIOGRAPHY_PAGE in self.survey.documents else (shell, listing)

    def title_block(self, chapter: Chapter, list_anchor: str = "references") -> Markup:
        """Title, description and the quiet line of facts at the head of a page that has no heading of its own."""
        return self._render(
            "title.html",
            title=chapter.title,
            description=chapter.description,
            searched=chapter.searched,
            status=chapter.status,
            minutes=max(1, round(chapter.words / _WORDS_PER_MINUTE)) if chapter.kind == "chapter" else 0,
            works=len(self.survey.cited_in(chapter)),
            anchor=list_anchor,
        )

    def reference_list(self, path: str, mentions: Mapping[str, Sequence[int]], anchor: str = "references") -> Markup:
        """The works that a page cites, each with links back to its mentions, which are given by number."""
        if not mentions:
            return Markup("")
        entries = [
            self._entry(path, key)
            | {"mentions": [self.addresses.mention(key, number) for number in sorted(mentions[key])]}
            for key in self.style.order(mentions)
        ]
        download = self.chapter_downloads.get(path, "")
        return self._render(
            "reference_list.html",
            entries=entries,
            numeric=self.style.numeric,
            anchor=anchor,
            bibtex=self.addresses.between(path, download) if download else "",
            file_name=_file_name(path),
        )

    def _entry(self, path: str, key: str) -> dict[str, object]:
        """What every list of references shows of a work: its text, with the title leading to the work's own page."""
        return {
            "id": self.addresses.entry(key),
            "label": self.style.labels[key],
            "text": self.style.text(key, self.addresses.between(path, self.addresses.reference(key))),
        }

    def bibliography(self, path: str) -> Markup:
        """Every work of the store, each a link to its page, with the number of places that cite it."""
        entries = [
            self._entry(path, key) | {"places": len(self.survey.cited_by.get(key, ()))}
            for key in self.style.order(self.survey.references)
        ]
        return self._render(
            "bibliography.html",
            entries=entries,
            numeric=self.style.numeric,
            downloads=[(EXPORTERS[form].label, self.addresses.between(path, file)) for form, file in EXPORTS.items()],
            topics=[
                (topic, self.addresses.between(path, file)) for topic, file in topic_downloads(self.survey).items()
            ],
        )

    def reference_pages(self) -> Iterable[Stamp]:
        """A page for each reference, to be stamped into the shell."""
        for key, reference in self.survey.references.items():
            title = full_title(reference) or key
            yield Stamp(
                self.addresses.reference(key),
                title,
                title_html(title),
                self._reference_page(key, reference),
                f"{self.style.text(key).striptags()} {key}",
            )

    def _reference_page(self, key: str, reference: Reference) -> Markup:
        here = f"references/{self.addresses.slugs[key]}/index.md"
        chapters: dict[str, list[Mention]] = {}
        for mention in self.survey.cited_by.get(key, ()):
            chapters.setdefault(mention.chapter.path, []).append(mention)
        cited_in = [
            {
                "title": mentions[0].chapter.title,
                "href": self.addresses.between(here, self.addresses.page(path)),
                "places": [
                    {
                        "anchor": self.addresses.mention(key, mention.number),
                        "section": getattr(mention.chapter.heading_of(mention.citation.span.start), "text", ""),
                        "sentence": self._sentence(mention),
                    }
                    for mention in mentions
                ],
            }
            for path, mentions in chapters.items()
        ]
        people = [display(name) for name in reference.authors.people]
        return self._render(
            "reference.html",
            reference=reference,
            people=[*people, "et al."] if reference.authors.others else people,
            text=self.style.text(key),
            bibtex=bibtex([reference]).strip(),
            cited_in=cited_in,
            back=self.addresses.between(here, self.addresses.page(BIBLIOGRAPHY_PAGE)),
        )

    def _sentence(self, mention: Mention) -> Markup:
        """The sentence around a mention as plain text, formulas set, the mention marked."""
        chapter, document = mention.chapter, mention.chapter.document
        place = chapter.sentence(mention.group.span.start, mention.group.span.end)
        pieces: list[tuple[Span, Markup]] = []
        for group in self.survey.citation_groups(document):
            if place.holds(group.span):
                text = self.citations.text(group)
                marked = Markup("<mark>{}</mark>").format(text) if group.span == mention.group.span else escape(text)
                pieces.append((group.span, marked))
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


def _file_name(path: str) -> str:
    """What a page's references are called in a reader's folder of downloads: `privacy-attacks.bib`."""
    stem = path.removesuffix(".md").removesuffix("index").strip("/")
    return (stem.replace("/", "-") or "references") + ".bib"


def _plain(markup: str) -> Markup:
    """Markdown as text, without emphasis and links; runs of white space folded."""
    text = plain_text(markup)
    inner = " ".join(text.split())
    return escape((" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else ""))
