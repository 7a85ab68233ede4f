"""`api/*.json`: the survey as data, for whoever builds on it. `api/schema.json` says what each fact means.

Each file has a `version`. It goes up when a fact changes its meaning or goes away; facts may join without notice. A
record is a line, so that two editions compare well; a fact that is not known is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.charts import Drawing
from livingsurvey.model.credit import authors_of
from livingsurvey.model.glossary import Term
from livingsurvey.model.reference import Reference
from livingsurvey.model.shown import showing
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import Table
from livingsurvey.model.targets import (
    CHAPTERS_FILE,
    CHARTS_DATA,
    GLOSSARY_DATA,
    REFERENCES_FILE,
    SCHEMA_FILE,
    TABLES_DATA,
    TAXONOMY_DATA,
    table_files,
    term_page,
)
from livingsurvey.model.taxonomy import Facet
from livingsurvey.model.taxonomy import Term as TopicTerm
from livingsurvey.model.work import Person
from livingsurvey.render.charts.files import cited_by, drawing_facts
from livingsurvey.render.comparison.files import table_facts
from livingsurvey.render.exports.facts import full_title, link
from livingsurvey.render.glossary import term_at
from livingsurvey.render.linked_work import iso
from livingsurvey.render.machines.facts import work_title
from livingsurvey.render.machines.twins import twin_address
from livingsurvey.render.own_works import permalink
from livingsurvey.render.pages import Pages
from livingsurvey.render.people import display
from livingsurvey.syntax.names import Name, Names
from livingsurvey.syntax.source import Source

VERSION = 1


def api(pages: Pages) -> Iterator[Source]:
    """The files, by their paths below the site's root."""
    schema = files("livingsurvey.render.machines").joinpath("schema.json").read_text("utf-8")
    yield Source(SCHEMA_FILE, schema)
    yield Source(REFERENCES_FILE, _written("references", {}, _references(pages)))
    yield Source(CHAPTERS_FILE, _written("chapters", {"survey": _survey(pages.survey)}, _chapters(pages)))
    if glossary := pages.survey.glossary:
        terms = (_term(pages, term) for term in glossary.terms)
        yield Source(GLOSSARY_DATA, _written("terms", {}, terms))
    if tables := pages.survey.tables:
        yield Source(TABLES_DATA, _written("tables", {}, (_table(pages, each) for each in tables.values())))
    drawings = [drawing for of_kind in pages.survey.drawings.values() for drawing in of_kind.values()]
    if drawings:
        yield Source(CHARTS_DATA, _written("charts", {}, (_drawing(pages, each) for each in drawings)))
    if taxonomy := pages.survey.taxonomy:
        yield Source(TAXONOMY_DATA, _written("facets", {}, (_facet(pages, each) for each in taxonomy.facets.values())))


