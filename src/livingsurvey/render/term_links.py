"""Terms of the taxonomy as links to their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from livingsurvey.model.tagging import by_facet
from livingsurvey.model.targets import term_page
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.pages import Pages

_LINK = Markup('<a class="survey-term" style="--term:{}" href="{}">{}</a>')


def term_link(pages: Pages, path: str, term: Term) -> Markup:
    """A link from the page at `path`: the term's label, and its colour beside it."""
    return _LINK.format(term.color, pages.addresses.between(path, pages.addresses.page(term_page(term))), term.label)


def grouped(pages: Pages, path: str, terms: Sequence[Term]) -> Mapping[str, Iterable[Markup]]:
    """Links to terms by the labels of their facets; none without a taxonomy."""
    facets = pages.survey.taxonomy.facets if pages.survey.taxonomy else {}
    return {
        facets[facet].label: [term_link(pages, path, term) for term in each] for facet, each in by_facet(terms).items()
    }
