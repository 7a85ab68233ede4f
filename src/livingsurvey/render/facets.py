"""What the bibliography can be narrowed by: the taxonomy's facets, topic, year, type, venue and chapter."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.model.reference import Reference
from livingsurvey.model.selection import topics
from livingsurvey.model.survey import Survey
from livingsurvey.model.tagging import Tagging

_UNDATED = "undated"
_KINDS = {
    "article": "Journal article", "paper": "Conference paper", "chapter": "Chapter of a book", "book": "Book",
    "thesis": "Thesis", "report": "Report", "preprint": "Preprint", "software": "Software", "dataset": "Dataset",
    "standard": "Standard", "law": "Law", "patent": "Patent", "webpage": "Web page", "manuscript": "Manuscript",
    "other": "Other",
}  # fmt: skip


@dataclass(frozen=True)
class Facet:
    """A way to narrow the list: `values` maps what stands in the page's address to what a reader sees, in the order in
    which it is offered; `of` gives a work's values by its key.
    """

    name: str
    label: str
    values: Mapping[str, str]
    of: Mapping[str, tuple[str, ...]]


def facets(survey: Survey) -> tuple[Facet, ...]:
    """The facets that tell works apart: those of the taxonomy that are used, and others with two values or more."""
    works = survey.references
    years = {key: (str(year_of(work) or _UNDATED),) for key, work in works.items()}
    cited_in = {key: tuple(dict.fromkeys(_page(mention.chapter.path) for mention in survey.cited_by.get(key, ())))
                for key in works}  # fmt: skip
    cited = frozenset(page for pages in cited_in.values() for page in pages)
    chapters = {page: chapter.title for chapter in survey.citing_pages if (page := _page(chapter.path)) in cited}
    kinds = {key: (work.kind,) for key, work in works.items()}
    venues = {key: (work.venue,) if work.venue else () for key, work in works.items()}
    about = _topics(survey)
    found = (
        Facet("topic", "Topic", _frequent(about), about),
        Facet(
            "year", "Year", {year: year for year in sorted({year for (year,) in years.values()}, key=_latest)}, years
        ),
        Facet("type", "Type", {kind: _KINDS[kind] for kind in _frequent(kinds)}, kinds),
        Facet("venue", "Venue", _frequent(venues), venues),
        Facet("chapter", "Cited in", chapters, cited_in),
    )
    taxonomy = (facet for facet in _taxonomy(survey) if facet.values)
    return (*taxonomy, *(facet for facet in found if len(facet.values) > 1))


def year_of(work: Reference) -> int:
    """The year of a work, of a range the first; 0 without a date or where that is a decade."""
    return work.date.year if work.date and work.date.unspecified == 1 else 0


def _taxonomy(survey: Survey) -> Iterator[Facet]:
    """The taxonomy's facets, as far as works have terms of them; the terms in its own order."""
    of_works = Tagging(survey).of_works
    for facet in survey.taxonomy.facets.values() if survey.taxonomy else ():
        of = {key: tuple(term.id for term in terms if term.facet == facet.id) for key, terms in of_works.items()}
        used = frozenset(value for values in of.values() for value in values)
        yield Facet(facet.id, facet.label, {id_: term.label for id_, term in facet.terms.items() if id_ in used}, of)


def _topics(survey: Survey) -> Mapping[str, tuple[str, ...]]:
    """The topics of each work: its keywords that are no terms; in a store without any, the file in which it stands."""
    found: dict[str, list[str]] = {key: [] for key in survey.references}
    for topic, keys in topics(survey).items():
        if survey.taxonomy and survey.taxonomy.term(topic):
            continue
        for key in keys:
            found[key].append(topic)
    if any(found.values()):
        return {key: tuple(names) for key, names in found.items()}
    return {key: (_named(work.entry.source.path),) for key, work in survey.references.items()}


def _named(path: str) -> str:
    """`Federated learning`, of `bibliography/federated-learning.bib`."""
    name = posixpath.basename(path).removesuffix(".bib").replace("-", " ").replace("_", " ")
    return name[:1].upper() + name[1:]


def _page(path: str) -> str:
    """A chapter as an address names it: `privacy/attacks`; the home page as `index`."""
    return path.removesuffix(".md").removesuffix("/index")


def _frequent(values: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The values, the most frequent first."""
    counts = Counter(value for each in values.values() for value in each)
    return {value: value for value in sorted(counts, key=lambda value: (-counts[value], value.casefold(), value))}


def _latest(year: str) -> tuple[bool, int]:
    return (True, 0) if year == _UNDATED else (False, -int(year))
