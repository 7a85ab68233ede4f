"""What a link may lead to: documents, and what the build generates beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.downloads import EXPORTS, chapter_downloads, descriptions, topic_downloads
from livingsurvey.model.slugs import former_slugs, slugs
from livingsurvey.model.survey import Survey
from livingsurvey.model.tables import TABLES_FOLDER, Table
from livingsurvey.model.taxonomy import Term
from livingsurvey.syntax.addresses import running, scheme
from livingsurvey.syntax.markdown.links import Link

# Paths that the build adds to the documents.
BIBLIOGRAPHY_PAGE = "references/index.md"
WORKS = "references/works.json"
RULES_PAGE = "contribute/rules.md"
TABLES_PAGE = f"{TABLES_FOLDER}/index.md"
TOPICS_PAGE = "topics/index.md"
PDF, EPUB = "survey.pdf", "survey.epub"
SOCIAL_CARD = "assets/survey/card.png"
LLMS_FILE = "llms.txt"
REFERENCES_FILE, CHAPTERS_FILE, SCHEMA_FILE = "api/references.json", "api/chapters.json", "api/schema.json"
GLOSSARY_DATA, TAXONOMY_DATA = "api/glossary.json", "api/taxonomy.json"
TABLES_DATA, CHARTS_DATA = "api/tables.json", "api/charts.json"
GENERATED = frozenset({
    BIBLIOGRAPHY_PAGE, WORKS, RULES_PAGE, PDF, EPUB, LLMS_FILE, REFERENCES_FILE, CHAPTERS_FILE, SCHEMA_FILE,
    *EXPORTS.values(),
})  # fmt: skip
# More works than these, and the bibliography goes on on another page.
WORKS_ON_A_PAGE = 500
# What begins the ids of mentions and of reference list entries, and the id of the list's own heading.
# Those of pymdownx's tabs and captions begin with two underscores.
GENERATED_ANCHORS = ("cite-", "ref-", "references", "fn:", "fnref:", "__")
_INDEXES = ("index", "README")
_REFERENCE_PAGE = re.compile(r"references/([a-z0-9-]+)(?:/|\.md|\.html|/index\.md|/index\.html)?")


def is_generated(survey: Survey, path: str) -> bool:
    """Whether the build makes a page or file of this path below the documents' folder."""
    told_by = {
        GLOSSARY_DATA: survey.glossary,
        TAXONOMY_DATA: survey.taxonomy,
        TABLES_DATA: survey.tables,
        CHARTS_DATA: any(survey.drawings.values()),
    }
    if path in told_by:
        return bool(told_by[path])
    offered = (chapter_downloads, topic_downloads, descriptions) if path.endswith(".bib") else ()
    return (
        path in GENERATED
        or path in bibliography_pages(survey)
        or path in survey.data_pages
        or (path == TABLES_PAGE and bool(survey.tables))
        or any(path in table_files(table) for table in survey.tables.values())
        or any(path in drawing.files for drawings in survey.drawings.values() for drawing in drawings.values())
        or path in topic_pages(survey)
        or any(path in downloads(survey).values() for downloads in offered)
    )


def is_generated_anchor(survey: Survey, page: Chapter, name: str) -> bool:
    """Whether the build gives a page an id of this name, or one that begins so."""
    if glossary := survey.glossary if page.path == survey.terms.page else None:
        return name in map(glossary.anchor, glossary.terms) or name.startswith(GENERATED_ANCHORS)
    return name.startswith(GENERATED_ANCHORS)


def table_files(table: Table) -> tuple[str, str]:
    """The paths of a comparison table as CSV and as JSON."""
    return f"{TABLES_FOLDER}/{table.id}.csv", f"{TABLES_FOLDER}/{table.id}.json"


