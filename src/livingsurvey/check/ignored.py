"""What a survey's remarks and settings want to be silent, and which of these wishes silenced nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pathspec import GitIgnoreSpec

from livingsurvey.config import PerFileIgnore
from livingsurvey.model.survey import Survey
from livingsurvey.syntax import ignores
from livingsurvey.syntax.ignores import Remark
from livingsurvey.syntax.source import Span

_YAML = (".yml", ".yaml", ".cff")


@dataclass(frozen=True, eq=False)  # each is one of its own, whatever else stands in the same remark
class Ignore:
    """A code, or the beginning of several, in capitals, that a remark or a pattern of paths wants to be silent."""

    code: str
    span: Span
    origin: Remark | PerFileIgnore


@dataclass(frozen=True)
class Ignored:
    """The ignores of a survey when the rules have run.

    `idle` are those that silenced nothing although all rules that they name have run, `unmatched` the patterns of paths
    to which no file of the survey answers, `named` all codes that the settings name, `names` the names of all rules by
    code.
    """

    remarks: tuple[Remark, ...]
    idle: tuple[Ignore, ...]
    unmatched: tuple[PerFileIgnore, ...]
    named: tuple[tuple[str, Span], ...]
    names: Mapping[str, str]


@dataclass(frozen=True)
class Wishes:
    """The ignores of a survey before anything has run."""

    survey: Survey

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks of all its files."""
        return tuple(_remarks(self.survey))

    @cached_property
    def in_places(self) -> tuple[Ignore, ...]:
        """What remarks want to be silent; what one of them repeats counts once."""
        return tuple(ignore for remark in self.remarks for ignore in _of_remark(remark))

    @cached_property
    def in_files(self) -> tuple[Ignore, ...]:
        """What patterns of paths want to be silent."""
        wanted = self.survey.settings.per_file_ignores
        return tuple(Ignore(code, span, each) for each in wanted for code, span in each.codes)

    @cached_property
    def files(self) -> Mapping[PerFileIgnore, frozenset[str]]:
        """The paths of the survey that each pattern names; as in a .gitignore, relative to the survey's folder."""
        survey = self.survey
        paths = {source.path for source in (survey.settings.source, *survey.sources)}
        paths |= {f"{survey.settings.docs_dir}/{document}" for document in survey.documents}
        paths.update(survey.symlinks)
        return {each: _matching(each.pattern, paths) for each in survey.settings.per_file_ignores}


def _of_remark(remark: Remark) -> Iterator[Ignore]:
    seen = set[str]()
    for span in remark.codes:
        if (code := span.text.upper()) not in seen:
            seen.add(code)
            yield Ignore(code, span, remark)


def _remarks(survey: Survey) -> Iterator[Remark]:
    for chapter in survey.chapters:
        if ignores.has_remark(chapter.source.text):
            yield from ignores.in_markdown(chapter.document)
    for reading in survey.bibliography.readings:
        if ignores.has_remark(reading.source.text):
            yield from ignores.in_bibtex(reading.file)
    for source in (survey.settings.source, *survey.sources):
        if ignores.has_remark(source.text):
            if source.path.endswith(_YAML):
                yield from ignores.in_yaml(source)
            elif source.path.endswith(".svg"):
                yield from ignores.in_svg(source)


def _matching(pattern: str, paths: set[str]) -> frozenset[str]:
    try:
        return frozenset(GitIgnoreSpec.from_lines([pattern]).match_files(paths))
    except ValueError:  # a pattern that is none names no file
        return frozenset()
