"""What is wrong with a survey: the rules that are wanted, and what they find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.rules import RULES
from livingsurvey.check.running import run
from livingsurvey.config import Severity
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem, SurveyError

_MANAGED = (
    "this file is managed: mend it in the program that writes it, or in an entry of the same key in a .bib of yours"
)


def check(
    survey: Survey, select: Iterable[str] = (), ignore: Iterable[str] = (), workers: int = 1
) -> tuple[Diagnostic, ...]:
    """What the rules find, ordered by place.

    `select` and `ignore` are codes or their beginnings (`BIB`, `CIT001`), added to those of the settings; without
    any selection every rule runs. A large survey is read by so many processes (`workers`; with more than one, the
    program's main module must do nothing when it is imported). Raises `SurveyError` for a code that no rule has.
    """
    selected = tuple(select) or survey.settings.select
    ignored = (*ignore, *survey.settings.ignore)
    for given in (*selected, *ignored):
        if not any(rule.code.startswith(given) for rule in RULES):
            raise SurveyError(f"no rule's code begins with `{given}`; `survey explain` lists them all")
    rules = [
        rule
        for rule in RULES
        if (not selected or rule.code.startswith(selected)) and not (ignored and rule.code.startswith(ignored))
    ]
    managed = survey.bibliography.managed
    found = {Diagnostic(each.rule, _as_allowed(each.problem, managed)) for each in run(rules, survey, workers)}
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.order))


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """How many diagnostics have a severity."""
    return sum(diagnostic.rule.severity == severity for diagnostic in diagnostics)


def _as_allowed(problem: Problem, managed: frozenset[str]) -> Problem:
    """A problem without a fix that would edit a file which another program writes, or which cannot be written without
    a loss; one in a file of another program says so. Whatever edits a file writes it as UTF-8, so that no edit is safe
    in one whose letters are a guess.
    """
    edited = [edit.span.source for edit in problem.fix.edits] if problem.fix else []
    if any(source.path in managed or source.lost is not None for source in edited):
        problem = replace(problem, fix=None)
    elif problem.fix and problem.fix.safe and any(source.guessed for source in edited):
        problem = replace(problem, fix=replace(problem.fix, safe=False))
    if problem.span.source.path in managed:
        problem = replace(problem, hint="; ".join(filter(None, [problem.hint, _MANAGED])))
    return problem
