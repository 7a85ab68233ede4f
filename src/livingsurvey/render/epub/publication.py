"""The survey as an EPUB: its documents in their order, and the pictures that go with them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from livingsurvey.render.epub import names
from livingsurvey.render.epub.documents import Documents
from livingsurvey.render.epub.package import XHTML, Item, package
from livingsurvey.render.epub.text import Text, text
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import BookChapter, Volume
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Publication:
    """An EPUB before it is packed.

    `texts` are its files but for the pictures, the package document first, by their paths in the package; `pictures`
    give the paths below the chapters' folder of those by theirs, without the cover. `problems` tell of each chapter
    that is not in it, by its path, why.
    """

    texts: tuple[Source, ...]
    pictures: Mapping[str, str]
    problems: tuple[tuple[str, str], ...]


def publication(
    pages: Pages, volume: Volume, media_type: Callable[[str], str | None], modified: datetime.datetime
) -> Publication:
    """The EPUB of a volume.

    `media_type` tells that of an image by its path below the chapters' folder, if it can be packed (`names.ENDINGS`);
    `modified` is when the publication got as it is, in UTC.
    """
    texts, problems = _read(volume.chapters)
    failed: Mapping[str, str] = {"": ""}
    while failed:
        book = Documents(pages, volume, texts, media_type)
        documents = tuple(book.all())
        failed = {each.path: reason for each in documents if each.path and (reason := _malformed(each.markup))}
        # What cannot be read costs itself alone; links to it have to go.
        problems |= failed
        texts = {path: found for path, found in texts.items() if path not in failed}
    style = (files("livingsurvey.render") / "templates" / "epub" / names.STYLE).read_text("utf-8")
    items = [
        Item("cover", names.COVER, "image/png", ("cover-image",)),
        *(Item(f"text-{number}", each.file, XHTML, each.properties) for number, each in enumerate(documents, 1)),
        Item("style", names.STYLE, "text/css"),
        *(
            Item(f"image-{number}", file, media_type(path) or "")
            for number, (path, file) in enumerate(book.images.items(), 1)
        ),
    ]
    held = [each.text for each in documents if each.text]
    described = package(pages, volume.meta, items, held, modified.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return Publication(
        (
            Source(names.PACKAGE, described + "\n"),
            *(Source(each.file, each.markup + "\n") for each in documents),
            Source(names.STYLE, style),
        ),
        {file: path for path, file in book.images.items()},
        tuple(problems.items()),
    )


def _read(chapters: tuple[BookChapter, ...]) -> tuple[dict[str, Text], dict[str, str]]:
    """The texts of chapters by their paths, and why there is none of a chapter."""
    texts: dict[str, Text] = {}
    problems: dict[str, str] = {}
    for chapter in chapters:
        try:
            texts.setdefault(chapter.path, text(chapter.html))
        except (etree.LxmlError, ValueError, RecursionError) as error:
            problems[chapter.path] = _one_line(error)
    return texts, problems


def _malformed(markup: str) -> str:
    """Why a document cannot be read; empty if it can."""
    try:
        etree.fromstring(markup.encode())
    except etree.XMLSyntaxError as error:
        return _one_line(error)
    return ""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
