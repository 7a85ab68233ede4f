"""Runs rules over a survey, each over as much of it as it may know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from livingsurvey.check.rule import Diagnostic, Rule, Scope
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


def run(rules: Sequence[Rule], survey: Survey) -> Iterator[Diagnostic]:
    """What the rules find, in no order that means anything."""
    for dated in (False, True):
        seen = survey.on(survey.today if dated else None)
        for rule in rules:
            if rule.dated == dated:
                for part in _parts(seen, rule.scope):
                    yield from _findings(rule, part)


def _parts(survey: Survey, scope: Scope) -> Sequence[Survey]:
    """What the rules of a scope look at."""
    if scope == "store":
        return [survey.store]
    return [survey.alone(chapter) for chapter in survey.chapters] if scope == "chapter" else [survey]


def _findings(rule: Rule, survey: Survey) -> Iterator[Diagnostic]:
    """What one rule finds; a rule that fails costs its own findings, not the others'."""
    try:
        for problem in rule.find(survey):
            yield Diagnostic(rule, problem)
    except Exception as error:
        where = survey.settings.source.span()
        message = f"the rule `{rule.name}` failed: {type(error).__name__}: {error}"
        yield Diagnostic(rule, Problem(where, message, "this is a fault of the tool; please report it"))
