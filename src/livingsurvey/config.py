"""The settings of a survey: `mkdocs.yml`, read without MkDocs.

Our own settings stand under `extra.survey` in mkdocs.yml. Nothing in the file is executed: `!ENV` and
`!!python/name:` stay opaque here and are left to the engine that knows them.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from livingsurvey.syntax import yaml
from livingsurvey.syntax.key_pattern import pattern_problem
from livingsurvey.syntax.problem import Problem, SurveyError
from livingsurvey.syntax.source import Source, Span

SETTINGS_FILE = "mkdocs.yml"
STYLES = ("author-year", "numeric")
PAPERS = ("a4", "us-letter")


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

    `extensions` are the Markdown extensions in order with their options, where an option that only MkDocs can
    resolve is a `yaml.Opaque`.
    """

    source: Source
    site_name: str = "A living survey"
    site_description: str = ""
    site_url: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    directory_urls: bool = True
    exclude_docs: str = ""
    nav: tuple[NavItem, ...] | None = None
    extensions: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    bibliography: tuple[str, ...] = ("bibliography/*.bib",)
    bibliography_span: Span | None = None
    style: str = "author-year"
    paper: str = "a4"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    managed: tuple[str, ...] = ()
    managed_span: Span | None = None
    key_pattern: str = ""
    problems: tuple[Problem, ...] = ()

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


def read_settings(source: Source) -> Settings:
    """The settings in an mkdocs.yml."""
    return _Reader(source).settings()


def written(node: yaml.Node) -> str:
    """A scalar as its author wrote it: a version 1.10 is no number."""
    return node.value if isinstance(node.value, str) else node.span.text.strip()


def _from_environment(value: yaml.Opaque, default: str) -> str:
    """What MkDocs makes of `!ENV NAME` or `!ENV [NAME, OTHER, default]`; the default for any other tag."""
    if value.tag != "!ENV":
        return default
    names, fallback = (value.parts[:-1], value.parts[-1]) if len(value.parts) > 1 else (value.parts, default)
    return next((os.environ[name] for name in names if name in os.environ), fallback)


