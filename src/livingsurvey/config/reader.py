"""The settings of a survey: `mkdocs.yml`, read without MkDocs.

Our own settings stand under `extra.survey` in mkdocs.yml. Nothing in the file is executed: `!ENV` and
`!!python/name:` stay opaque here and are left to the engine that knows them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from livingsurvey.config.nav import nav
from livingsurvey.config.settings import (
    PAGE_KINDS,
    PAPERS,
    SEVERITIES,
    STYLES,
    Length,
    PerFileIgnore,
    Range,
    Settings,
    Severity,
)
from livingsurvey.config.values import Values
from livingsurvey.syntax import yaml
from livingsurvey.syntax.key_pattern import pattern_problem
from livingsurvey.syntax.source import Source, Span

_KNOWN = (
    "bibliography",
    "style",
    "paper",
    "select",
    "ignore",
    "per-file-ignores",
    "severity",
    "baseline",
    "length",
    "managed",
    "key-pattern",
)


def read_settings(source: Source) -> Settings:
    """The settings in an mkdocs.yml."""
    return _Reader(source).settings()


class _Reader(Values):
    """Reads one settings file, gathering what is wrong with it."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return yaml.parse(self._source)
        except yaml.YamlError as error:
            self.problems.append(error.problem)
            return None

    def settings(self) -> Settings:
        root = self._root
        if root is None:
            return Settings(self._source, problems=tuple(self.problems))
        if not isinstance(root.value, dict):
            self.problem(root.span, "this file holds settings by name", "write `site_name: ...` and the like")
        extra = root.get("extra")
        own = extra.get("survey") if extra else None
        theme = root.get("theme")
        self._known_keys(own)
        bibliography, managed = (own.get(name) if own else None for name in ("bibliography", "managed"))
        settings = Settings(
            self._source,
            site_name=self.string(root, "site_name", Settings.site_name),
            site_description=self.string(root, "site_description", ""),
            site_url=self.string(root, "site_url", ""),
            language=self.string(theme, "language", "") if theme else "",
            repo_url=self.string(root, "repo_url", ""),
            edit_uri=self.string(root, "edit_uri", ""),
            docs_dir=self.folder(root, "docs_dir", "docs"),
            site_dir=self.folder(root, "site_dir", "site"),
            exclude_docs=self.string(root, "exclude_docs", ""),
            draft_docs=self.string(root, "draft_docs", ""),
            not_in_nav=self.string(root, "not_in_nav", ""),
            directory_urls=self.flag(root, "use_directory_urls", True),
            nav=nav(self, root.get("nav")),
            extensions=tuple(self._with_options(root.get("markdown_extensions"))),
            plugins=tuple(self._with_options(root.get("plugins"))),
            bibliography=self.patterns(own, "bibliography", Settings.bibliography),
            bibliography_span=bibliography.span if bibliography else None,
            style=self.choice(own, "style", STYLES),
            paper=self.choice(own, "paper", PAPERS),
            select=self.strings(own, "select"),
            ignore=self.strings(own, "ignore"),
            per_file_ignores=tuple(self._per_file(own)),
            severity=dict(self._severities(own)),
            named_codes=tuple(self._named_codes(own)),
            baseline=self._baseline(own),
            baseline_span=named.span if (named := own and own.get("baseline")) else None,
            length=dict(self._lengths(own)),
            managed=self.strings(own, "managed"),
            managed_span=managed.span if managed else None,
            key_pattern=self._key_pattern(own),
        )
        # Reading has filled the list of problems, so it is put in last.
        return Settings(**{**vars(settings), "problems": tuple(self.problems)})

    def _known_keys(self, own: yaml.Node | None) -> None:
        if own is None:
            return
        if not isinstance(own.value, dict):
            if own.value is not None:
                self.problem(
                    own.span, "`extra.survey` holds settings by name", "write `style: author-year` and the like"
                )
            return
        for key, span, _ in own.items():
            if key not in _KNOWN:
                close = difflib.get_close_matches(key, _KNOWN, 1)
                hint = f"did you mean `{close[0]}`?" if close else "known are: " + ", ".join(_KNOWN)
                self.problem(span, f"there is no setting `{key}`", hint)

    def _key_pattern(self, own: yaml.Node | None) -> str:
        found = own.get("key-pattern") if own else None
        if own is None or found is None:
            return ""
        pattern = self.string(own, "key-pattern", "")
        if wrong := pattern_problem(pattern):
            self.problem(found.span, *wrong)
            return ""
        return pattern

    def _per_file(self, own: yaml.Node | None) -> Iterator[PerFileIgnore]:
        for pattern, span, _ in self._mapping(own, "per-file-ignores", "docs/old/*.md: [REF, DOC006]"):
            found = own.get("per-file-ignores") if own else None
            self.strings(found, pattern)  # which notes what is no text
            yield PerFileIgnore(pattern, span, tuple(_texts(found.get(pattern) if found else None)))

    def _severities(self, own: yaml.Node | None) -> Iterator[tuple[str, Severity]]:
        for code, _, node in self._mapping(own, "severity", "REF: warning"):
            if node.value in SEVERITIES:
                yield code, node.value
            else:
                given = f"`{node.value}`" if isinstance(node.value, str) else "this"
                self.problem(node.span, f"{given} is no severity", "choose one of: " + ", ".join(SEVERITIES))

    def _named_codes(self, own: yaml.Node | None) -> Iterator[tuple[str, Span]]:
        """Where the settings name codes of rules."""
        for name in ("select", "ignore"):
            yield from _texts(own.get(name) if own else None)
        for _, _, node in self._pairs(own, "per-file-ignores"):
            yield from _texts(node)
        yield from ((code, span) for code, span, _ in self._pairs(own, "severity"))

    def _lengths(self, own: yaml.Node | None) -> Iterator[tuple[str, Length]]:
        """By kind of page, how many words and references it should have."""
        for kind, place, node in self._mapping(own, "length", "chapter: {words: [900, 2500], references: [8, 30]}"):
            if kind not in PAGE_KINDS:
                self.problem(place, f"there is no kind of page `{kind}`", "known are: " + ", ".join(PAGE_KINDS))
            known = {"words": Range(), "references": Range()}
            for name, span, value in node.items():
                if name not in known:
                    self.problem(span, f"there is no length in `{name}`", "known are: " + ", ".join(known))
                else:
                    known[name] = self._range(value)
            yield kind, Length(**known)

    def _range(self, node: yaml.Node) -> Range:
        ends = [item.value for item in node.value] if isinstance(node.value, tuple) else []
        if len(ends) != 2 or any(isinstance(end, bool) or not isinstance(end, int | None) for end in ends):
            self.problem(node.span, "this is no range", "write `[900, 2500]`, or `[900, null]` without an upper end")
            return Range()
        if None not in ends and ends[0] > ends[1]:
            self.problem(node.span, "no number lies in this range", "write the smaller number first")
            return Range()
        return Range(*ends)

    def _baseline(self, own: yaml.Node | None) -> str:
        return self.folder(own, "baseline", "survey-baseline.json") if own and own.get("baseline") else ""

    def _mapping(self, own: yaml.Node | None, key: str, example: str) -> Iterator[tuple[str, Span, yaml.Node]]:
        """The pairs under a setting, which holds nothing else."""
        found = own.get(key) if own else None
        if found and found.value is not None and not isinstance(found.value, dict):
            self.problem(found.span, f"`{key}` holds values by name", f"write `{example}` below it")
        yield from self._pairs(own, key)

    @staticmethod
    def _pairs(own: yaml.Node | None, key: str) -> Iterator[tuple[str, Span, yaml.Node]]:
        found = own.get(key) if own else None
        if found:
            yield from found.items()

    def _with_options(self, node: yaml.Node | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The names of extensions or plugins in order, each with its options."""
        if node is None:
            return
        if isinstance(node.value, dict):
            for name, _, options in node.items():
                yield name, options.plain if isinstance(options.value, dict) else {}
        elif isinstance(node.value, tuple):
            for item in node.value:
                if isinstance(item.value, str):
                    yield item.value, {}
                for name, _, options in item.items():
                    yield name, options.plain if isinstance(options.value, dict) else {}


def _texts(node: yaml.Node | None) -> Iterator[tuple[str, Span]]:
    """A text or several, each with its place."""
    for item in node.value if node and isinstance(node.value, tuple) else (node,):
        if item and isinstance(item.value, str):
            yield item.value, item.span
