"""The survey: a pure function of its sources. It holds texts; all else is derived when asked for, and kept."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from livingsurvey.config import NavItem, Settings, read_settings
from livingsurvey.model.authors import AUTHORS_FILE, Authors, read_authors
from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.chart_reading import read_chart, read_timeline
from livingsurvey.model.charts import Chart, Drawing, Timeline
from livingsurvey.model.correction import managed
from livingsurvey.model.glossary import GLOSSARY_FILE, GLOSSARY_PAGE, Glossary, read_glossary
from livingsurvey.model.memory import Memory
from livingsurvey.model.mentions import Mention, numbered
from livingsurvey.model.reading import Reader, Reading
from livingsurvey.model.reference import Reference
from livingsurvey.model.shown import DataFiles, Shown, glossary_page, own_page, shown_in
from livingsurvey.model.table_reading import read_table
from livingsurvey.model.tables import TABLES_FOLDER, Table
from livingsurvey.model.taxonomy import TAXONOMY_FILE, Taxonomy, read_taxonomy
from livingsurvey.model.terms import Terms
from livingsurvey.model.work import CITATION_FILE, Work, read_work
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.markdown.citations import CitationGroup
from livingsurvey.syntax.markdown.labels import Label
from livingsurvey.syntax.source import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Survey:
    """A survey's settings, its sources (chapters, .bib files, CITATION.cff) and the paths of all its documents.

    `documents` are the paths below the documents' folder, images and data files included: what a link may name.
    `reader` reads a .bib file; one that remembers earlier readings is faster, and all else is the same.
    `memory` keeps what is found out about the survey from one run to the next.
    `today` is the day on which one asks what is overdue; without it nothing is. `symlinks` are the symbolic links among
    the documents and stores, by their paths below the survey's folder, and where each says that it leads.
    """

    settings: Settings
    sources: tuple[Source, ...]
    documents: frozenset[str] = frozenset()
    reader: Reader = field(default=Reading, compare=False, repr=False)
    today: datetime.date | None = None
    memory: Memory | None = field(default=None, compare=False, repr=False)
    symlinks: Mapping[str, str] = field(default_factory=dict)

    def edited(self, sources: Mapping[str, Source]) -> Survey:
        """The survey with these texts in place of those of the same paths; what stays is not read again."""
        settings = self.settings
        if (text := sources.get(settings.source.path, settings.source)) != settings.source:
            settings = read_settings(text)
        after = replace(
            self, settings=settings, sources=tuple(sources.get(source.path, source) for source in self.sources)
        )
        if settings is self.settings:
            known = self.__dict__
            if "bibliography" in known and not any(path.endswith(".bib") for path in sources):
                after.__dict__["bibliography"] = self.bibliography
            if "chapters" in known:
                texts = {source.path: source for source in after.sources}
                after.__dict__["chapters"] = tuple(
                    chapter.edited(texts[chapter.source.path]) for chapter in self.chapters
                )
        return after

    def having(self, source: Source) -> Survey:
        """The survey with this text, in place of the one that has its path or beside the others."""
        if source.path in {known.path for known in (self.settings.source, *self.sources)}:
            return self.edited({source.path: source})
        folder = f"{self.settings.docs_dir}/"
        pages = {source.path.removeprefix(folder)} if source.path.startswith(folder) else set[str]()
        return replace(self, sources=(*self.sources, source), documents=self.documents | pages)

    @cached_property
    def timeless(self) -> Survey:
        """The survey without a day. What was derived of it stays, since nothing of that depends on the day."""
        if self.today is None:
            return self
        other = replace(self, today=None)
        # With these two every text is read once, whoever of both is asked first.
        vars(other).update(bibliography=self.bibliography, chapters=self.chapters)
        return other

    @cached_property
    def store(self) -> Survey:
        """The .bib files alone, with no more of the settings than lasts."""
        sources = self.bibliography.sources
        store = replace(self, settings=self._lasting, sources=sources, documents=frozenset())
        vars(store)["bibliography"] = self.bibliography  # which nothing else can change, so that it is read once
        return store

    def alone(self, chapter: Chapter) -> Survey:
        """A chapter without the others and the store, with no more of the settings than lasts."""
        survey = replace(self, settings=self._lasting, sources=(chapter.source,), documents=frozenset({chapter.path}))
        vars(survey)["chapters"] = (chapter,)  # which no other can change, so that it is read once
        return survey

    @cached_property
    def _lasting(self) -> Settings:
        return self.settings.lasting

    @cached_property
    def work(self) -> Work:
        return read_work(next((source for source in self.sources if source.path == CITATION_FILE), None))

    @cached_property
    def authors(self) -> Authors | None:
        """The people whom authors.yml in the documents' folder describes; `None` without the file."""
        found = self._document(AUTHORS_FILE)
        return read_authors(found) if found else None

    @cached_property
    def glossary(self) -> Glossary | None:
        """The terms that glossary.yml in the documents' folder defines; `None` without the file."""
        found = self._document(GLOSSARY_FILE)
        return read_glossary(found) if found else None

    @cached_property
    def terms(self) -> Terms:
        """Where the chapters use the terms that the glossary defines, and which page lists these."""
        return Terms(self.glossary, self.chapters)

    @cached_property
    def taxonomy(self) -> Taxonomy | None:
        """The facets and terms that taxonomy.yml in the documents' folder describes; `None` without the file."""
        found = self._document(TAXONOMY_FILE)
        return read_taxonomy(found) if found else None

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The comparison tables that the documents' folder has below `tables`, by their ids, in their order."""
        return self._folder(TABLES_FOLDER, read_table)

    @cached_property
    def drawings(self) -> Mapping[type[Drawing], Mapping[str, Drawing]]:
        """The charts and timelines below the documents' folder, by what they are and by their ids, in their order."""
        return {Chart: self._folder(Chart.folder, read_chart), Timeline: self._folder(Timeline.folder, read_timeline)}

    @cached_property
    def data_files(self) -> DataFiles:
        """The data files that blocks show, by the blocks' names and by their ids."""
        return {Table.block: self.tables, **{kind.block: files for kind, files in self.drawings.items()}}

    def _folder(self, name: str, read: Callable[[Source], T]) -> Mapping[str, T]:
        """What the data files of a folder describe, by their ids, in their order."""
        folder = posixpath.join(self.settings.docs_dir, name)
        files = {posixpath.split(each.path): each for each in self.sources if each.path.endswith(".yml")}
        return {
            file.removesuffix(".yml"): read(source)
            for (place, file), source in sorted(files.items())
            if place == folder
        }

    def _document(self, name: str) -> Source | None:
        path = posixpath.join(self.settings.docs_dir, name)
        return next((source for source in self.sources if source.path == path), None)

    @cached_property
    def bibliography(self) -> Bibliography:
        """The survey's .bib files; which of them another program writes is matched as `bibliography` names files."""
        sources = tuple(source for source in self.sources if source.path.endswith(".bib"))
        of_others = managed(self.settings.managed, (source.path for source in sources))
        return Bibliography(sources, of_others, self.reader)

    @property
    def references(self) -> Mapping[str, Reference]:
        return self.bibliography.references

    def canonical(self, key: str) -> str:
        """The key that a work has now, for one that it had before (biblatex's `ids`); any other key as it is."""
        return self.bibliography.aliases.get(key, key)

    def citation_groups(self, document: Document) -> tuple[CitationGroup, ...]:
        """The citations of a text, each with the key that its work has now."""
        groups = document.citation_groups
        return tuple(map(self.canonical_group, groups)) if self.bibliography.aliases else groups

    def canonical_group(self, group: CitationGroup) -> CitationGroup:
        citations = (replace(citation, key=self.canonical(citation.key)) for citation in group.citations)
        return replace(group, citations=tuple(citations))

    @cached_property
    def nav_pages(self) -> tuple[tuple[NavItem, str | None], ...]:
        """The pages that the navigation names, each with the title of its outermost section."""
        return tuple(page for item in self.settings.nav or () for page in item.pages())

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every Markdown file of the documents: in the navigation's order, then those that it does not name by path."""
        folder = "" if self.settings.docs_dir == "." else self.settings.docs_dir + "/"
        texts = {
            source.path.removeprefix(folder): source
            for source in self.sources
            if source.path.startswith(folder) and source.path.endswith(".md")
        }
        named = {posixpath.normpath(item.path or ""): (item, part) for item, part in self.nav_pages}
        order = [path for path in named if path in texts]
        order += sorted((path for path in texts if path not in named), key=_reading_order)
        chapters = []
        for path in order:
            item, part = named.get(path, (None, None))
            chapters.append(Chapter(texts[path], path, item.title if item else None, part))
        return tuple(chapters)

    @cached_property
    def chapter_by_path(self) -> Mapping[str, Chapter]:
        return {chapter.path: chapter for chapter in self.chapters}

    @cached_property
    def data_pages(self) -> Mapping[str, Chapter]:
        """The pages that data files have of their own, by their paths."""
        pages = [own_page(table) for table in self.tables.values()]
        pages += [glossary_page()] if self.terms.page == GLOSSARY_PAGE else []
        return {page.path: page for page in pages if page.path not in self.documents}

    def page(self, path: str) -> Chapter | None:
        """The chapter at a path, or the page that a data file has there."""
        return self.chapter_by_path.get(path) or self.data_pages.get(path)

    @cached_property
    def shown(self) -> Mapping[str, tuple[Shown, ...]]:
        """What pages show of data files, by the page's path; those that show nothing are left out."""
        pages = (*self.chapters, *self.data_pages.values()) if self.glossary or any(self.data_files.values()) else ()
        found = {page.path: shown_in(page, self.data_files, self.terms) for page in pages}
        return {path: each for path, each in found.items() if each}

    @cached_property
    def citing_pages(self) -> tuple[Chapter, ...]:
        """The pages whose citations count: the chapters, and of the data files' pages those that no chapter shows."""
        told = {each.source.path for chapter in self.chapters for each in self.shown.get(chapter.path, ())}
        own = self.data_pages.values()
        return (*self.chapters, *(page for page in own if self.shown[page.path][0].source.path not in told))

    def groups_on(self, page: Chapter) -> tuple[CitationGroup, ...]:
        """The citations of a page: of its text, and then of what it shows of data files."""
        passages = (passage for each in self.shown.get(page.path, ()) for passage in each.passages)
        return (
            *self.citation_groups(page.document),
            *(self.canonical_group(group) for passage in passages for group in passage.groups),
        )

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every citation, in reading order."""
        found = []
        for page in self.citing_pages:
            of_data = {each.source.path: each for each in self.shown.get(page.path, ())}
            found += [
                Mention(page, group, citation, number, of_data.get(group.span.source.path))
                for group, citation, number in numbered(self.groups_on(page))
            ]
        return tuple(found)

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Mention, ...]]:
        """The backlinks: where each key is cited. Keys that no entry has are here too."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.citation.key, []).append(mention)
        return {key: tuple(mentions) for key, mentions in found.items()}

    @cached_property
    def labels(self) -> Mapping[str, tuple[Label, ...]]:
        """Where each label is given, in reading order: once, because a cross-reference may name it on any page."""
        found: dict[str, list[Label]] = {}
        named = {id_ for files in self.data_files.values() for id_ in files}
        for chapter in self.chapters:
            for label in chapter.document.labels:
                if label.span.text == label.name or label.span.text in named:  # a block may name no file
                    found.setdefault(label.name, []).append(label)
        return {name: tuple(labels) for name, labels in found.items()}

    def cited_in(self, chapter: Chapter) -> tuple[str, ...]:
        """The keys that a page cites and the store has, in the order of their first mention."""
        groups = self.groups_on(chapter)
        keys = dict.fromkeys(citation.key for group in groups for citation in group.citations)
        return tuple(key for key in keys if key in self.references)


def _reading_order(path: str) -> tuple[str, bool, str]:
    folder, name = posixpath.split(path)
    return folder, name != "index.md", name
