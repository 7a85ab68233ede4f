"""`llms.txt`: the survey's contents for language models, after the proposal of llmstxt.org.

A title, what the survey is, and a list of Markdown files for each part; what one can do without is last.
"""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.model.downloads import EXPORTS
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import (
    CHAPTERS_FILE,
    CHARTS_DATA,
    EPUB,
    GLOSSARY_DATA,
    PDF,
    REFERENCES_FILE,
    TABLES_DATA,
    TAXONOMY_DATA,
)
from livingsurvey.render.machines.facts import work_title
from livingsurvey.render.machines.twins import twin_address
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages


def llms_txt(pages: Pages) -> str:
    """The text of the file. Addresses are whole where the survey knows its own, else they count from the root."""
    survey = pages.survey
    parts: dict[str, list[str]] = {}
    for chapter in survey.chapters:
        line = _line(pages, chapter.title, twin_address(pages, chapter.path), chapter.description)
        parts.setdefault(chapter.part or "Pages", []).append(line)
    parts["Optional"] = [_line(pages, *each) for each in _besides(pages)]
    blocks = [f"# {escaped(work_title(survey))}"]
    if survey.settings.site_description:
        blocks.append(f"> {escaped(survey.settings.site_description)}")
    blocks.append(_about(survey))
    for name, lines in parts.items():
        blocks += [f"## {escaped(name)}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def _about(survey: Survey) -> str:
    return (
        f"A living survey: {len(survey.chapters)} pages, which cite {len(survey.references.keys() & survey.cited_by)} "
        "works. The files below are the pages as Markdown; each ends with the works that it cites."
    )


def _besides(pages: Pages) -> Iterator[tuple[str, str, str]]:
    survey = pages.survey
    yield "All works", REFERENCES_FILE, "what the survey cites, and where, as JSON"
    yield "All pages", CHAPTERS_FILE, "titles, dates and the works that each cites, as JSON"
    if survey.tables:
        yield "Comparison tables", TABLES_DATA, "what each cell says and the works that show it, as JSON"
    if any(survey.drawings.values()):
        yield "Charts and timelines", CHARTS_DATA, "their data and the works that show them, as JSON"
    if survey.glossary:
        yield "Glossary", GLOSSARY_DATA, "what the survey's terms mean, as JSON"
    if survey.taxonomy:
        yield "Taxonomy", TAXONOMY_DATA, "facets and terms, of which pages and works name theirs, as JSON"
    yield "Bibliography", EXPORTS["bibtex"], "all works as BibTeX"
    if PDF in pages.made:
        yield "The book", PDF, "the whole survey as PDF"
    if EPUB in pages.made:
        yield "The book for readers", EPUB, "the whole survey as EPUB"


def _line(pages: Pages, title: str, address: str, words: str) -> str:
    link = f"- [{escaped(title)}]({pages.addresses.whole(address) or address})"
    return f"{link}: {escaped(words)}" if words else link
