"""What pages show of data files: which, in what order, and what of it cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.data_text import DataPassage
from livingsurvey.model.glossary import GLOSSARY_PAGE
from livingsurvey.model.tables import Table
from livingsurvey.model.terms import Terms
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock, generated_blocks
from livingsurvey.syntax.source import Source

# A look at the raw text spares most chapters the search for blocks, which needs more of them than a run keeps.
_ANY = re.compile(r"^/{3}[ \t]*comparison\b", re.MULTILINE)


@dataclass(frozen=True)
class Shown:
    """A data file where a page shows it: what it is called, the file, and its passages in the order of the page."""

    title: str
    source: Source
    passages: tuple[DataPassage, ...]


def table_blocks(chapter: Chapter) -> Iterator[GeneratedBlock]:
    """The blocks by which a chapter shows tables, in order."""
    if _ANY.search(chapter.source.text):
        yield from (block for block in generated_blocks(chapter.document) if block.name == "comparison")


def showing(chapters: Iterable[Chapter], table: Table) -> Iterator[Chapter]:
    """Those of the chapters that show a table."""
    return (chapter for chapter in chapters if any(block.argument == table.id for block in table_blocks(chapter)))


def shown_in(chapter: Chapter, tables: Mapping[str, Table], terms: Terms) -> tuple[Shown, ...]:
    """What a chapter shows of data files, each once."""
    found = dict.fromkeys(block.argument for block in table_blocks(chapter)) if tables else ()
    shown = [_table(tables[id_]) for id_ in found if id_ in tables]
    if terms.glossary and chapter.path == terms.page:
        shown.append(Shown("Glossary", terms.glossary.source, terms.glossary.passages))
    return tuple(shown)


def _table(table: Table) -> Shown:
    return Shown(table.title or table.id, table.source, table.passages)


def own_page(table: Table) -> Chapter:
    """The page that a table has of its own, as a chapter that shows it and nothing else."""
    told = f"description: {json.dumps(table.description)}\n" if table.description else ""
    text = (
        f"---\ntitle: {json.dumps(table.title or table.id)}\n{told}kind: matter\nhide: [toc]\n---\n\n"
        f"/// comparison | {table.id}\n///\n"
    )
    return Chapter(Source(table.page, text), table.page)


def glossary_page() -> Chapter:
    """The page of the glossary where no chapter lists its terms."""
    text = "---\ntitle: Glossary\nkind: matter\nhide: [toc]\n---\n\n/// glossary\n///\n"
    return Chapter(Source(GLOSSARY_PAGE, text), GLOSSARY_PAGE)
