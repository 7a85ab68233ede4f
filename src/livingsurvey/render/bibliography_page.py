"""The pages of all works: lists that read without scripts, and on the first what the script needs to narrow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from livingsurvey.model.downloads import EXPORTS, topic_downloads
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import WORKS, WORKS_ON_A_PAGE, bibliography_pages
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.facets import facets
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import alphabetical
from livingsurvey.render.year_chart import year_chart

# The formats in which a reader's own selection leaves.
_SELECTED = ("bibtex", "ris", "csl-json")


def bibliography(pages: Pages, path: str) -> Markup:
    """The works of one of the `bibliography_pages`, each a link to its page, with the number of places that cite it."""
    survey, between = pages.survey, pages.addresses.between
    paths = bibliography_pages(survey)
    here = paths.index(path)
    lists = {
        each: pages.order[number * WORKS_ON_A_PAGE : (number + 1) * WORKS_ON_A_PAGE]
        for number, each in enumerate(paths)
    }
    entries = [pages.entry(path, key) | {"places": len(survey.cited_by.get(key, ()))} for key in lists[path]]
    first = here == 0
    return pages.render(
        "bibliography.html",
        entries=entries,
        total=len(survey.references),
        start=here * WORKS_ON_A_PAGE,
        numeric=pages.style.numeric,
        lists=[
            (
                f"{number * WORKS_ON_A_PAGE + 1}–{number * WORKS_ON_A_PAGE + len(keys)}",
                between(path, pages.addresses.page(each)),
            )
            for number, (each, keys) in enumerate(lists.items())
        ],
        here=here,
        letters=[] if pages.style.numeric else _letters(pages, path, lists),
        downloads=[(EXPORTERS[form].label, between(path, file)) for form, file in EXPORTS.items()],
        topics=[(_topic(survey, name), between(path, file)) for name, file in topic_downloads(survey).items()]
        if first
        else [],
        chart=year_chart(pages) if first else "",
        data=between(path, WORKS) if first and survey.references and WORKS not in survey.documents else "",
        filters=bool(facets(survey)),
        selected=[
            (EXPORTERS[form], between(path, EXPORTS[form]))
            for form in _SELECTED
            if EXPORTS[form] not in survey.documents
        ],
    )


def _topic(survey: Survey, name: str) -> str:
    """What a reader sees of a keyword: of one that names a term of the taxonomy, facet and term."""
    term = survey.taxonomy.term(name) if survey.taxonomy else None
    return f"{survey.taxonomy.facets[term.facet].label}: {term.label}" if survey.taxonomy and term else name


def _letters(pages: Pages, path: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Where the names of each first letter begin, whatever the page: for a list of names that spell differently."""
    found: dict[str, str] = {}
    for each, keys in lists.items():
        page = "" if each == path else pages.addresses.between(path, pages.addresses.page(each))
        for key in keys:
            letter = alphabetical(pages.survey.references[key])[0][0][:1].upper()
            if letter not in found and letter.isascii() and letter.isalpha():
                found[letter] = f"{page}#{pages.addresses.entry(key)}"
    return list(found.items()) if len(found) > 1 else []
