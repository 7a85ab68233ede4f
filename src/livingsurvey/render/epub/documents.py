"""The documents of an EPUB: cover, title page, contents, parts and chapters, references."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from livingsurvey.model.credit import authors_of
from livingsurvey.render.chapter_tools import work_text
from livingsurvey.render.epub import names
from livingsurvey.render.epub.links import Links, outward
from livingsurvey.render.epub.package import right_to_left
from livingsurvey.render.epub.text import FORBIDDEN, Text, text
from livingsurvey.render.machines.facts import licence_address
from livingsurvey.render.pages import Pages
from livingsurvey.render.title_block import day
from livingsurvey.render.volume import Opening, Volume, openings

_LISTS = (("lot", "Tables", "table"), ("loi", "Figures", "figure"))
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_REFERENCES = "References"


@dataclass(frozen=True)
class Document:
    """A document: its file and its XHTML; of a chapter also its text, and the path of its Markdown."""

    file: str
    markup: str
    text: Text | None = None
    path: str = ""
    properties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and those below it."""

    title: str
    href: str
    number: str = ""
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Documents:
    """What makes the documents of a volume; of its chapters those are there of which there are `texts`, by their paths.

    `media_type` tells that of an image that can be packed, by its path below the chapters' folder.
    """

    pages: Pages
    volume: Volume
    texts: Mapping[str, Text]
    media_type: Callable[[str], str | None]

    def all(self) -> Iterator[Document]:
        """All documents in the order in which one reads them."""
        meta = self.volume.meta
        yield self._document(names.COVER_PAGE, "cover", cover=names.COVER, title=meta.title)
        yield self._document(
            names.TITLE_PAGE,
            "title",
            title=meta.title,
            meta=meta,
            date=day(meta.date) if meta.date else "",
            cited=Markup(self._outside(str(work_text(self.pages)))),
            licence=licence_address(self.pages.survey),
        )
        yield self._contents()
        yield from map(self._chapter, self._openings)
        if self.volume.references:
            yield self._references()

    @cached_property
    def images(self) -> Mapping[str, str]:
        """The files of the images that can be packed, by their paths below the chapters' folder."""
        found = (_image_path(path, source) for path, each in self.texts.items() for source, _ in each.images)
        types = {path: self.media_type(path) for path in found if path}
        return names.image_files({path: kind for path, kind in types.items() if kind})

    @cached_property
    def _openings(self) -> tuple[Opening, ...]:
        found = openings(self.volume.chapters)
        return tuple(each for each in found if each.chapter is None or each.chapter.path in self.texts)

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return names.chapter_files(self.texts)

    @cached_property
    def _links(self) -> Links:
        ids = {path: each.ids for path, each in self.texts.items()}
        entries = frozenset(f"ref-{work.key}" for work in self.volume.references)
        return Links(self.pages, self._files, ids, names.REFERENCES, entries)

    def _file(self, opening: Opening) -> str:
        return self._files[opening.chapter.path] if opening.chapter else names.part_file(opening.number)

    def _document(
        self, file: str, template: str, held: Text | None = None, path: str = "", **facts: object
    ) -> Document:
        language = self.volume.meta.language
        markup = self.pages.render(
            f"epub/{template}.xhtml",
            language=language,
            rtl=right_to_left(language),
            style=names.between(file, names.STYLE),
            **facts,
        )
        properties = ("nav",) if file == names.CONTENTS else held.properties if held else ()
        return Document(file, FORBIDDEN.sub("", markup), held, path, properties)

    def _chapter(self, opening: Opening) -> Document:
        """A chapter, or a part that may have no page of its own."""
        page, survey = opening.chapter, self.pages.survey
        path = page.path if page else ""
        chapter, held = survey.chapter_by_path.get(path), self.texts.get(path)
        names_authors = chapter and chapter.fact("authors")
        return self._document(
            self._file(opening),
            "chapter",
            held,
            path,
            title=opening.title,
            opening=opening,
            number=_number(opening),
            is_glossary=bool(path) and path == survey.terms.page,
            authors=[each.full_name for each in authors_of(survey, chapter)] if chapter and names_authors else (),
            searched=day(chapter.searched) if chapter and chapter.searched else "",
            markup=Markup(self._linked(path, held)) if held else "",
        )

    def _linked(self, path: str, held: Text) -> str:
        """The text of the chapter at a path with its links and images."""

        def picture(source: str) -> str | None:
            file = self.images.get(_image_path(path, source))
            return names.between(self._files[path], file) if file else None

        return held.markup(lambda address: self._links.leads(path, address), picture)

    def _contents(self) -> Document:
        listed = {
            kind: tuple(
                Entry(place.title, f"{self._file(opening)}#{place.id}")
                for opening in self._openings
                if opening.chapter
                for place in self.texts[opening.chapter.path].places
                if place.kind == kind
            )
            for _, _, kind in _LISTS
        }
        return self._document(
            names.CONTENTS,
            "contents",
            contents=self._entries(),
            lists=[(name, title, listed[kind]) for name, title, kind in _LISTS if listed[kind]],
            landmarks=list(self._landmarks()),
        )

    def _entries(self) -> list[Entry]:
        """The parts with their chapters, and the chapters with their sections."""
        top: list[Entry] = []
        for opening in self._openings:
            file = self._file(opening)
            places = self.texts[opening.chapter.path].places if opening.chapter else ()
            sections = tuple(Entry(each.title, f"{file}#{each.id}") for each in places if each.kind == "section")
            entry = Entry(opening.title, file, _number(opening), sections)
            if opening.part and top:
                top[-1] = Entry(top[-1].title, top[-1].href, top[-1].number, (*top[-1].below, entry))
            else:
                top.append(entry)
        return [*top, Entry(_REFERENCES, names.REFERENCES)] if self.volume.references else top

    def _landmarks(self) -> Iterator[tuple[str, str, str]]:
        yield "cover", "Cover", names.COVER_PAGE
        yield "titlepage", "Title page", names.TITLE_PAGE
        yield "toc", "Contents", f"{names.CONTENTS}#toc"
        if self._openings:
            yield "bodymatter", "Start of the text", self._file(self._openings[0])
        if (page := self.pages.survey.terms.page) and page in self._files:
            yield "glossary", "Glossary", self._files[page]
        if self.volume.references:
            yield "bibliography", _REFERENCES, names.REFERENCES

    def _references(self) -> Document:
        mentions: dict[str, dict[str, list[str]]] = {}
        for opening in self._openings:
            if page := opening.chapter:
                for entry, mention in self.texts[page.path].citations:
                    places = mentions.setdefault(entry, {}).setdefault(opening.title, [])
                    places.append(f"{self._file(opening)}#{mention}")
        entries = [
            {"id": name, "text": Markup(self._outside(work.html)), "mentions": mentions.get(name, {})}
            for work in self.volume.references
            if (name := f"ref-{work.key}")
        ]
        return self._document(names.REFERENCES, "references", title=_REFERENCES, entries=entries)

    @staticmethod
    def _outside(html: str) -> str:
        """A text whose links all lead out."""
        return text(html).markup(outward, lambda _: None)


def _number(opening: Opening) -> str:
    """`Part II`, or the number of a chapter."""
    if not opening.number:
        return ""
    return f"Part {_roman(opening.number)}" if opening.is_part else str(opening.number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def _image_path(path: str, source: str) -> str:
    """The path below the chapters' folder of an image on the page at a path; empty if it lies elsewhere."""
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return "" if found.startswith("..") or "\0" in found or "\\" in found else found
