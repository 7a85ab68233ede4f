"""A page for each work: the reference, its abstract, every sentence that cites it, and ways to take it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import quote

from markupsafe import Markup

from livingsurvey.model.identity import is_published
from livingsurvey.model.passages import cited_together, passages
from livingsurvey.model.reference import Reference
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.model.versions import Version, versions
from livingsurvey.render.address import SHELL
from livingsurvey.render.cited_in import citing
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.facets import facets
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import display
from livingsurvey.render.quotations import Quotation, quotations
from livingsurvey.render.reference_parts import full_title, link, title_html
from livingsurvey.render.term_links import grouped
from livingsurvey.render.work_links import work_links
from livingsurvey.syntax.source import Span

ROOM = 8_000
"""Bytes of HTML that a reader may well load for a work, besides the theme's."""

# Works cited together with one that its page names.
_TOGETHER = 5
_FORMATS = ("bibtex", "ris", "csl-json")


@dataclass(frozen=True)
class Stamp:
    """A reference's page in parts: `title` is plain, `heading` its HTML, `description` what a link to it shows
    elsewhere. `files` are the texts that it offers, by their names beside it.
    """

    address: str
    title: str
    heading: Markup
    description: str
    body: Markup
    files: Mapping[str, str]


def reference_pages(pages: Pages, room: int = ROOM) -> Iterable[Stamp]:
    """A page for each reference, to be stamped into the shell; bodies keep within `room`, in bytes, if they can."""
    works = _Works(pages, room)
    for key in pages.survey.references:
        yield works.page(key)


class _Works:
    """Makes the pages; what all of them need is found once."""

    def __init__(self, pages: Pages, room: int) -> None:
        self._pages = pages
        self._room = room
        self._survey = pages.survey
        # All these pages stand at the shell's depth: what leads somewhere from one leads there from each.
        self._href = cache(lambda address: pages.addresses.between(SHELL, address))
        self._listing = self._href(pages.addresses.page(BIBLIOGRAPHY_PAGE))

    @cached_property
    def _passages(self) -> tuple[Mapping[tuple[str, Span], Quotation], Mapping[str, Sequence[tuple[str, int]]]]:
        found = tuple(passages(self._survey))
        return quotations(self._pages, found), cited_together(found, self._survey.references, _TOGETHER)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Version, ...]]:
        return versions(self._survey.bibliography)

    @cached_property
    def _topics(self) -> Mapping[str, Sequence[str]]:
        """The topics by which the bibliography can be narrowed to works; none where all have the same."""
        return next((facet.of for facet in facets(self._survey) if facet.name == "topic"), {})

    @cached_property
    def _former_keys(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for former, key in self._survey.bibliography.aliases.items():
            found.setdefault(key, []).append(former)
        return found

    @cached_property
    def _exporters(self) -> Sequence[tuple[str, str, str, str]]:
        """The formats, and of each its name, its link's id, and what its files end in."""
        return [(form, EXPORTERS[form].label, f"sv-{form}", EXPORTERS[form].extension) for form in _FORMATS]

    def page(self, key: str) -> Stamp:
        """The page of a work."""
        reference, pages = self._survey.references[key], self._pages
        title = full_title(reference) or key
        text = pages.style.text(key)
        mentions = self._survey.cited_by.get(key, ())
        people = [display(name) for name in reference.authors.people]
        slug = pages.addresses.slugs[key]
        plain = text.striptags()
        room = self._room - 3 * len(title) - 2 * len(plain)  # which stand in the head, too
        body = pages.render(
            "reference.html",
            reference=reference,
            people=[*people, "et al."] if reference.authors.others else people,
            links=work_links(reference),
            coins=pages.coins[key],
            rows=[(name, value) for name, value in self._rows(reference) if value],
            places=len(mentions),
            citing=lambda taken: citing(pages, key, self._passages[0], self._href, room - taken),
            together=self._together(key),
            text=text,
            bibtex=pages.exported("bibtex", [key]).strip(),
            exports=[(label, name, slug + extension) for _, label, name, extension in self._exporters],
            back=self._listing,
        )
        files = {slug + extension: pages.exported(form, [key]) for form, _, _, extension in self._exporters}
        return Stamp(pages.addresses.reference(key), title, title_html(title), plain, body, files)

    def _rows(self, reference: Reference) -> Iterator[tuple[str, Markup | str]]:
        """What else there is to know: names and what they are."""
        if reference.doi:
            yield "DOI", link(reference.doi_address, reference.doi)
        if reference.arxiv:
            name = "Preprint" if is_published(reference) else "arXiv"
            yield name, link(f"https://arxiv.org/abs/{reference.arxiv}", f"arXiv:{reference.arxiv}")
        if reference.pmid:
            yield "PubMed", link(f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/", reference.pmid)
        yield "ISBN", reference.isbn
        yield "ISSN", reference.issn
        if reference.url:
            yield "Address", link(reference.url, reference.url)
        by_name: dict[str, list[Markup]] = {}
        for version in self._versions.get(reference.key, ()):
            by_name.setdefault(version.what.capitalize(), []).append(self._work(version.key))
        for name, works in by_name.items():
            yield name, Markup("<br>").join(works)
        tags = grouped(self._pages, SHELL, self._pages.tagging.of_works.get(reference.key, ()))
        yield from ((label, Markup(" ").join(links)) for label, links in tags.items())
        about = self._topics.get(reference.key, ())
        yield (
            "Topics",
            Markup(", ").join(link(f"{self._listing}?topic={quote(topic, safe='')}", topic) for topic in about),
        )
        yield "Key", _code(reference.key)
        former = self._former_keys.get(reference.key, ())
        yield (
            "Earlier keys" if len(former) > 1 else "Earlier key",
            Markup(", ").join(Markup("<code>{}</code>").format(key) for key in former),
        )

    def _work(self, key: str) -> Markup:
        """A link to another work's page."""
        title = title_html(full_title(self._survey.references[key]) or key)
        label = self._pages.style.labels[key]
        return link(self._href(self._pages.addresses.reference(key)), title) + f" ({label.who}, {label.year})"

    def _together(self, key: str) -> list[tuple[Markup, int]]:
        return [(self._work(other), times) for other, times in self._passages[1].get(key, ())]


def _code(key: str) -> Markup:
    return Markup("<code>{}</code>").format(key)
