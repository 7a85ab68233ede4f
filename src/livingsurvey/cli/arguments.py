"""What the arguments of a command name: a survey or files of it, files that belong to none, chapters, keys, rules."""

from __future__ import annotations

import datetime
import os
import re
import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import livingsurvey
from livingsurvey.cli.door import say
from livingsurvey.config import SETTINGS_FILE, Settings, find_root
from livingsurvey.model.correction import managed
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

# A line that begins an entry, outside of fenced code: no Markdown has it, and every .bib file with something in it has.
_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.M)
_FENCED = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1|\Z)", re.M | re.S)

# What only a survey knows: the other files and pages that a text may name, and in which folder it stands.
_BEYOND = ("REF001", "REF003", "REF004", "REF005", "SEC005")


@dataclass(frozen=True)
class Part:
    """What a command is about: a survey, the folder from which its paths count, and which of them (`None`: all).

    `piped` are the bytes of the one file that came on standard input instead of from the disk.
    """

    survey: Survey
    root: Path
    names: frozenset[str] | None = None
    piped: bytes | None = None

    def holds(self, source: Source) -> bool:
        """Whether the command is about this source."""
        return self.names is None or source.path in self.names

    def data(self, source: Source) -> bytes:
        """The bytes of this file as they are now. Raises `OSError`."""
        return (self.root / source.path).read_bytes() if self.piped is None else self.piped

    @cached_property
    def files(self) -> Mapping[Path, str]:
        """The survey's files on the disk and their names in it."""
        survey = self.survey
        names = [source.path for source in (survey.settings.source, *survey.sources)]
        names += [f"{survey.settings.docs_dir}/{document}" for document in survey.documents]
        names += survey.symlinks  # which are told of, wherever they lead
        found = {}
        for name in names:
            with suppress(OSError, RuntimeError):  # a link that leads to itself
                found[(self.root / name).resolve()] = name
        return found


def parts(paths: Iterable[Path], directory: Path, today: datetime.date | None = None) -> list[Part]:
    """The surveys that the paths belong to, as of a day, and one made of the files that belong to none.

    Without paths, the survey at or above `directory`. Raises `SurveyError`.
    """
    paths = tuple(paths)
    if not paths:
        return [Part(livingsurvey.load(directory, today), find_root(directory))]
    surveys: dict[Path, Part | None] = {}
    named: dict[Path, frozenset[str]] = {}
    others: list[Path] = []
    for path in paths:
        if not path.exists():
            raise SurveyError(f"{path}: there is no such file")
        root, asked = _root(path, directory), path.resolve()
        if root and root not in surveys:
            # A folder, or a pipe, cannot be read without its survey.
            surveys[root] = _loaded(root, today) if path.is_file() else Part(livingsurvey.load(root, today), root)
        whole = surveys[root] if root else None
        found = [name for file, name in whole.files.items() if file.is_relative_to(asked)] if whole else []
        if whole and found:
            named[whole.root] = named.get(whole.root, frozenset()).union(found)
        else:
            others.append(path)
    chosen = [Part(part.survey, part.root, named[root]) for root, part in surveys.items() if part and root in named]
    return [*chosen, lone(others, today)] if others else chosen


def _root(path: Path, directory: Path) -> Path | None:
    """The folder of the survey that a path may belong to."""
    if directory != Path():
        return find_root(directory)
    try:
        return find_root(path if path.is_dir() else path.parent)
    except SurveyError:
        return None


def _loaded(root: Path, today: datetime.date | None) -> Part | None:
    """The survey in a folder; `None`, which is told, if it cannot be loaded: its files can be read without it."""
    try:
        return Part(livingsurvey.load(root, today), root)
    except SurveyError as error:
        say(f"read on its own, without its survey: {error}")
        return None


def watched(paths: Iterable[Path], directory: Path) -> tuple[list[Path], list[Path]]:
    """The folders of the surveys that a command is about, and the lone files. Raises `SurveyError`."""
    paths = tuple(paths)
    if not paths:
        return [find_root(directory)], []
    roots = {root for path in paths if (root := _root(path, directory))}
    return sorted(roots), [path for path in paths if not path.is_dir()]


def in_repository(paths: Iterable[Path], directory: Path) -> str:
    """The survey's folder in what a workflow of GitHub has checked out, or below where we are; empty for its root.

    Nothing is said of several surveys at once. Raises `SurveyError`.
    """
    roots, _ = watched(paths, directory)
    checked_out = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    if len(roots) != 1 or not roots[0].is_relative_to(checked_out):
        return ""
    folder = roots[0].relative_to(checked_out).as_posix()
    return "" if folder == "." else folder


def lone(paths: Iterable[Path], today: datetime.date | None = None) -> Part:
    """A survey made of files that belong to none. Where their links lead cannot be known."""
    sources = []
    for path in paths:
        if path.is_dir():
            raise SurveyError(f"{path}: this is a folder; name the files in it")
        if not path.is_file():
            raise SurveyError(f"{path}: this is no file, but a pipe or a device; `-` stands for standard input")
        sources.append(Source.decode(_text_name(path), path.read_bytes()))
    return Part(_survey_of(tuple(sources), today), Path())


def piped(data: bytes, name: Path | None, directory: Path, today: datetime.date | None = None) -> Part:
    """What came on standard input, as the text of the file with this name: in its survey, if it is in one.

    Without a name it belongs to no survey, and what it is shows in its text. Raises `SurveyError`.
    """
    if name is None:
        text = Source.decode("", data).text
        source = Source.decode("stdin.bib" if _ENTRY.search(_FENCED.sub("", text)) else "stdin.md", data)
        return Part(_survey_of((source,), today), Path(), frozenset({source.path}), data)
    root = _root(name, directory)
    whole = _loaded(root, today) if root else None
    path = _name_in(whole, name.resolve()) if whole else None
    if whole is None or path is None:
        source = Source.decode(_text_name(name), data)
        return Part(_survey_of((source,), today), Path(), frozenset({source.path}), data)
    return Part(whole.survey.having(Source.decode(path, data)), whole.root, frozenset({path}), data)


def _name_in(part: Part, file: Path) -> str | None:
    """What a survey calls a text of it, or one that it would read if it were there."""
    survey, settings = part.survey, part.survey.settings
    name = part.files.get(file)
    if name is None and file.is_relative_to(part.root):
        name = file.relative_to(part.root).as_posix()
        in_store = managed(settings.bibliography, [name])
        in_docs = name.endswith(".md") and name.startswith(f"{settings.docs_dir}/")
        return name if (in_store or in_docs) and not file.exists() else None
    texts = {source.path for source in (settings.source, *survey.sources)}
    return name if name in texts else None


def _text_name(path: Path) -> str:
    """The name of a lone file of a kind that can be checked. Raises `SurveyError`."""
    if path.suffix not in (".bib", ".md"):
        raise SurveyError(f"{path}: this is neither a .bib nor a .md file, nor a part of a survey")
    return path.as_posix()


def _survey_of(sources: tuple[Source, ...], today: datetime.date | None) -> Survey:
    # Without a store among them, nothing is known of the keys that they cite.
    unknown = _BEYOND if any(source.path.endswith(".bib") for source in sources) else (*_BEYOND, "CIT001")
    return Survey(Settings(Source(SETTINGS_FILE, ""), docs_dir=".", ignore=unknown), sources, today=today)


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
