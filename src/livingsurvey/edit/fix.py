"""Fixes applied: each whole or not at all, over as many rounds as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from livingsurvey.check.rule import Diagnostic
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, edited
from livingsurvey.syntax.source import Source

# What takes longer does not end: each round does all that do not overlap.
_ROUNDS = 20
Checker = Callable[[Survey], Sequence[Diagnostic]]


@dataclass(frozen=True)
class Fixed:
    """A survey after its fixes, what they mended, in order, and what is left."""

    survey: Survey
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def fix(survey: Survey, check: Checker, unsafe: bool = False) -> Fixed:
    """Mend what `check` finds, with safe fixes or also with those that may change what the author meant."""
    mended: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        found = tuple(check(survey))
        chosen = _apart(diagnostic for diagnostic in found if (fix := diagnostic.problem.fix) and (fix.safe or unsafe))
        if not chosen:
            break
        survey = survey.edited(_edited(chosen))
        mended += chosen
    return Fixed(survey, tuple(mended), tuple(check(survey)))


def _apart(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose edits do not touch the edits of one before them."""
    chosen, taken = [], set[tuple[str, int]]()
    for diagnostic in diagnostics:
        edits = diagnostic.problem.fix.edits if diagnostic.problem.fix else ()
        places = {
            (edit.span.source.path, offset) for edit in edits for offset in range(edit.span.start, edit.span.end + 1)
        }
        if not places & taken:
            taken |= places
            chosen.append(diagnostic)
    return chosen


def _edited(diagnostics: Iterable[Diagnostic]) -> dict[str, Source]:
    edits: dict[Source, list[Edit]] = {}
    for diagnostic in diagnostics:
        for edit in diagnostic.problem.fix.edits if diagnostic.problem.fix else ():
            edits.setdefault(edit.span.source, []).append(edit)
    return {source.path: edited(source, given) for source, given in edits.items()}
