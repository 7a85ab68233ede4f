"""What the arguments of a command name: a survey or files of it, files that belong to none, chapters, keys, rules."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import livingsurvey
from livingsurvey.config import SETTINGS_FILE, Settings, find_root
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Part:
    """What a command is about: a survey, the folder from which its paths count, and which of them (`None`: all)."""

    survey: Survey
    root: Path
    names: frozenset[str] | None = None

    def holds(self, source: Source) -> bool:
        """Whether the command is about this source."""
        return self.names is None or source.path in self.names

    @cached_property
    def files(self) -> Mapping[Path, str]:
        """The survey's files on the disk and their names in it."""
        survey = self.survey
        names = [source.path for source in (survey.settings.source, *survey.sources)]
        names += [f"{survey.settings.docs_dir}/{document}" for document in survey.documents]
        return {(self.root / name).resolve(): name for name in names}


def parts(paths: Iterable[Path], directory: Path) -> list[Part]:
    """The surveys that the paths belong to, and one made of the files that belong to none.

    Without paths, the survey at or above `directory`. Raises `SurveyError`.
    """
    paths = tuple(paths)
    if not paths:
        return [Part(livingsurvey.load(directory), find_root(directory))]
    surveys: dict[Path, Part | None] = {}
    named: dict[Path, frozenset[str]] = {}
    others: list[Path] = []
    for path in paths:
        if not path.exists():
            raise SurveyError(f"{path}: there is no such file")
        root, asked = _root(path, directory), path.resolve()
        if root and root not in surveys:
            surveys[root] = _loaded(root)
        whole = surveys[root] if root else None
        found = [name for file, name in whole.files.items() if file.is_relative_to(asked)] if whole else []
        if whole and found:
            named[whole.root] = named.get(whole.root, frozenset()).union(found)
        else:
            others.append(path)
    chosen = [Part(part.survey, part.root, named[root]) for root, part in surveys.items() if part and root in named]
    return [*chosen, lone(others)] if others else chosen


def _root(path: Path, directory: Path) -> Path | None:
    """The folder of the survey that a path may belong to."""
    if directory != Path():
        return find_root(directory)
    try:
        return find_root(path if path.is_dir() else path.parent)
    except SurveyError:
        return None


def _loaded(root: Path) -> Part | None:
    """The survey in a folder; `None` if what is there, such as another program's mkdocs.yml, is none."""
    try:
        return Part(livingsurvey.load(root), root)
    except SurveyError:
        return None


def lone(paths: Iterable[Path]) -> Part:
    """A survey made of files that belong to none. Where their links lead cannot be known."""
    sources = []
    for path in paths:
        if path.is_dir():
            raise SurveyError(f"{path}: this is a folder; name the files in it")
        if path.suffix not in (".bib", ".md"):
            raise SurveyError(f"{path}: this is neither a .bib nor a .md file, nor a part of a survey")
        sources.append(Source.decode(path.as_posix(), path.read_bytes()))
    # Without a store among them, nothing is known of the keys that they cite.
    unknown = ("REF001",) if any(source.path.endswith(".bib") for source in sources) else ("REF001", "CIT001")
    return Part(Survey(Settings(Source(SETTINGS_FILE, ""), docs_dir=".", ignore=unknown), tuple(sources)), Path())


def chapter_name(part: Part, path: str) -> str:
    """The path below the documents' folder of a chapter that is named so, or by its path from where we are."""
    known = part.survey.chapter_by_path
    file, docs = Path(path).resolve(), (part.root / part.survey.settings.docs_dir).resolve()
    below = file.relative_to(docs).as_posix() if file.is_relative_to(docs) else ""
    return below if below in known and path not in known else path


def codes(given: Iterable[str]) -> list[str]:
    """The codes of rules in options that may hold several, `BIB,cit001`."""
    return [code.strip().upper() for several in given for code in several.split(",") if code.strip()]


def typed(command: str, directory: Path, paths: Iterable[Path]) -> str:
    """A command with the folder and the paths that it was given."""
    given = ["-C", str(directory)] if directory != Path() else []
    return shlex.join([*command.split(), *given, *map(str, paths)])
