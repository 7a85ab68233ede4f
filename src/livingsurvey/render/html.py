"""A chapter as HTML: the Python-Markdown extension `livingsurvey`, the same under every engine and for the book.

Citations and formulas are found in the text by the scanner that the checker uses, and replaced by placeholders with a
random part before Python-Markdown sees them; the finished HTML is sanitised; only then do our own links, formulas and
lists go in. What a contributor writes can therefore neither be taken for ours nor escape the sanitiser.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from livingsurvey.config import Settings
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey, numbered
from livingsurvey.model.targets import BIBLIOGRAPHY_PAGE
from livingsurvey.render.math import formula
from livingsurvey.render.pages import Pages
from livingsurvey.render.sanitise import sanitise
from livingsurvey.syntax.citations import CitationGroup
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source
from livingsurvey.syntax.yaml import Opaque

# What MkDocs adds to the extensions that the settings name.
_ENGINE_EXTENSIONS = ("toc", "tables", "fenced_code")
_TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")
_ESCAPED_AT = re.compile(r"\\@(?=[\w{])")


@dataclass(frozen=True)
class _Placed:
    """What stands for a placeholder: HTML on the page, plain text in a contents list, source in an attribute."""

    markup: Markup
    text: str
    source: str


class _Page:
    """The conversion of one text; made anew for each, because Python-Markdown keeps one instance of everything."""

    def __init__(self, pages: Pages, path: str, for_book: bool) -> None:
        self.pages = pages
        self.path = path
        self.for_book = for_book
        self.cited: list[str] = []
        self.final = False
        self._mark = "zq" + secrets.token_hex(8)
        self._token = re.compile(self._mark + r"(\d+)z")
        self._placed: list[_Placed] = []

    def prepared(self, text: str) -> str:
        """The text with placeholders where citations, formulas and escaped at signs stood."""
        document = Document(Source(self.path, text))
        numbers: dict[int, list[int]] = {}
        for group, citation, number in numbered(document.citation_groups):
            numbers.setdefault(group.span.start, []).append(number)
            if citation.key in self.pages.survey.references:
                self.cited.append(citation.key)
        found = [(group.span.start, group.span.end, self._group(group, numbers)) for group in document.citation_groups]
        found += [
            (span.start, span.end, _Placed(formula(tex, span.text, big), tex, span.text))
            for span, tex, big in document.formulas
        ]
        found += [(at.start(), at.end(), _Placed(Markup("@"), "@", "@")) for at in _ESCAPED_AT.finditer(document.prose)]
        parts, end = [], 0
        for start, stop, placed in sorted(found, key=lambda item: item[0]):
            parts += [text[end:start], f"{self._mark}{len(self._placed)}z"]
            self._placed.append(placed)
            end = stop
        return "".join(parts) + text[end:]

    def _group(self, group: CitationGroup, numbers: Mapping[int, list[int]]) -> _Placed:
        citations = self.pages.citations
        return _Placed(citations.group(group, numbers[group.span.start]), "", citations.text(group))

    def filled(self, markup: str) -> str:
        """Sanitised HTML with what stands for the placeholders; within a tag only text goes in."""
        parts = _TAG.split(markup)
        for index, part in enumerate(parts):
            if self._mark in part:
                parts[index] = self._token.sub(lambda found, inside=index % 2: self._put(found, inside), part)
        return "".join(parts)

    def _put(self, found: re.Match[str], in_tag: int) -> str:
        placed = self._placed[int(found[1])]
        return str(escape(placed.source)) if in_tag else str(placed.markup)

    def named(self, markup: str) -> str:
        """A heading's HTML for the contents: citations left out, formulas as text."""
        return self._token.sub(lambda found: self._placed[int(found[1])].text, markup)

    def finished(self, markup: str, has_title: bool) -> str:
        """The page's HTML: title block, sanitised text, reference list."""
        body = self.filled(sanitise(markup))
        if self.for_book:
            return body
        chapter = self.pages.survey.chapter_by_path.get(self.path)
        if self.path == BIBLIOGRAPHY_PAGE:
            return body + str(self.pages.bibliography(self.path))
        head = str(self.pages.title_block(chapter)) if chapter and not has_title else ""
        return head + body + str(self.pages.reference_list(self.path, self.cited))

    @cached_property
    def has_list(self) -> bool:
        return bool(self.cited) and not self.for_book


