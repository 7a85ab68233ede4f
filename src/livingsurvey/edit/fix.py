"""Fixes applied: each whole or not at all, over as many rounds as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from livingsurvey.check.rule import Diagnostic
from livingsurvey.edit.apart import apart
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, edited
from livingsurvey.syntax.source import Source

# Rounds in a row after which there are no fewer findings than before: what takes longer does not come to rest.
_PATIENCE = 20
_RESTLESS = "never come to rest"
_RUINOUS = "would make the file unreadable"
Checker = Callable[[Survey], Sequence[Diagnostic]]
Allowance = Callable[[Source], bool]


@dataclass(frozen=True)
class Barred:
    """The fixes of some rules that were left out of a file, since they do harm there: a fault of ours."""

    path: str
    codes: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Fixed:
    """A survey before and after its fixes, what they mended, in order, what is left, and which fixes were left out."""

    before: Survey
    survey: Survey
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    barred: tuple[Barred, ...] = ()

    @property
    def changed(self) -> tuple[tuple[Source, Source], ...]:
        """The files whose text or encoding is another now, before and after, by path."""
        pairs = zip(_sources(self.before), _sources(self.survey), strict=True)
        return tuple(sorted(((old, new) for old, new in pairs if old != new), key=lambda pair: pair[0].path))


class _HarmError(Exception):
    """Fixes that must not be applied."""

    def __init__(self, barred: Iterable[Barred]) -> None:
        super().__init__()
        self.barred = tuple(barred)


def edits(diagnostic: Diagnostic, unsafe: bool) -> tuple[Edit, ...]:
    """What a finding's fix would edit; nothing where it has none, or only one that is unsafe and not wanted."""
    fix = diagnostic.problem.fix
    return fix.edits if fix and (fix.safe or unsafe) else ()


def fix(survey: Survey, check: Checker, unsafe: bool = False, may_edit: Allowance = lambda _: True) -> Fixed:
    """Mend what `check` finds, with safe fixes or also with those that may change what the author meant.

    A fix is left out if it would edit a source that `may_edit` denies. In each round all fixes are applied that do not
    touch one another; then the rules look again. Where they undo one another, or leave a file that cannot be read,
    everything is done again without them: what is returned is never the middle of a quarrel.
    """
    found, barred = tuple(check(survey)), tuple[Barred, ...]()
    while True:
        left_out = {(bar.path, code) for bar in barred for code in bar.codes}

        def wanted(diagnostic: Diagnostic, left_out: set[tuple[str, str]] = left_out) -> bool:
            sources = [edit.span.source for edit in edits(diagnostic, unsafe)]
            return bool(sources) and all(
                may_edit(source) and (source.path, diagnostic.rule.code) not in left_out for source in sources
            )

        try:
            after, mended, left = _rounds(survey, found, check, wanted)
        except _HarmError as harm:
            barred += harm.barred
        else:
            return Fixed(survey, after, mended, left, barred)


def _rounds(
    survey: Survey, found: tuple[Diagnostic, ...], check: Checker, wanted: Callable[[Diagnostic], bool]
) -> tuple[Survey, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The survey after all rounds, what was mended and what is left. Raises `_HarmError`."""
    rounds: list[list[Diagnostic]] = []
    states = {_sources(survey): 0}
    fewest, best = len(found), 0
    while chosen := apart([one for one in found if wanted(one)], _sources(survey)):
        after = survey.edited(_edited(chosen))
        rounds.append(chosen)
        if ruined := _ruined(survey, after):
            raise _HarmError(_barred(chosen, _RUINOUS, ruined))
        since = states.setdefault(_sources(after), len(rounds))
        if since < len(rounds):
            raise _HarmError(_barred(chain(*rounds[since:]), _RESTLESS))
        survey, found = after, tuple(check(after))
        if len(found) < fewest:
            fewest, best = len(found), len(rounds)
        elif len(rounds) - best >= _PATIENCE:
            raise _HarmError(_barred(chosen, _RESTLESS))
    return survey, tuple(chain(*rounds)), found


def _sources(survey: Survey) -> tuple[Source, ...]:
    """Everything that a fix may edit."""
    # The settings stand among the documents, too, if these are in the survey's own folder.
    return tuple(dict.fromkeys((survey.settings.source, *survey.sources)))


def _edited(diagnostics: Iterable[Diagnostic]) -> dict[str, Source]:
    given: dict[Source, list[Edit]] = {}
    for diagnostic in diagnostics:
        for edit in edits(diagnostic, unsafe=True):
            given.setdefault(edit.span.source, []).append(edit)
    return {source.path: edited(source, some) for source, some in given.items()}


def _barred(diagnostics: Iterable[Diagnostic], why: str, paths: Iterable[str] | None = None) -> Iterator[Barred]:
    """The fixes of these rules in the files that they edit, or in those of the `paths`."""
    codes: dict[str, set[str]] = {}
    for diagnostic in diagnostics:
        for edit in edits(diagnostic, unsafe=True):
            codes.setdefault(edit.span.source.path, set()).add(diagnostic.rule.code)
    for path in sorted(codes.keys() if paths is None else paths):
        yield Barred(path, tuple(sorted(codes[path])), why)


def _ruined(before: Survey, after: Survey) -> list[str]:
    """The files that were edited and of which less can be read than before."""
    damage = _damage(before)
    return [path for path, number in _damage(after).items() if number > damage.get(path, 0)]


def _damage(survey: Survey) -> dict[str, int]:
    """How much of each file cannot be read."""
    damage = {survey.settings.source.path: len(survey.settings.problems)}
    for reading in survey.bibliography.readings:
        damage[reading.source.path] = 0 if reading.sound else len(reading.file.problems)
    for chapter in survey.chapters:
        damage[chapter.source.path] = int(chapter.front_matter_problem is not None)
    return damage
