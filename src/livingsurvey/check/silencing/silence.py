"""Silences the findings that somebody wants silent, and keeps account of who silenced something."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate

from livingsurvey.check.ignored import Ignore, Ignored
from livingsurvey.check.rule import AnyRule, Diagnostic, Rule
from livingsurvey.check.silencing.wishes import Wishes
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.remark import Remark
from livingsurvey.syntax.source import Span


class Silence:
    """The ignores of a survey at work."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._wishes = Wishes(survey)
        self._used: set[Ignore] = set()
        places: dict[tuple[str, str, bool], list[tuple[Span, Ignore]]] = defaultdict(list)
        for ignore in self._wishes.in_places:
            if isinstance(ignore.origin, Remark):
                region, key = ignore.origin.region, (ignore.span.source.path, ignore.code, ignore.origin.alone)
                places[key].append((region, ignore))
        self._places = {key: _Regions(found) for key, found in places.items()}
        files: dict[str, list[tuple[frozenset[str], Ignore]]] = defaultdict(list)
        for ignore in self._wishes.in_files:
            if not isinstance(ignore.origin, Remark):
                files[ignore.code].append((self._wishes.files[ignore.origin], ignore))
        self._files: Mapping[str, Sequence[tuple[frozenset[str], Ignore]]] = files

    @property
    def codes(self) -> tuple[str, ...]:
        """What is wanted silent anywhere."""
        codes = (ignore.code for ignore in (*self._wishes.in_places, *self._wishes.in_files))
        return tuple(dict.fromkeys(code for code in codes if code))

    def kept(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that nobody wants silent; whoever silences one of the others is remembered."""
        kept = []
        for diagnostic in diagnostics:
            silencing = self._silencing(diagnostic) if self._places or self._files else []
            if not silencing:
                kept.append(diagnostic)
            self._used.update(silencing)
        return kept

    def ignored(self, ran: Sequence[Rule], rules: Sequence[AnyRule]) -> Ignored:
        """What came of the ignores, when some of all `rules` have run."""
        judged = {rule.code for rule in ran if self._could_find(rule)}
        known = [rule.code for rule in rules]
        decided = {code: _are_all(code, judged, known) for code in self.codes}
        idle = [
            ignore
            for ignore in (*self._wishes.in_places, *self._wishes.in_files)
            if ignore not in self._used and decided.get(ignore.code)
        ]
        unmatched = tuple(each for each, files in self._wishes.files.items() if not files)
        names = {rule.code: rule.name for rule in rules}
        return Ignored(self._wishes.remarks, tuple(idle), unmatched, self._survey.settings.named_codes, names)

    def _silencing(self, diagnostic: Diagnostic) -> list[Ignore]:
        span, code = diagnostic.problem.span, diagnostic.rule.code
        found = []
        for length in range(1, len(code) + 1):
            part = code[:length]
            for alone in (True, False):
                regions = self._places.get((span.source.path, part, alone))
                if regions and (ignore := regions.at(span)):
                    found.append(ignore)
            found += [ignore for paths, ignore in self._files.get(part, ()) if span.source.path in paths]
        return found

    def _could_find(self, rule: Rule) -> bool:
        """Whether it means something if a rule finds nothing: it must know the day, and the survey around a file."""
        known = rule.scope != "survey" or bool(self._survey.documents)
        return known and (not rule.dated or self._survey.today is not None)


class _Regions:
    """Places within one file that want the same silent."""

    def __init__(self, found: Iterable[tuple[Span, Ignore]]) -> None:
        self._found = sorted(found, key=lambda item: item[0].start)
        self._starts = [region.start for region, _ in self._found]
        self._ends = list(accumulate((region.end for region, _ in self._found), max))

    def at(self, span: Span) -> Ignore | None:
        """Of those that touch a place, the one that begins last."""
        number = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        while number >= 0 and self._ends[number] >= span.start:
            region, ignore = self._found[number]
            if region.end >= span.start:
                return ignore
            number -= 1
        return None


def _are_all(code: str, judged: Set[str], known: Iterable[str]) -> bool:
    """Whether every rule that a code names, and at least one, has been judged."""
    named = {each for each in known if each.startswith(code)}
    return bool(named) and named <= judged
