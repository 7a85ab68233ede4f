"""The baseline on the command line: another one than the settings name, a new one, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from livingsurvey.check.checker import Review
from livingsurvey.check.silencing.baseline import DEFAULT, is_of_others, written
from livingsurvey.cli.arguments import Part
from livingsurvey.cli.door import write
from livingsurvey.edit.fix import Checker
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source


def under(part: Part, file: Path | None) -> Part:
    """The part with this baseline instead of that of its settings. Raises `SurveyError` if there is none."""
    if file is None:
        return part
    if not file.is_file():
        raise SurveyError(f"{file}: there is no such file; `survey check --baseline {file} --write-baseline` writes it")
    source = Source.decode(file.as_posix(), file.read_bytes())
    survey = part.survey
    others = (other for other in survey.sources if other.path != source.path)
    settings = replace(survey.settings, baseline=source.path)
    return replace(part, survey=replace(survey, settings=settings, sources=(*others, source)))


def write_baseline(parts: Sequence[Part], file: Path | None, find: Checker) -> Iterator[str]:
    """Write what is found to a file, to that of the settings, or to the usual one; yields what to say about it.

    Raises `SurveyError` if this is not about all of one survey: what is not looked at would be lost.
    """
    if len(parts) != 1 or parts[0].names is not None:
        raise SurveyError("a baseline holds the findings of a whole survey: name no files of it with --write-baseline")
    [part] = parts
    named = part.survey.settings.baseline
    target = file or part.root / (named or DEFAULT)
    if _is_of_others(target):
        raise SurveyError(f"{target} is left as it is: it holds something else than a baseline; name another file")
    found = find(replace(part.survey, settings=replace(part.survey.settings, baseline="")))
    write(target, written(target.as_posix(), found).encode())
    yield f"Wrote {_findings(len(found))} to {target}."
    if file:
        yield f"`survey check --baseline {target}` shows what is new."
    elif not named:
        yield f"Name it in mkdocs.yml, so that checks and builds go by it: `baseline: {DEFAULT}` under `extra.survey`."


def _is_of_others(file: Path) -> bool:
    """Whether a file holds what is no baseline, nor one that a merge has left in pieces."""
    if not file.exists():
        return False
    text = Source.decode(file.as_posix(), file.read_bytes()).text if file.is_file() else "of a folder or a device"
    return is_of_others(text)


def became(reviews: Iterable[Review]) -> Iterator[str]:
    """What became of the findings in the baseline."""
    reviews = list(reviews)
    hidden, mended = sum(review.hidden for review in reviews), sum(review.mended for review in reviews)
    if hidden:
        yield f"{_findings(hidden)} of the baseline {'is' if hidden == 1 else 'are'} not shown."
    if mended:
        verb = "is" if mended == 1 else "are"
        yield f"{_findings(mended)} of the baseline {verb} mended; `survey check --write-baseline` renews it."


def _findings(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"