def _written(name: str, head: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> str:
    lines = ",\n".join(map(_json, records))
    opening = _json({"$schema": "schema.json", "version": VERSION, **head})[:-1]
    return f'{opening},"{name}":[\n{lines}\n]}}\n'


def _json(record: Mapping[str, Any]) -> str:
    # Home's address is empty, and known.
    told = {name: fact for name, fact in record.items() if fact not in ("", None) or name == "address"}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _survey(survey: Survey) -> Mapping[str, Any]:
    work = survey.work
    facts = {
        "title": work_title(survey),
        "description": survey.settings.site_description,
        "authors": _people(work.people),
        "version": work.version,
        "released": work.released and work.released.isoformat(),
        "licence": work.licence,
        "doi": work.doi,
        "language": survey.settings.language,
        "address": survey.settings.site_url,
    }
    return {name: fact for name, fact in facts.items() if fact}


def _references(pages: Pages) -> Iterator[Mapping[str, Any]]:
    survey = pages.survey
    former: dict[str, list[str]] = {}
    for alias, key in survey.bibliography.aliases.items():
        former.setdefault(key, []).append(alias)
    for key, reference in survey.references.items():
        cited_in = dict.fromkeys(mention.chapter.path for mention in survey.cited_by.get(key, ()))
        terms = _terms(pages.tagging.of_works.get(key, ()))
        place = {"address": pages.addresses.reference(key), "cited_in": [*cited_in]}
        yield {**_work(reference), "terms": terms, **place, "former_keys": former.get(key)}


def _work(reference: Reference) -> Mapping[str, Any]:
    return {
        "key": reference.key,
        "kind": reference.kind,
        "title": full_title(reference),
        "authors": _names(reference.authors),
        "more_authors": reference.authors.others or None,
        "editors": _names(reference.editors) or None,
        "year": reference.year,
        "date": iso(reference.date),
        "venue": reference.venue,
        "doi": reference.doi,
        "arxiv": reference.arxiv,
        "isbn": reference.isbn,
        "pmid": reference.pmid,
        "url": link(reference),
        "topics": list(reference.keywords) or None,
    }


def _chapters(pages: Pages) -> Iterator[Mapping[str, Any]]:
    for chapter in pages.survey.chapters:
        yield _chapter(pages, chapter)


def _chapter(pages: Pages, chapter: Chapter) -> Mapping[str, Any]:
    edition = pages.edition(chapter)
    return {
        "path": chapter.path,
        "address": pages.addresses.page(chapter.path),
        "markdown": twin_address(pages, chapter.path),
        "kind": chapter.kind,
        "part": chapter.part,
        "title": chapter.title,
        "description": chapter.description,
        "authors": _people(authors_of(pages.survey, chapter)),
        "status": chapter.status,
        "edited": edition and edition.date.isoformat(),
        "permalink": permalink(pages, chapter),
        "searched": chapter.searched and chapter.searched.isoformat(),
        "due": chapter.due and chapter.due.isoformat(),
        "retired": chapter.retired and chapter.retired.isoformat(),
        "words": chapter.words,
        "cites": list(pages.survey.cited_in(chapter)),
        "bibtex": pages.chapter_downloads.get(chapter.path),
        "citation": pages.descriptions.get(chapter.path),
        "terms": _terms(pages.tagging.of_chapters.get(chapter.path, ())),
    }


def _term(pages: Pages, term: Term) -> Mapping[str, Any]:
    survey = pages.survey
    groups = map(survey.canonical_group, term.definition.groups)
    keys = dict.fromkeys(citation.key for group in groups for citation in group.citations)
    return {
        "term": term.name,
        "acronym": term.acronym and term.acronym.text,
        "also": [word.text for word in term.also] or None,
        "definition": " ".join(term.definition.text.split()),
        "see": [word.text for word in term.see] or None,
        "cites": [key for key in keys if key in survey.references] or None,
        "address": term_at(pages, term),
        "used_in": [chapter.path for chapter, _ in survey.terms.used_in.get(term.name, ())] or None,
    }


def _table(pages: Pages, table: Table) -> Mapping[str, Any]:
    survey, (as_csv, as_json) = pages.survey, table_files(table)
    keys = dict.fromkeys(survey.canonical(key) for passage in table.passages for key in passage.keys)
    return {
        **table_facts(survey, table),
        "cites": [key for key in keys if key in survey.references],
        "address": pages.addresses.page(table.page),
        "csv": as_csv,
        "json": as_json,
        "bibtex": pages.chapter_downloads.get(table.page),
        "shown_in": [chapter.path for chapter in showing(survey.chapters, table)] or None,
    }


def _drawing(pages: Pages, drawing: Drawing) -> Mapping[str, Any]:
    survey, (as_csv, as_json, as_bibtex) = pages.survey, drawing.files
    return {
        **drawing_facts(survey, drawing),
        "cites": cited_by(survey, drawing),
        "csv": as_csv,
        "json": as_json,
        "bibtex": as_bibtex,
        "shown_in": [chapter.path for chapter in showing(survey.chapters, drawing)] or None,
    }


def _terms(terms: Iterable[TopicTerm]) -> list[str] | None:
    return [term.keyword for term in terms] or None


def _facet(pages: Pages, facet: Facet) -> Mapping[str, Any]:
    terms = [
        {
            "id": term.id,
            "label": term.label,
            "also": list(term.also) or None,
            "description": term.description,
            "color": term.color,
            "address": pages.addresses.page(term_page(term)),
        }
        for term in facet.terms.values()
    ]
    told = [{name: fact for name, fact in term.items() if fact} for term in terms]
    return {"id": facet.id, "label": facet.label, "description": facet.description, "color": facet.color, "terms": told}


def _people(people: Iterable[Person]) -> list[dict[str, str]]:
    return [_name(each.name) | ({"orcid": each.orcid} if each.orcid else {}) for each in people]


def _names(names: Names) -> list[dict[str, str]]:
    return [_name(name) for name in names.people]


def _name(name: Name) -> dict[str, str]:
    """A name in full, and its parts if it is a person's."""
    family = " ".join(filter(None, (name.particle, name.family)))
    parts = {"given": name.given, "family": family, "suffix": name.suffix}
    return {"name": display(name)} | {part: text for part, text in parts.items() if text}
