"""What a table's own page says around the table, and the list of all tables."""

from __future__ import annotations

from markupsafe import Markup

from livingsurvey.model.forge import forge
from livingsurvey.model.shown import showing
from livingsurvey.model.tables import Table
from livingsurvey.model.targets import TABLES_PAGE, table_files
from livingsurvey.render.pages import Pages
from livingsurvey.render.title_block import day


def around(pages: Pages, table: Table, drawn: Markup) -> Markup:
    """A table on its own page: what it is about, ways to take it away, itself, its columns, and who shows it."""
    survey, addresses = pages.survey, pages.addresses
    page = survey.data_pages[table.page]
    return pages.render(
        "table_page.html",
        table=table,
        drawn=drawn,
        as_of=day(table.as_of) if table.as_of else "",
        works=len(survey.cited_in(page)),
        links=_links(pages, table),
        shown_in=[
            (chapter.title, f"{addresses.between(table.page, addresses.page(chapter.path))}#{table.label}")
            for chapter in showing(survey.chapters, table)
        ],
        back=addresses.between(table.page, addresses.page(TABLES_PAGE)),
    )


def listed(pages: Pages, path: str) -> Markup | None:
    """All tables, for a page that lists them; `None` without any."""
    tables = [
        (
            table,
            pages.addresses.between(path, pages.addresses.page(table.page)),
            day(table.as_of) if table.as_of else "",
        )
        for table in sorted(pages.survey.tables.values(), key=lambda table: table.title.casefold())
    ]
    return pages.render("tables.html", tables=tables) if tables else None


def _links(pages: Pages, table: Table) -> list[tuple[str, str, str]]:
    """What links say, where they lead, and for a download the name of the file."""
    as_csv, as_json = table_files(table)
    files = [("Table (CSV)", as_csv), ("Table (JSON)", as_json)]
    if bibtex := pages.chapter_downloads.get(table.page):
        files.append(("Its works (BibTeX)", bibtex))
    found = [
        (name, pages.addresses.between(table.page, file), f"{table.id}.{file.rpartition('.')[2]}")
        for name, file in files
    ]
    if kept := forge(pages.survey.settings):
        path = table.source.path.removeprefix(f"{pages.survey.settings.docs_dir}/")
        ways = (("Edit this table", kept.edit(path)), ("Report an issue", kept.issue(f"{table.title}: ")))
        found += [(name, href, "") for name, href in (*ways, ("History", kept.history(path))) if href]
    return found
