"""The EPUB, packed: one archive with the same bytes for the same survey and pictures.

The container is that of EPUB Open Container Format 3.3: `mimetype` comes first and is not compressed (section 4.2), and
`META-INF/container.xml` names the package document.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from livingsurvey.build.card import png
from livingsurvey.check.rules.active_svg import active_svg
from livingsurvey.model.survey import Survey
from livingsurvey.render.epub.names import COVER, ENDINGS, PACKAGE
from livingsurvey.render.epub.publication import publication
from livingsurvey.render.pages import Pages
from livingsurvey.render.typst.text import string, strings
from livingsurvey.render.volume import BookMeta, Volume

_MEDIA_TYPE = b"application/epub+zip"
_FOLDER = "EPUB"
_CONTAINER = f"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{_FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what the format of archives can say, and what no file here is younger than
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_HEAD = 12  # bytes in which all of these, and WebP's, stand


def epub(
    pages: Pages, volume: Volume, docs: Path, modified: datetime.datetime, *, warn: Callable[[str], object]
) -> bytes:
    """The bytes of the EPUB of a volume, `modified` at a time with a time zone.

    Pictures are read from the folder `docs` and nowhere else. `warn` is told, in one line each, of chapters and
    pictures that are left out. Raises `SurveyError` if typst cannot set the cover.
    """
    pictures = _Pictures(pages.survey, docs.resolve(), warn)
    book = publication(pages, volume, pictures.media_type, modified.astimezone(datetime.UTC))
    for path, reason in book.problems:
        warn(f"{path} is left out of the EPUB: {reason}")
    packed = {
        "META-INF/container.xml": _CONTAINER.encode(),
        **{f"{_FOLDER}/{source.path}": source.encode() for source in book.texts},
        f"{_FOLDER}/{COVER}": png(_cover(volume.meta), "cover of the EPUB"),
        **{f"{_FOLDER}/{file}": (docs / path).read_bytes() for file, path in book.pictures.items()},
    }
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _MEDIA_TYPE)
        for name, content in packed.items():
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), content, compresslevel=9)
    return result.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    """A file of the archive, without what a system or a day would leave in it."""
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = compression, 3, 0o644 << 16
    return entry


def _cover(meta: BookMeta) -> str:
    design = (files("livingsurvey.render") / "templates" / "epub" / "cover.typ").read_text("utf-8")
    edition = " · ".join(filter(None, [f"Version {meta.version}" if meta.version else "", _day(meta.date)]))
    arguments = ", ".join([string(meta.title), string(meta.description or ""), strings(meta.authors), string(edition)])
    return f"{design}\n#cover({arguments})\n"


def _day(date: datetime.date | None) -> str:
    return f"{date.day} {date.strftime('%B')} {date.year}" if date else ""


@dataclass(frozen=True)
class _Pictures:
    """The pictures in the folder of the chapters."""

    survey: Survey
    docs: Path
    warn: Callable[[str], object]
    _known: dict[str, str | None] = field(default_factory=dict, init=False)

    def media_type(self, path: str) -> str | None:
        """What a picture is by its first bytes; None for what no EPUB can hold, of which it is told once."""
        if path not in self._known:
            found = self._found(path)
            self._known[path] = found if found in ENDINGS else None
            if found not in ENDINGS:
                self.warn(f"{path} is left out of the EPUB: {found}")
        return self._known[path]

    def _found(self, path: str) -> str:
        """The media type, or why there is none."""
        if path not in self.survey.documents:
            return "there is no such file among the chapters"
        try:
            with (self.docs / path).open("rb") as file:
                head = file.read(_HEAD)
        except OSError as error:
            return f"it cannot be read ({error.strerror})"
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return "image/webp"
        for signature, media_type in _SIGNATURES.items():
            if head.startswith(signature):
                return media_type
        if not path.lower().endswith(".svg"):
            return "it is no picture that an EPUB can hold: use PNG, JPEG, GIF, WebP or SVG"
        return self._active.get(path, "image/svg+xml")

    @cached_property
    def _active(self) -> Mapping[str, str]:
        """What is wrong with drawings, by their paths: nothing in an EPUB may run or be loaded from elsewhere."""
        prefix = f"{self.survey.settings.docs_dir}/"
        return {
            problem.span.source.path.removeprefix(prefix): problem.message for problem in active_svg.find(self.survey)
        }
