"""What the settings of a survey are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from livingsurvey.syntax.problem import Problem, SurveyError
from livingsurvey.syntax.source import Source, Span

SETTINGS_FILE = "mkdocs.yml"
STYLES = ("author-year", "numeric")
PAPERS = ("a4", "us-letter")
PAGE_KINDS = ("chapter", "part", "matter")
"""What a page may be: a chapter, the index of a part, or what belongs to neither, such as home and glossary."""
Severity = Literal["error", "warning"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning")


@dataclass(frozen=True)
class Range:
    """How many words or references a page should have, both ends included; an end that is `None` is open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Length:
    """How long pages of one kind should be."""

    words: Range = Range()
    references: Range = Range()


@dataclass(frozen=True)
class PerFileIgnore:
    """A pattern of paths, as in a .gitignore, and the codes of rules that are silent there, each with its place."""

    pattern: str
    pattern_span: Span
    codes: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class NavItem:
    """A line of the navigation: a page with its path, or a section with items below it."""

    title: str | None
    path: str | None
    span: Span
    items: tuple[NavItem, ...] = ()

    def pages(self, section: str | None = None) -> Iterator[tuple[NavItem, str | None]]:
        """Every page at or below this item, with the title of the outermost section that it stands in."""
        if self.path is not None:
            yield self, section
        for item in self.items:
            yield from item.pages(section or self.title)


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says, as far as we need it; what is wrong with it is in `problems`.

    `extensions` are the Markdown extensions in order with their options, `plugins` MkDocs' plugins in the same form; an
    option that only MkDocs can resolve is a `yaml.Opaque`. `language` is the theme's, empty if nobody says.
    `exclude_docs`, `draft_docs` and `not_in_nav` are patterns of documents in lines, as .gitignore has them. Rules are
    named by codes or their beginnings: `severity` gives some a severity of the survey's own, and `named_codes` are all
    that the settings name anywhere, each with its place. `baseline` is the path of the file of findings that were there
    before, if there is one; `length` says by `kind` how long a page should be.
    """

    source: Source
    site_name: str = "A living survey"
    site_description: str = ""
    site_url: str = ""
    language: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    directory_urls: bool = True
    exclude_docs: str = ""
    draft_docs: str = ""
    not_in_nav: str = ""
    nav: tuple[NavItem, ...] | None = None
    extensions: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    plugins: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    bibliography: tuple[str, ...] = ("bibliography/*.bib",)
    bibliography_span: Span | None = None
    style: str = "author-year"
    paper: str = "a4"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[PerFileIgnore, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    named_codes: tuple[tuple[str, Span], ...] = ()
    baseline: str = ""
    baseline_span: Span | None = None
    length: Mapping[str, Length] = field(default_factory=dict)
    managed: tuple[str, ...] = ()
    managed_span: Span | None = None
    key_pattern: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def lasting(self) -> Settings:
        """Those by which a chapter or the store is judged on its own, wherever mkdocs.yml names them.

        Neither the navigation nor places are among them, nor what says which findings are wanted: what is found stays
        the same when those change.
        """
        wanted = ("docs_dir", "site_url", "directory_urls", "extensions", "style", "length", "managed", "key_pattern")
        return Settings(Source(SETTINGS_FILE, ""), **{name: getattr(self, name) for name in wanted})

    @property
    def own_anchors(self) -> bool:
        """Whether `toc` is told to make headings' anchors by a function of its own."""
        return any(name in ("toc", "markdown.extensions.toc") and "slugify" in opts for name, opts in self.extensions)


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds mkdocs.yml. Raises `SurveyError`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise SurveyError(
        f"there is no {SETTINGS_FILE} in {start} or above it; go to your survey's folder or name it with --directory"
    )
