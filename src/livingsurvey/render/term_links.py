"""Terms of the taxonomy as links: to their pages, and to the works that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from livingsurvey.model.tagging import by_facet
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE, term_page
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.pages import Pages

_LINK = Markup('<a class="sv-tag" style="--term:{}" href="{}">{}</a>')


def term_link(pages: Pages, path: str, term: Term) -> Markup:
    """A link from the page at `path`: the term's label, and its colour beside it."""
    return _LINK.format(term.color, pages.addresses.between(path, pages.addresses.page(term_page(term))), term.label)


def narrowed(pages: Pages, path: str, terms: Iterable[Term]) -> str:
    """From the page at `path` to the bibliography, narrowed to works with one of the terms of each facet given."""
    address = pages.addresses.between(path, pages.addresses.page(BIBLIOGRAPHY_PAGE))
    return f"{address}?{urlencode([(term.facet, term.id) for term in terms])}"


def grouped(pages: Pages, path: str, terms: Sequence[Term]) -> Mapping[str, Iterable[Markup]]:
    """Links to terms by the labels of their facets; none without a taxonomy."""
    facets = pages.survey.taxonomy.facets if pages.survey.taxonomy else {}
    return {
        facets[facet].label: [term_link(pages, path, term) for term in each] for facet, each in by_facet(terms).items()
    }
