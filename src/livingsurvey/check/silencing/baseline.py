"""The baseline: the findings that a survey had when it began to be checked, so that only new ones are shown.

A JSON file with a line for each group of equal findings, in order, so that two branches that renew it merge well. It
names no lines: a finding is known again when its file is edited elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.silencing.fingerprint import fingerprint, numbered, without_places
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

DEFAULT = "survey-baseline.json"
# What stands in every baseline, and in one that a merge has left in pieces.
_MARK = '"findings"'
_VERSION = 1
_RENEW = "`survey check --write-baseline` writes it anew"
_RENAME = "name another file, which `survey check --write-baseline` then writes"


class BaselineError(ValueError):
    """A file that is no baseline; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Baseline:
    """How many findings with each fingerprint there were, and the code of the rule that had each."""

    counts: Mapping[str, int]
    codes: Mapping[str, str]

    def new(self, diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that were not there; of equal ones the last, as many as there are more of now."""
        if not self.counts:
            return tuple(diagnostics)
        return tuple(found for found, mark, number in numbered(diagnostics) if number > self.counts.get(mark, 0))

    def mended(self, diagnostics: Iterable[Diagnostic], ran: Set[str]) -> int:
        """How many findings are no longer there, of the rules with the codes that ran."""
        left = Counter({mark: count for mark, count in self.counts.items() if self.codes[mark] in ran})
        if not left:
            return 0
        left.subtract(mark for mark in map(fingerprint, diagnostics) if mark in left)
        return sum(count for count in left.values() if count > 0)


NONE = Baseline({}, {})


def baseline(survey: Survey) -> Baseline:
    """The baseline that the settings name; an empty one without. Raises `BaselineError`."""
    name = survey.settings.baseline
    if not name:
        return NONE
    source = next((source for source in survey.sources if source.path == name), None)
    if source is None:
        place = survey.settings.baseline_span or survey.settings.source.span()
        raise BaselineError(Problem(place, f"there is no file `{name}`", "`survey check --write-baseline` writes it"))
    return read(source)


def read(source: Source) -> Baseline:
    """The baseline that a file holds. Raises `BaselineError`."""
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        raise _error(source, error.pos, f"this is no JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise _error(source, 0, "this is no JSON that can be read") from None
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > _VERSION:
        hint = "use that one, or write the file anew with `survey check --write-baseline`"
        raise BaselineError(Problem(source.span(), "this baseline was written by a newer livingsurvey", hint))
    groups = data.get("findings") if isinstance(data, dict) else None
    if version != _VERSION or not isinstance(groups, list):
        raise _error(source, 0, "this file is no baseline")
    counts: Counter[str] = Counter()
    codes: dict[str, str] = {}
    for group in groups:
        if not _is_group(group):
            raise _error(source, 0, f"there is something in this baseline that is no finding: {json.dumps(group):.60}")
        counts[group["fingerprint"]] += group["count"]
        codes[group["fingerprint"]] = group["code"]
    return Baseline(counts, codes)


def written(path: str, diagnostics: Sequence[Diagnostic]) -> Source:
    """The baseline file of these findings."""
    counts = Counter(map(fingerprint, diagnostics))
    groups = [
        {
            "path": found.problem.span.source.path,
            "code": found.rule.code,
            "fingerprint": mark,
            "count": counts[mark],
            "message": without_places(found.problem.message),
        }
        for found, mark, number in numbered(diagnostics)
        if number == 1
    ]
    groups.sort(key=lambda group: (group["path"], group["code"], group["fingerprint"]))
    lines = ",\n".join(json.dumps(group) for group in groups)
    return Source(path, f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n')


def is_of_others(text: str) -> bool:
    """Whether a file with this text holds something that no baseline may take the place of."""
    return bool(text.strip()) and _MARK not in text


def _is_group(group: Any) -> bool:
    return (
        isinstance(group, dict)
        and all(isinstance(group.get(name), str) for name in ("fingerprint", "code"))
        and type(group.get("count")) is int
        and group["count"] > 0
    )


def _error(source: Source, offset: int, message: str) -> BaselineError:
    hint = _RENAME if is_of_others(source.text) else _RENEW
    return BaselineError(Problem(source.span(offset), message, hint))
