"""One rule on one part of a survey, and some rules on a part of which something is known already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.check.records import Record
from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@dataclass(frozen=True)
class Findings:
    """What a rule found, and whether it came to its end."""

    problems: tuple[Problem, ...]
    whole: bool = True


def findings(rule: Rule, part: Survey) -> Findings:
    """What a rule finds in a survey or a part of one; if it fails, that is the problem, and the others can go on."""
    found: list[Problem] = []
    try:
        found.extend(rule.find(part if rule.dated else part.timeless))
    except Exception as error:
        place = part.chapters[0].source if rule.scope == "chapter" else part.settings.source
        message = f"the rule `{rule.name}` failed: {type(error).__name__}: {error}"
        found.append(Problem(place.span(), message, "this is a fault of the tool; please report it"))
        return Findings(tuple(found), whole=False)
    return Findings(tuple(found))


def completed(rules: Iterable[Rule], part: Survey, record: Record) -> list[Diagnostic]:
    """What the rules find in a part: told by its record, or sought and put down there."""
    found = []
    for rule in rules:
        problems = record.problems(rule)
        if problems is None:
            sought = findings(rule, part)
            problems = sought.problems
            if sought.whole:
                record.add(rule, problems)
        found += [Diagnostic(rule, problem) for problem in problems]
    return found
