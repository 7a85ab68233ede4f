"""The book: the survey's chapters and references as one typst document."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from livingsurvey.render.typst.document import anchors, body
from livingsurvey.render.typst.text import label, string, strings
from livingsurvey.syntax.problem import SurveyError

PAPERS = ("a4", "us-letter")
_REFERENCES = "references"


@dataclass(frozen=True)
class BookChapter:
    """A page of the survey that goes into the book.

    `path` is that of its Markdown below `docs/`, `part` the title of the part in which it stands, `kind` is `chapter`,
    `part` (a part's own page) or `matter` (not numbered); `html` is the sanitised content, `description` may be empty.
    """

    path: str
    part: str | None
    title: str
    description: str
    kind: str
    html: str


@dataclass(frozen=True)
class BookReference:
    """A work in the list of references: its key and its formatted text as HTML."""

    key: str
    html: str


@dataclass(frozen=True)
class BookMeta:
    """What the cover and the PDF's metadata say; what is None or empty is left out."""

    title: str
    description: str | None = None
    authors: tuple[str, ...] = ()
    version: str | None = None
    date: datetime.date | None = None
    licence: str | None = None
    url: str | None = None
    language: str = "en"
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """A typst document, the pictures that it asks for, and what could not be set.

    `images` are paths below the folder of the chapters; `unknown` are pairs of a chapter's path and the name of an
    HTML element of which only the content is in the book.
    """

    text: str
    images: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


def book(
    meta: BookMeta, chapters: Iterable[BookChapter], references: Iterable[BookReference] = (), paper: str = "a4"
) -> Book:
    """The book of these chapters, in their order, and of these references, in theirs.

    A chapter or a reference that comes twice is set once. A part begins where a chapter's `part` changes; a chapter of
    kind `part` is its first page. Raises `SurveyError` for a paper that is not in `PAPERS`.
    """
    if paper not in PAPERS:
        raise SurveyError(f"unknown paper {paper!r} for the book: use one of {', '.join(PAPERS)}")
    pages: dict[str, BookChapter] = {}
    for chapter in chapters:
        pages.setdefault(chapter.path, chapter)
    works: dict[str, BookReference] = {}
    for reference in references:
        works.setdefault(reference.key, reference)
    known = {path: anchors(chapter.html) for path, chapter in pages.items()}
    design = files("livingsurvey.render").joinpath("templates", "book.typ").read_text(encoding="utf-8")
    texts = [design, _settings(meta, paper)]
    images: dict[str, None] = {}
    unknown: list[tuple[str, str]] = []
    for opening in _openings(pages.values()):
        texts.append(opening.text)
        if page := opening.chapter:
            resolve = _resolver(page.path, known, works)
            written = body(page.html, resolve, path=page.path, level=opening.level, number=opening.number)
            texts.append(written.text)
            images |= dict.fromkeys(written.images)
            unknown += [(page.path, name) for name in written.unknown]
    if works:
        texts.append(f'#chapter(1, "", {string(_REFERENCES)}, none, words.references, none)\n#references[')
        for key, work in works.items():
            written = body(work.html, lambda _: None, path=_reference_label(key))
            texts.append(f"#reference({string(_reference_label(key))})[{written.text.strip()}]")
            unknown += [(_REFERENCES, name) for name in written.unknown]
        texts.append("]")
    return Book("\n".join(texts) + "\n", tuple(images), tuple(dict.fromkeys(unknown)))


@dataclass(frozen=True)
class _Opening:
    """The call that opens a part or a chapter, and how what follows it is counted."""

    text: str
    chapter: BookChapter | None
    level: int
    number: str = ""


def _openings(chapters: Iterable[BookChapter]) -> Iterator[_Opening]:
    """The chapters with their openings, and a page for each part that has none of its own."""
    parts, numbered = 0, 0
    title: str | None = None
    names: tuple[str | None, ...] = ()
    for chapter in chapters:
        if chapter.kind == "part":
            parts, title, names = parts + 1, chapter.title, (chapter.part, chapter.title)
            yield _Opening(_part(parts, label(chapter.path), chapter.title, chapter.description), chapter, 1)
            continue
        if not chapter.part:
            title, names = None, ()
        elif chapter.part not in names:
            parts, title, names = parts + 1, chapter.part, (chapter.part,)
            yield _Opening(_part(parts, f"part:{parts}", chapter.part, ""), None, 1)
        number = ""
        if chapter.kind != "matter":
            numbered += 1
            number = str(numbered)
        level = 2 if title else 1
        name, words = string(label(chapter.path)), _optional(chapter.description)
        text = f"#chapter({level}, {string(number)}, {name}, {_optional(title)}, {string(chapter.title)}, {words})\n"
        yield _Opening(text, chapter, level, number)


def _part(number: int, name: str, title: str, description: str) -> str:
    return f"#part({number}, {string(name)}, {string(title)}, {_optional(description)})\n"


def _resolver(
    path: str, known: Mapping[str, frozenset[str]], works: Mapping[str, BookReference]
) -> Callable[[str], str | None]:
    """What finds the label for an address in the chapter at `path`, as it stands in Markdown."""

    def resolve(address: str) -> str | None:
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        anchor = unquote(parts.fragment)
        if not parts.path and (key := anchor.removeprefix("ref-")) in works and key != anchor:
            return _reference_label(key)
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        if anchor in known.get(target, ()):
            return label(target, anchor)
        return label(target) if parts.path and target in known else None

    return resolve


def _reference_label(key: str) -> str:
    return label(_REFERENCES, key)


def _settings(meta: BookMeta, paper: str) -> str:
    """The call that applies the design, with what is known about the survey."""
    settings = {
        "title": string(meta.title),
        "description": _optional(meta.description),
        "authors": strings(meta.authors),
        "version": _optional(meta.version),
        "foot": strings(filter(None, [meta.licence, meta.url])),
        "keywords": strings(meta.keywords),
        "date": f"datetime(year: {meta.date.year}, month: {meta.date.month}, day: {meta.date.day})"
        if meta.date
        else "none",
        "language": string(meta.language),
        "paper": string(paper),
    }
    return f"#show: survey.with({', '.join(f'{name}: {value}' for name, value in settings.items())})\n"


def _optional(text: str | None) -> str:
    return string(text) if text else "none"
