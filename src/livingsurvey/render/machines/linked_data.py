"""The survey and its chapters as linked data: JSON-LD 1.1 in the terms of schema.org.

Home tells of the whole, a chapter of itself, of what it is part of, and of what it cites.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.credit import authors_of
from livingsurvey.model.survey import Survey
from livingsurvey.model.work import Person
from livingsurvey.render.glossary import term_at
from livingsurvey.render.linked_work import person
from livingsurvey.render.machines.data_words import worded
from livingsurvey.render.machines.facts import chapter_at, is_home, lasting_address, licence_address, work_title
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.markdown import plain_text

_WHOLE = ["Book", "ScholarlyArticle"]


def linked_data(pages: Pages, path: str) -> Markup:
    """The script element for a page; empty for a page that is no work of its own."""
    survey, whole = pages.survey, pages.addresses.whole
    if is_home(pages, path):
        home = survey.chapter_by_path.get(path)
        facts = {
            "@type": _WHOLE,
            "name": work_title(survey),
            "description": (home.description if home else "") or survey.settings.site_description,
            **_common(survey, survey.work.people),
            "dateModified": _modified(pages, survey.chapters),
            "version": survey.work.version,
        }
    elif chapter := chapter_at(pages, path):
        part_of = {"@type": _WHOLE, "name": work_title(survey), "url": whole("")}
        facts = {
            "@type": "Chapter",
            "name": chapter.title,
            "description": chapter.description,
            **_common(survey, authors_of(survey, chapter)),
            "dateModified": _modified(pages, (chapter,)),
            "isPartOf": _told(part_of),
        }
    elif path == survey.terms.page:
        facts = {"@type": "DefinedTermSet", "name": _name(pages, path), "hasDefinedTerm": list(_terms(pages, path))}
    else:
        return Markup()
    facts = {"@context": "https://schema.org", "@id": lasting_address(pages, path)} | facts
    facts["url"] = whole(pages.addresses.page(path))
    return _script(_told(facts), _cited(pages, path))


def _name(pages: Pages, path: str) -> str:
    page = pages.survey.chapter_by_path.get(path) or pages.survey.data_pages[path]
    return page.title


def _terms(pages: Pages, path: str) -> Iterator[dict[str, Any]]:
    """The terms of the glossary; what a definition cites is told in words."""
    glossary = pages.survey.glossary
    for term in glossary.alphabetical if glossary else ():
        yield _told({
            "@type": "DefinedTerm",
            "name": term.name,
            "termCode": term.acronym.text if term.acronym else "",
            "alternateName": [word.text for word in term.also],
            "description": plain_text(worded(pages, path, term.definition)),
            "url": pages.addresses.whole(term_at(pages, term)),
        })  # fmt: skip


def _common(survey: Survey, people: Iterable[Person]) -> dict[str, Any]:
    return {
        "author": [person(each.name, each.orcid) for each in people],
        "datePublished": survey.work.released.isoformat() if survey.work.released else "",
        "inLanguage": survey.settings.language,
        "license": licence_address(survey),
    }


def _modified(pages: Pages, chapters: Iterable[Chapter]) -> str:
    """When the last of some chapters was edited; empty unless one knows it of all."""
    editions = [pages.edition(chapter) for chapter in chapters]
    known = [edition.date for edition in editions if edition]
    return max(known).isoformat() if known and len(known) == len(editions) else ""


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if fact}


def _cited(pages: Pages, path: str) -> list[str]:
    """The works that a page cites, as JSON, in the order of its list."""
    page = pages.survey.chapter_by_path.get(path) or pages.survey.data_pages.get(path)
    keys = pages.survey.cited_in(page) if page else ()
    return [pages.linked_works[key] for key in pages.style.order(keys)]


def _script(facts: dict[str, Any], cited: list[str]) -> Markup:
    """The element. What is contributed cannot end it, since no `<` stands there as such (HTML standard, 4.12.1.3)."""
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    if cited:
        text = f'{text[:-1]},"citation":[{",".join(cited)}]}}'
    return Markup(f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>')
