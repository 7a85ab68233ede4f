"""A chapter as HTML: the Python-Markdown extension `livingsurvey`, the same under every engine and for the book.

Citations, cross-references and formulas are found in the text by the scanner that the checker uses, and replaced by
placeholders with a random part before Python-Markdown sees them; the finished HTML is sanitised; only then do our own
links, formulas and lists go in. What a contributor writes can therefore neither be taken for ours nor escape the
sanitiser.
"""

from __future__ import annotations

import re
import secrets
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import escape

from livingsurvey.config import Settings
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.numbering import TABLE_CAPTION
from livingsurvey.model.survey import Survey
from livingsurvey.model.targets import bibliography_pages, topic_pages
from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.chapter_page import reference_list
from livingsurvey.render.engine_text import read
from livingsurvey.render.glossary import explained
from livingsurvey.render.images import Images
from livingsurvey.render.lone_figures import LoneFigures
from livingsurvey.render.overview import overviews
from livingsurvey.render.pages import Pages
from livingsurvey.render.placed import Caption, Placed, placed_in
from livingsurvey.render.sanitise import sanitise
from livingsurvey.render.title_block import with_title_block
from livingsurvey.render.topics import topics
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source
from livingsurvey.syntax.yaml import Opaque

# What MkDocs adds to the extensions that the settings name.
_ENGINE_EXTENSIONS = ("toc", "tables", "fenced_code")
_TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")
_NAME = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9]+)")
_VERBATIM, _LINKS = frozenset({"code", "pre", "kbd", "samp"}), frozenset({"a"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MATTERING = _VERBATIM | _LINKS | _HEADINGS | {"figure", "figcaption"}
_ID = re.compile(r' id="([^"]*)"')
# Attributes in which a formula or citation may stand as text; of any other the sanitiser would have judged a stand-in.
_WORDED = re.compile(r' (?:alt|title|aria-label|href|src)="[^"]*"')


class _Page:
    """The conversion of one text; made anew for each, because Python-Markdown keeps one instance of everything."""

    def __init__(self, pages: Pages, path: str, for_book: bool) -> None:
        self.pages = pages
        self.path = path
        self.for_book = for_book
        self.final = False
        self.has_title = False
        self.list_anchor = ""
        self.mentions: dict[str, list[int]] = {}
        self._mark = "zq" + secrets.token_hex(8)
        self._token = re.compile(self._mark + r"(\d+)z")
        self._paragraph = re.compile(f"<p>({self._token.pattern})</p>")
        self._placed: list[Placed] = []
        self._shown: set[int] = set()
        self._others = pages.cross_references(path, for_book)
        self._images = Images(pages.addresses, path, pages.image_size)

    def prepared(self, text: str) -> str:
        """The text with placeholders where citations, cross-references, formulas, escaped signs stood."""
        document, end = read(self.pages.survey, self.path, text)
        parts = []
        blocks = overviews(document, self.pages, self.path, self.for_book)
        found = [*placed_in(document, self.pages, self._others), *blocks]
        if not self.for_book:
            found += explained(document, self.pages, self.path)
        for span, placed in sorted(found, key=lambda item: item[0].start):
            around = "\n\n" if placed.block else ""
            token = f"{self._mark}{len(self._placed)}z"
            parts += [document.source.text[end : span.start], around, token, around]
            self._placed.append(placed)
            if placed.caption:
                parts.append(self._caption(placed.caption))
            end = span.end
        return "".join(parts) + document.source.text[end:]

    def _caption(self, caption: Caption) -> str:
        """The block by which pymdownx gives what is drawn above it a caption and number, as for those of the text."""
        if not self.pages.numbering.prefixes.get(caption.block):
            return ""
        self._placed.append(caption.title)
        place = "< " if caption.block == TABLE_CAPTION else ""
        return f"/// {caption.block} | {place}#{caption.label}\n{self._mark}{len(self._placed) - 1}z\n///\n\n"

    def filled(self, markup: str) -> str:
        """Sanitised HTML with what stands for the placeholders: markup in prose, in code what was written.

        Within a tag or a link only text goes in. Ids of the page that are ours are taken from whoever else has them.
        """
        markup = self._paragraph.sub(self._unwrapped, markup)
        ours = self._ids()
        within = ((_VERBATIM, self._source), (_LINKS, self._linked), (_HEADINGS, self._titled))
        parts = _TAG.split(markup)
        inside: list[str] = []  # the elements that matter and are open
        for index, part in enumerate(parts):
            tag = _NAME.match(part) if index % 2 else None
            if tag:
                parts[index] = self._tag(part, ours)
                self.has_title = self.has_title or tag["name"] == "h1"
                if tag["name"] in _MATTERING:
                    link_or_code = tag["name"] if tag["name"] != "a" or ' href="' in part else ""
                    inside = inside[:-1] if tag["end"] else [*inside, link_or_code]
                elif tag["name"] == "img" and not self.for_book:
                    in_figure = "figure" in inside and not {"a", "figcaption"}.intersection(inside)
                    parts[index] = self._images.shown(parts[index], in_figure)
            elif self._mark in part:
                put = next((put for names, put in within if names.intersection(inside)), self._markup)
                parts[index] = self._token.sub(put, part)
        return "".join(parts)

    def _unwrapped(self, found: re.Match[str]) -> str:
        """A block without the paragraph that Python-Markdown has made of its placeholder."""
        return found[1] if self._placed[int(found[2])].block else found[0]

    def _tag(self, tag: str, ours: frozenset[str]) -> str:
        if self._mark in tag:
            tag = _WORDED.sub(lambda found: self._token.sub(self._text, found[0]), tag)
            tag = self._token.sub("", tag)
        return _ID.sub(lambda found: "" if found[1] in ours else found[0], tag)

    @property
    def _lists_all(self) -> bool:
        return self.path in bibliography_pages(self.pages.survey)

    def _ids(self) -> frozenset[str]:
        """The ids that we may give on this page."""
        addresses = self.pages.addresses
        mentions = [mention for placed in self._placed for mention in placed.mentions]
        keys = self.pages.survey.references if self._lists_all else (key for key, _ in mentions)
        labels = (placed.label for placed in self._placed if placed.label)
        drawn = (name for placed in self._placed if placed.block for name in _ID.findall(placed.markup))
        mentioned = (addresses.mention(*mention) for mention in mentions)
        return frozenset([*mentioned, *map(addresses.entry, keys), *labels, *drawn])

    def _text(self, found: re.Match[str]) -> str:
        return str(escape(self._placed[int(found[1])].text))

    def _source(self, found: re.Match[str]) -> str:
        return str(escape(self._placed[int(found[1])].source))

    def _linked(self, found: re.Match[str]) -> str:
        """What goes into a link, which can hold no other."""
        placed = self._placed[int(found[1])]
        return str(escape(placed.text) if placed.leads else placed.markup)

    def _titled(self, found: re.Match[str]) -> str:
        """What goes into a heading, which the contents and the theme repeat."""
        placed = self._placed[int(found[1])]
        return str(escape(placed.text)) if placed.leads and not placed.mentions else self._markup(found)

    def _markup(self, found: re.Match[str]) -> str:
        number = int(found[1])
        placed = self._placed[number]
        if placed.mentions and number in self._shown:
            return str(escape(placed.text))  # an extension shows this text twice, and an id stands once
        if placed.label and number in self._shown:
            return _ID.sub("", placed.markup)
        self._shown.add(number)
        for key, mention in placed.mentions:
            self.mentions.setdefault(key, []).append(mention)
        return str(placed.markup)

    def caption(self, label: str) -> str | None:
        """What stands before the caption of a figure that the page may have; `None` for what is no such figure."""
        return self._others.caption(label)

    def named(self, markup: str) -> str:
        """A heading's HTML for the contents: citations and cross-references left out, formulas as TeX."""
        return self._token.sub(lambda found: str(escape(self._placed[int(found[1])].name)), markup)

    def finished(self, markup: str) -> str:
        """The page's HTML: title block, sanitised text, reference list."""
        body = self.filled(sanitise(markup))
        if self.for_book:
            return body
        if self._lists_all:
            return body + str(bibliography(self.pages, self.path))
        if self.path in topic_pages(self.pages.survey):
            return body + str(topics(self.pages, self.path))
        if self.mentions:
            self.list_anchor = "references" if ' id="references"' not in body else "references-cited"
        if chapter := self.pages.survey.chapter_by_path.get(self.path):
            body = with_title_block(self.pages, chapter, body, self.has_title, self.list_anchor)
        return f"{body}{reference_list(self.pages, self.path, self.mentions, self.list_anchor)}"


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


class _Finish(Postprocessor):
    def __init__(self, extension: LivingSurvey, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, text: str) -> str:
        page = self._extension.page
        if not page.final:
            return page.named(text)
        finished = page.finished(text)
        if page.list_anchor:
            _add_to_contents(self.md, page.list_anchor, "References")
        return finished


class LivingSurvey(Extension):
    """The Markdown extension `livingsurvey`; whoever drives it sets its options: a `Pages` and the page's path."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "pages": ["", "the generated pages of a survey (livingsurvey.render.pages.Pages)"],
            "path": ["", "the document's path below the documents' folder"],
            "for_book": [False, "leave out what only the site shows: title block and reference list"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the steps: placeholders first, figures behind attribute lists, sanitising and filling last."""
        md.registerExtension(self)
        md.preprocessors.register(_Prepare(self), "survey-prepare", 200)
        md.treeprocessors.register(LoneFigures(md, lambda: self.page.caption), "survey-figures", 6)
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
    try:
        return md.convert(chapter.source.text[chapter.document.body_start :].replace("\r\n", "\n"))
    except Exception as error:  # whatever an extension may trip over
        what = f"{type(error).__name__}: {error}"
        raise SurveyError(f"{chapter.source.path}: Python-Markdown cannot convert this page: {what}") from error


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