def bibliography_pages(survey: Survey) -> tuple[str, ...]:
    """The paths of the pages that list all works, `WORKS_ON_A_PAGE` on each; the first is there without any work."""
    following = range(2, 2 + (max(1, len(survey.references)) - 1) // WORKS_ON_A_PAGE)
    return (BIBLIOGRAPHY_PAGE, *(f"references/page-{number}/index.md" for number in following))


def topic_pages(survey: Survey) -> Mapping[str, Term | None]:
    """The paths of the pages about the taxonomy: the one of all its terms, for which there is `None`, and each term's.

    There are none without a taxonomy that has terms.
    """
    pages = {term_page(term): term for term in survey.taxonomy.terms} if survey.taxonomy else {}
    return {TOPICS_PAGE: None, **pages} if pages else {}


def term_page(term: Term) -> str:
    """The path of a term's page below the documents' folder: `topics/challenges/privacy.md`."""
    return f"topics/{term.facet}/{term.id}.md"


def page_address(survey: Survey, path: str) -> str:
    """The address of a document's page below the site's root: `privacy/attacks/` for `privacy/attacks.md`."""
    stem = path.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if name in _INDEXES:
        return (folder + "/" if folder else "") + ("" if survey.settings.directory_urls else "index.html")
    return stem + ("/" if survey.settings.directory_urls else ".html")


def page_at(survey: Survey, address: str) -> str | None:
    """The document whose page has an address below the site's root, in whichever way that is written."""
    if address.startswith(".."):
        return None
    folder, name = posixpath.split(posixpath.normpath("/" + address).lstrip("/"))
    stem = folder if name == "index.html" else posixpath.join(folder, name.removesuffix(".html"))
    paths = (f"{stem}.md", *(posixpath.join(stem, f"{name}.md") for name in _INDEXES))
    known = (survey.chapter_by_path, (BIBLIOGRAPHY_PAGE,), topic_pages(survey))
    return next((path for path in paths if any(path in pages for pages in known)), None)


def reference_at(survey: Survey, address: str) -> str | None:
    """The key of the work whose page has or had an address below the site's root, in whichever way that is written."""
    found = _REFERENCE_PAGE.fullmatch(address)
    if not found:
        return None
    now = next((key for key, slug in slugs(survey.references).items() if slug == found[1]), None)
    return now or former_reference_pages(survey).get(found[1])


def former_reference_pages(survey: Survey) -> Mapping[str, str]:
    """The names that works' pages had under keys that the works had before, and the key of each now.

    Where they were, small pages lead to where they are.
    """
    store = survey.bibliography
    former = {alias: key for alias, key in store.aliases.items() if key in store.references}
    return former_slugs(former, frozenset(slugs(store.references).values())) if former else {}


def target(chapter: Chapter, link: Link) -> str | None:
    """The path below the documents' folder that a link names; `None` for one that leads out of the survey."""
    return _joined(link, chapter.path, posixpath.dirname(chapter.path))


def site_target(survey: Survey, chapter: Chapter, link: Link) -> str | None:
    """The address below the site's root to which a browser follows a link as it is written; `None` as above."""
    return _joined(link, page_address(survey, chapter.path), posixpath.dirname(page_address(survey, chapter.path)))


def leaves(survey: Survey, chapter: Chapter, link: Link) -> bool:
    """Whether a link names what is above the documents' folder; above the site, if it looks like an address there."""
    is_address = posixpath.splitext(link.path)[1] in ("", ".html")
    path = site_target(survey, chapter, link) if is_address or link.html else target(chapter, link)
    return path is not None and is_above(path)


def is_above(path: str) -> bool:
    """Whether a path leads above the folder that it counts from; a backslash parts folders on some machines."""
    return posixpath.normpath(path.replace("\\", "/")).split("/")[0] == ".."


def _joined(link: Link, here: str, folder: str) -> str | None:
    if scheme(link.target) or running(link.target) or link.target.startswith("//"):
        return None
    if not link.path:
        return here
    if link.path.startswith("/"):
        return None  # an address of the server, which nothing here can know
    return posixpath.normpath(posixpath.join(folder, link.path))
