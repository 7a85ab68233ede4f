"""What pages show of data files: which, in what order, and what of it cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.charts import Drawing
from livingsurvey.model.data_text import DataPassage
from livingsurvey.model.glossary import GLOSSARY_PAGE
from livingsurvey.model.tables import Table
from livingsurvey.model.terms import Terms
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock, generated_blocks
from livingsurvey.syntax.source import Source

# A look at the raw text spares most chapters the search for blocks, which needs more of them than a run keeps.
_ANY = re.compile(r"^/{3}[ \t]*(?:comparison|chart|timeline)\b", re.MULTILINE)

DataFiles = Mapping[str, Mapping[str, Table] | Mapping[str, Drawing]]
"""The data files that blocks show, by the blocks' names and the files' ids."""


@dataclass(frozen=True)
class Shown:
    """A data file where a page shows it: what it is called, the file, and its passages in the order of the page."""

    title: str
    source: Source
    passages: tuple[DataPassage, ...]


def data_blocks(chapter: Chapter, *names: str) -> Iterator[GeneratedBlock]:
    """The blocks of these names by which a chapter shows data files, in order."""
    if _ANY.search(chapter.source.text):
        yield from (block for block in generated_blocks(chapter.document) if block.name in names)


def showing(chapters: Iterable[Chapter], file: Table | Drawing) -> Iterator[Chapter]:
    """Those of the chapters that show a table, a chart or a timeline."""
    for chapter in chapters:
        if any(block.argument == file.id for block in data_blocks(chapter, file.block)):
            yield chapter


def shown_in(chapter: Chapter, files: DataFiles, terms: Terms) -> tuple[Shown, ...]:
    """What a chapter shows of data files, each once."""
    blocks = data_blocks(chapter, *files) if any(files.values()) else ()
    named = dict.fromkeys((block.name, block.argument) for block in blocks)
    found = (files[name].get(id_) for name, id_ in named)
    shown = [Shown(file.title or file.id, file.source, file.passages) for file in found if file]
    if terms.glossary and chapter.path == terms.page:
        shown.append(Shown("Glossary", terms.glossary.source, terms.glossary.passages))
    return tuple(shown)


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
