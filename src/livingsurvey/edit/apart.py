"""Which fixes can be applied together."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.problem import Edit
from livingsurvey.syntax.source import Source


def apart(diagnostics: Iterable[Diagnostic], sources: Iterable[Source]) -> list[Diagnostic]:
    """Of findings with a fix those whose edits touch no edit of another one; of two that do, one.

    Safe fixes come first, then what stands first, in whatever order they are given. Two that put something in at the
    same place touch: which of the two texts goes first would be a guess, and the second may not be wanted any more. A
    fix of which two edits overlap, or which was made for another text than that of its source, cannot be applied.
    """
    texts = {source.path: source for source in sources}
    taken: dict[str, list[tuple[int, int]]] = {path: [] for path in texts}
    chosen = []
    for diagnostic in sorted(diagnostics, key=_precedence):
        edits = _edits(diagnostic)
        if _is_whole(edits, texts) and not any(_touches(edit, taken[edit.span.source.path]) for edit in edits):
            for edit in edits:
                insort(taken[edit.span.source.path], (edit.span.start, edit.span.end))
            chosen.append(diagnostic)
    return chosen


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    return diagnostic.problem.fix.edits if diagnostic.problem.fix else ()


def _precedence(diagnostic: Diagnostic) -> tuple[object, ...]:
    """Every finding has its place, whatever the order in which they come."""
    fix = diagnostic.problem.fix
    edits = [(edit.span.source.path, edit.span.start, edit.span.end, edit.text) for edit in _edits(diagnostic)]
    return not (fix and fix.safe), diagnostic.order, edits


def _is_whole(edits: Sequence[Edit], texts: dict[str, Source]) -> bool:
    """Whether edits can all be applied to these texts."""
    if any(texts.get(edit.span.source.path) != edit.span.source for edit in edits):
        return False
    places = sorted((edit.span.source.path, edit.span.start, edit.span.end) for edit in edits)
    return all(path != other or end <= start for (path, _, end), (other, start, _) in pairwise(places))


def _touches(edit: Edit, taken: list[tuple[int, int]]) -> bool:
    """Whether an edit touches one of the places, which are in order and lie apart (those of one fix may touch)."""
    number = bisect_right(taken, edit.span.end, key=lambda place: place[0])
    return number > 0 and taken[number - 1][1] >= edit.span.start
