"""Surveys made of texts, and their pages as HTML, without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
from markdown import Markdown

from livingsurvey.config import read_settings
from livingsurvey.model.survey import Survey
from livingsurvey.render.html import LivingSurvey
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.source import Source

REPOSITORY = Path(__file__).parents[1]
# The extensions that our own survey has, and what MkDocs adds to any.
SETTINGS = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
STORE = """\
@article{ash2020, author = {Ash, Ann}, title = {First}, year = 2020}
@article{beech2021, author = {Beech, Bob and Cedar, Cy}, title = {Second}, year = 2021}
"""


def survey_of(files: Mapping[str, str]) -> Survey:
    """The survey of some files, by their paths below its root."""
    sources = tuple(
        Source(path, text)
        for path, text in files.items()
        if path.endswith((".md", ".bib", ".cff", ".yml", ".svg")) and path != "mkdocs.yml"
    )
    settings = read_settings(Source("mkdocs.yml", files.get("mkdocs.yml", "site_name: Test\n")))
    folder = settings.docs_dir + "/"
    return Survey(settings, sources, frozenset(path.removeprefix(folder) for path in files if path.startswith(folder)))


@cache
def _options() -> Mapping[str, Mapping[str, Any]]:
    extensions = read_settings(Source("mkdocs.yml", SETTINGS)).extensions
    return {"toc": {}, "tables": {}, "fenced_code": {}} | {name: dict(options) for name, options in extensions}


def engine() -> Markdown:
    """Python-Markdown as our own survey has it, without our extension."""
    return Markdown(extensions=list(_options()), extension_configs=_options())


class Page:
    """A chapter as the site shows it: its HTML, and what one asks of it."""

    def __init__(
        self,
        text: str,
        store: str = STORE,
        style: str = "author-year",
        path: str = "index.md",
        extra: str = "",
        others: Mapping[str, str] | None = None,
    ) -> None:
        settings = SETTINGS.replace("style: author-year", f"style: {style}")
        files = {"mkdocs.yml": settings, f"docs/{path}": text, "bibliography/store.bib": store}
        self.survey = survey_of(files | dict(others or {}))
        self.pages = Pages(self.survey)
        self.chapter = self.survey.chapter_by_path[path]
        ours = LivingSurvey(pages=self.pages, path=path)
        self.markdown = Markdown(extensions=[*_options(), *extra.split(), ours], extension_configs=_options())
        self.html = self.markdown.convert(text[self.chapter.document.body_start :])
        self.tree = lxml.html.fromstring(f"<div>{self.html}</div>")

    @property
    def body(self) -> str:
        """The HTML of the text itself, without title block and reference list."""
        return self.html.partition("</header>")[2].partition('<section class="sv-references')[0].strip()

    def texts(self, selector: str) -> list[str]:
        """The folded text of each element that an XPath finds."""
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(selector)]

    def values(self, selector: str) -> list[str]:
        """What an XPath that ends in an attribute finds."""
        return [str(found) for found in self.tree.xpath(selector)]


def document(text: str) -> Document:
    return Document(Source("docs/page.md", text))