class _Reader:
    """Reads one settings file, gathering what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._problems: list[Problem] = []

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return yaml.parse(self._source)
        except yaml.YamlError as error:
            self._problems.append(error.problem)
            return None

    def settings(self) -> Settings:
        root = self._root
        if root is None:
            return Settings(self._source, problems=tuple(self._problems))
        if not isinstance(root.value, dict):
            self._problem(root.span, "this file holds settings by name", "write `site_name: ...` and the like")
        extra = root.get("extra")
        own = extra.get("survey") if extra else None
        self._known_keys(own)
        bibliography, managed = (own.get(name) if own else None for name in ("bibliography", "managed"))
        settings = Settings(
            self._source,
            site_name=self._string(root, "site_name", Settings.site_name),
            site_description=self._string(root, "site_description", ""),
            site_url=self._string(root, "site_url", ""),
            docs_dir=self._folder(root, "docs_dir", "docs"),
            site_dir=self._folder(root, "site_dir", "site"),
            exclude_docs=self._string(root, "exclude_docs", ""),
            directory_urls=self._flag(root, "use_directory_urls", True),
            nav=self._nav(root.get("nav")),
            extensions=tuple(self._extensions(root.get("markdown_extensions"))),
            bibliography=self._strings(own, "bibliography") or Settings.bibliography,
            bibliography_span=bibliography.span if bibliography else None,
            style=self._choice(own, "style", STYLES),
            paper=self._choice(own, "paper", PAPERS),
            select=self._strings(own, "select"),
            ignore=self._strings(own, "ignore"),
            managed=self._strings(own, "managed"),
            managed_span=managed.span if managed else None,
            key_pattern=self._key_pattern(own),
        )
        # Reading has filled the list of problems, so it is put in last.
        return Settings(**{**vars(settings), "problems": tuple(self._problems)})

    def _problem(self, span: Span, message: str, hint: str) -> None:
        self._problems.append(Problem(span, message, hint))

    def _known_keys(self, own: yaml.Node | None) -> None:
        known = ("bibliography", "style", "paper", "select", "ignore", "managed", "key-pattern")
        if own is None:
            return
        if not isinstance(own.value, dict):
            if own.value is not None:
                self._problem(
                    own.span, "`extra.survey` holds settings by name", "write `style: author-year` and the like"
                )
            return
        for key, span, _ in own.items():
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean `{close[0]}`?" if close else "known are: " + ", ".join(known)
                self._problem(span, f"there is no setting `{key}`", hint)

    def _string(self, node: yaml.Node, key: str, default: str) -> str:
        found = node.get(key)
        if found is None or found.value is None:
            return default
        if isinstance(found.value, yaml.Opaque):
            return _from_environment(found.value, default)
        if isinstance(found.value, dict | tuple):
            self._problem(found.span, f"`{key}` is one text", f"write `{key}: ...` on one line")
            return default
        return written(found)

    def _folder(self, node: yaml.Node, key: str, default: str) -> str:
        folder = self._string(node, key, default)
        found = node.get(key)
        if found and (Path(folder).is_absolute() or ".." in Path(folder).parts or folder in ("", ".")):
            self._problem(
                found.span, f"`{key}` leaves the survey's folder", f"name a folder below it, such as `{default}`"
            )
            return default
        return folder

    def _flag(self, node: yaml.Node, key: str, default: bool) -> bool:
        found = node.get(key)
        return found.value if found and isinstance(found.value, bool) else default

    def _choice(self, own: yaml.Node | None, key: str, choices: tuple[str, ...]) -> str:
        found = own.get(key) if own else None
        if found is None:
            return choices[0]
        if found.value not in choices:
            close = difflib.get_close_matches(str(found.value), choices, 1)
            hint = f"did you mean `{close[0]}`?" if close else "choose one of: " + ", ".join(choices)
            self._problem(found.span, f"`{found.span.text}` is no {key}", hint)
            return choices[0]
        return str(found.value)

    def _strings(self, own: yaml.Node | None, key: str) -> tuple[str, ...]:
        found = own.get(key) if own else None
        if found is None:
            return ()
        items = found.value if isinstance(found.value, tuple) else (found,)
        if any(not isinstance(item.value, str) for item in items):
            self._problem(found.span, f"`{key}` is a text or a list of texts", f"write `{key}: [one, two]`")
            return ()
        return tuple(item.value for item in items)

    def _key_pattern(self, own: yaml.Node | None) -> str:
        found = own.get("key-pattern") if own else None
        if own is None or found is None:
            return ""
        pattern = self._string(own, "key-pattern", "")
        if wrong := pattern_problem(pattern):
            self._problem(found.span, *wrong)
            return ""
        return pattern

    def _nav(self, node: yaml.Node | None) -> tuple[NavItem, ...] | None:
        if node is None or node.value is None:
            return None
        if not isinstance(node.value, tuple):
            self._problem(node.span, "`nav` is a list of pages and sections", "write `- Title: path.md` on each line")
            return None
        return tuple(item for entry in node.value for item in self._nav_items(entry))

    def _nav_items(self, node: yaml.Node) -> Iterator[NavItem]:
        if isinstance(node.value, str):
            yield NavItem(None, node.value, node.span)
        elif isinstance(node.value, dict):
            for title, _, value in node.items():
                if isinstance(value.value, str):
                    yield NavItem(title, value.value, value.span)
                else:
                    yield NavItem(title, None, value.span, self._nav(value) or ())
        else:
            self._problem(node.span, "this is no line of a navigation", "write `- Title: path.md`")

    def _extensions(self, node: yaml.Node | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if node is None:
            return
        if isinstance(node.value, dict):
            for name, _, options in node.items():
                yield name, options.plain or {}
        elif isinstance(node.value, tuple):
            for item in node.value:
                if isinstance(item.value, str):
                    yield item.value, {}
                for name, _, options in item.items():
                    yield name, options.plain if isinstance(options.value, dict) else {}
