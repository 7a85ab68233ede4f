"""One rule on one part of a survey, and some rules on a part of which something is known already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.check.ignored import Ignored
from livingsurvey.check.rule import Diagnostic, IgnoreRule, Rule, RuleAbout, Subject
from livingsurvey.check.running.records import Record
from livingsurvey.config import Settings
from livingsurvey.model.excerpts import in_file
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Findings:
    """What a rule found, and whether it came to its end."""

    problems: tuple[Problem, ...]
    whole: bool = True


def findings(rule: Rule, part: Survey) -> Findings:
    """What a rule finds in a survey or a part of one."""
    place = part.sources[0] if rule.scope in ("chapter", "text") else part.settings.source
    return _found(rule, part if rule.dated else part.timeless, place)


def about(rule: IgnoreRule, ignored: Ignored, settings: Settings) -> list[Diagnostic]:
    """What a rule about ignores finds."""
    return [Diagnostic(rule, problem) for problem in _found(rule, ignored, settings.source).problems]


def _found(rule: RuleAbout[Subject], subject: Subject, place: Source) -> Findings:
    """What a rule finds; if it fails, that is the problem, and the others can go on."""
    found: list[Problem] = []
    try:
        found.extend(map(in_file, rule.find(subject)))
    except Exception as error:
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
