"""The book: the survey's chapters and references as one typst document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from livingsurvey.render.typst.document import anchors, body
from livingsurvey.render.typst.text import label, string, strings
from livingsurvey.render.volume import BookChapter, BookMeta, BookReference, Opening, openings
from livingsurvey.syntax.problem import SurveyError

PAPERS = ("a4", "us-letter")
_REFERENCES = "references"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


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

    A chapter or a reference that comes twice is set once. Raises `SurveyError` for a paper that is not in `PAPERS`.
    """
    if paper not in PAPERS:
        raise SurveyError(f"unknown paper {paper!r} for the book: use one of {', '.join(PAPERS)}")
    opened = tuple(openings(chapters))
    works: dict[str, BookReference] = {}
    for reference in references:
        works.setdefault(reference.key, reference)
    known = {opening.chapter.path: anchors(opening.chapter.html) for opening in opened if opening.chapter}
    design = files("livingsurvey.render").joinpath("templates", "book.typ").read_text(encoding="utf-8")
    texts = [design, _settings(meta, paper)]
    images: dict[str, None] = {}
    unknown: list[tuple[str, str]] = []
    for opening in opened:
        texts.append(_call(opening))
        if page := opening.chapter:
            resolve = _resolver(page.path, known, works)
            written = body(page.html, resolve, path=page.path, level=opening.level, number=_number(opening))
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


def _call(opening: Opening) -> str:
    """What opens a part or a chapter."""
    title, words, page = string(opening.title), _optional(opening.description), opening.chapter
    if opening.is_part:
        name = label(page.path) if page else f"part:{opening.number}"
        return f"#part({opening.number}, {string(name)}, {title}, {words})\n"
    assert page is not None, "only a part may be without a page"
    arguments = f"{string(_number(opening))}, {string(label(page.path))}, {_optional(opening.part)}, {title}, {words}"
    return f"#chapter({opening.level}, {arguments})\n"


def _number(opening: Opening) -> str:
    """That of a chapter, with which those of its sections begin."""
    return str(opening.number) if opening.number and not opening.is_part else ""


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
        # typst knows languages and not their regions, and refuses whatever is no code.
        "language": string(found[0].lower() if (found := _LANGUAGE.match(meta.language)) else "en"),
        "paper": string(paper),
    }
    return f"#show: survey.with({', '.join(f'{name}: {value}' for name, value in settings.items())})\n"


def _optional(text: str | None) -> str:
    return string(text) if text else "none"
