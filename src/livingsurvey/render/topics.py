"""The pages about the taxonomy: one of all its terms, and one for each term with all that is about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from livingsurvey.model.downloads import topic_downloads
from livingsurvey.model.tagging import Tagged, TaggedRow
from livingsurvey.model.targets import TOPICS_PAGE, topic_pages
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.chapter_cards import chapter_cards
from livingsurvey.render.facets import year_of
from livingsurvey.render.pages import Pages
from livingsurvey.render.term_links import narrowed, term_link

# More works than these, and the page shows those that matter most and leads to the others.
_WORKS = 50


@dataclass(frozen=True)
class _Section:
    """What has a term, of one kind: the heading with its id, how many there are, and what shows them."""

    id: str
    heading: str
    count: int
    body: Markup


def topics(pages: Pages, path: str) -> Markup:
    """What one of the `topic_pages` shows."""
    term = topic_pages(pages.survey)[path]
    return _of_term(pages, path, term) if term else _of_all(pages, path)


def _of_all(pages: Pages, path: str) -> Markup:
    taxonomy, tagged = pages.survey.taxonomy, pages.tagging.tagged
    return pages.render(
        "topics.html",
        facets=[
            (
                facet,
                [(term, term_link(pages, path, term), _counts(tagged[term.keyword])) for term in facet.terms.values()],
            )
            for facet in (taxonomy.facets.values() if taxonomy else ())
        ],
    )


def _counts(tagged: Tagged) -> list[str]:
    numbers = (("chapter", len(tagged.chapters)), ("work", len(tagged.works)), ("row", len(tagged.rows)))
    return [f"{number:,} {noun}{'' if number == 1 else 's'}" for noun, number in numbers if number]


def _of_term(pages: Pages, path: str, term: Term) -> Markup:
    survey, between = pages.survey, pages.addresses.between
    facets = survey.taxonomy.facets if survey.taxonomy else {}
    return pages.render(
        "term.html",
        term=term,
        facet=facets[term.facet],
        headed=path not in survey.documents,
        all_terms=between(path, pages.addresses.page(TOPICS_PAGE)),
        sections=list(_sections(pages, path, term)),
    )


def _sections(pages: Pages, path: str, term: Term) -> Iterator[_Section]:
    """What has the term, kind by kind; of what there is none, nothing."""
    tagged = pages.tagging.tagged[term.keyword]
    if tagged.chapters:
        cards = chapter_cards(pages, path, tagged.chapters)
        yield _Section("chapters", "Chapters", len(tagged.chapters), cards)
    if tagged.rows:
        yield _Section("rows", "Rows of tables", len(tagged.rows), _rows(pages, path, tagged.rows))
    if tagged.works:
        yield _Section("works", "Works", len(tagged.works), _works(pages, path, term, tagged.works))


def _rows(pages: Pages, path: str, rows: list[TaggedRow]) -> Markup:
    """The rows of comparison tables, each with its table."""
    item = Markup('<li><a href="{}#{}">{}</a> <span class="sv-places">in {}</span></li>')
    pages_of = {each.table.page: pages.addresses.between(path, pages.addresses.page(each.table.page)) for each in rows}
    items = (item.format(pages_of[each.table.page], each.anchor, each.row.label, each.table.title) for each in rows)
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _works(pages: Pages, path: str, term: Term, keys: list[str]) -> Markup:
    """The works as the bibliography lists them; of many the most cited, and of these the newest."""
    survey = pages.survey
    shown = sorted(keys, key=lambda key: (-len(survey.cited_by.get(key, ())), -year_of(survey.references[key])))
    download = topic_downloads(survey).get(term.keyword, "")
    return pages.render(
        "term_works.html",
        entries=[
            pages.entry(path, key) | {"places": len(survey.cited_by.get(key, ()))}
            for key in pages.style.order(shown[:_WORKS])
        ],
        total=len(keys),
        numeric=pages.style.numeric,
        listing=narrowed(pages, path, [term]),
        bibtex=pages.addresses.between(path, download) if download else "",
    )
