"""What a survey's remarks and settings want to be silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pathspec import GitIgnoreSpec

from livingsurvey.check.ignored import Ignore
from livingsurvey.config import PerFileIgnore
from livingsurvey.model.survey import Survey
from livingsurvey.syntax import ignores
from livingsurvey.syntax.remark import Remark, has_remark

_YAML = (".yml", ".yaml", ".cff")


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
        if has_remark(chapter.source.text):
            yield from ignores.in_markdown(chapter.document)
    for reading in survey.bibliography.readings:
        if has_remark(reading.source.text):
            yield from ignores.in_bibtex(reading.file)
    for source in (survey.settings.source, *survey.sources):
        if has_remark(source.text):
            if source.path.endswith(_YAML):
                yield from ignores.in_yaml(source)
            elif source.path.endswith(".svg"):
                yield from ignores.in_svg(source)


def _matching(pattern: str, paths: set[str]) -> frozenset[str]:
    try:
        return frozenset(GitIgnoreSpec.from_lines([pattern]).match_files(paths))
    except ValueError:  # a pattern that is none names no file
        return frozenset()