class _Prepare(Preprocessor):
    def __init__(self, extension: LivingSurvey) -> None:
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        return self._extension.page.prepared("\n".join(lines)).split("\n")


class _Seal(Treeprocessor):
    """Runs last of its kind: from here on, postprocessors see the page and no longer single headings."""

    def __init__(self, extension: LivingSurvey) -> None:
        self._extension = extension

    def run(self, root: Element) -> None:
        self._extension.page.final = True
        self._extension.has_title = root.find("h1") is not None


class _Finish(Postprocessor):
    def __init__(self, extension: LivingSurvey, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, text: str) -> str:
        page = self._extension.page
        if not page.final:
            return page.named(text)
        if page.has_list:
            _add_to_contents(self.md, "references", "References")
        return page.finished(text, self._extension.has_title)


class LivingSurvey(Extension):
    """The Markdown extension `livingsurvey`; whoever drives it sets its options: a `Pages` and the page's path."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "pages": ["", "the generated pages of a survey (livingsurvey.render.pages.Pages)"],
            "path": ["", "the document's path below the documents' folder"],
            "for_book": [False, "leave out what only the site shows: title block and reference list"],
        }
        self.has_title = False
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the three steps: placeholders first, sanitising and filling last."""
        md.registerExtension(self)
        md.preprocessors.register(_Prepare(self), "survey-prepare", 200)
        md.treeprocessors.register(_Seal(self), "survey-seal", -1000)
        md.postprocessors.register(_Finish(self, md), "survey-finish", -1000)
        self.reset()

    def reset(self) -> None:
        """Begin a new text."""
        # Without a survey (the extension alone in some other program) every citation is unknown, and sanitising holds.
        pages = self.getConfig("pages") or Pages(Survey(Settings(Source("mkdocs.yml", "")), ()))
        self.page = _Page(pages, self.getConfig("path"), self.getConfig("for_book"))


def chapter_html(pages: Pages, chapter: Chapter) -> str:
    """A chapter's HTML for the book: as on the site, without title block and reference list. Raises `SurveyError`."""
    settings = pages.survey.settings
    options = {
        name: {key: value for key, value in given.items() if not _opaque(value)} for name, given in settings.extensions
    }
    own = {"pages": pages, "path": chapter.path, "for_book": True}
    names = dict.fromkeys([*_ENGINE_EXTENSIONS, *(name for name in options if name != "livingsurvey")])
    try:
        md = Markdown(extensions=[*names, LivingSurvey(**own)], extension_configs=options)
    except (ImportError, KeyError, AttributeError, TypeError) as error:
        raise SurveyError(f"a Markdown extension in mkdocs.yml cannot be used: {error}") from None
    return md.convert(chapter.source.text[chapter.document.body_start :].replace("\r\n", "\n"))


def _opaque(value: object) -> bool:
    """Whether an option holds something that only MkDocs can resolve."""
    if isinstance(value, dict):
        return any(_opaque(item) for item in value.values())
    return any(_opaque(item) for item in value) if isinstance(value, list) else isinstance(value, Opaque)


def _add_to_contents(md: Markdown, anchor: str, name: str) -> None:
    """Put a heading of ours into the contents that `toc` has made."""
    tokens = getattr(md, "toc_tokens", None)
    if tokens is None:
        return
    level = tokens[-1]["children"] if tokens and tokens[-1]["level"] == 1 else tokens
    level.append({"level": 2, "id": anchor, "name": name, "html": name, "data-toc-label": "", "children": []})
