"""What the files of an EPUB are called, each by its path within the package.

Names are of small letters, digits and hyphens, so that no reader and no file system takes two of them for one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from livingsurvey.model.slugs import slugs

PACKAGE, STYLE, COVER = "package.opf", "style.css", "cover.png"
COVER_PAGE, TITLE_PAGE, CONTENTS, REFERENCES = "cover.xhtml", "title.xhtml", "contents.xhtml", "references.xhtml"
# The core media types of images (EPUB 3.3, section 3.2), and the ending of a file of each.
ENDINGS = {
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}


def chapter_files(paths: Iterable[str]) -> Mapping[str, str]:
    """The files of chapters by the paths of their Markdown."""
    named = slugs(paths, lambda path: "home" if path == "index.md" else path.removesuffix(".md").removesuffix("/index"))
    return {path: f"chapters/{name}.xhtml" for path, name in named.items()}


def part_file(number: int) -> str:
    """The file of a part that has no page of its own."""
    return f"parts/{number}.xhtml"


def image_files(media_types: Mapping[str, str]) -> Mapping[str, str]:
    """The files of images by their paths below the chapters' folder, of whose media types there are some."""
    named = slugs(media_types)
    return {path: f"images/{named[path]}.{ENDINGS[media_types[path]]}" for path in media_types}


def between(here: str, there: str) -> str:
    """From one file to another."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")
