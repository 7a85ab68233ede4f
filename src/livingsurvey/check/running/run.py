"""Runs rules over a survey, each over as much of it as it may know."""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.check.rule import Diagnostic, Rule, Scope
from livingsurvey.check.running.finding import findings
from livingsurvey.check.running.remembering import Remembering
from livingsurvey.model.excerpts import data_texts
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.collection import collection_paused


def run(rules: Sequence[Rule], survey: Survey, workers: int = 1, keep: bool = False) -> list[Diagnostic]:
    """What the rules find, in no order that means anything.

    Of a survey with a memory, what was found in earlier runs and still holds is not sought again. With several
    `workers`, the chapters of a large survey are read by as many processes, this one among them. Chapters that this
    one has read stay so if the caller wants to `keep` them; else they are forgotten but for what is asked of them.
    """
    with collection_paused():
        if survey.memory or workers > 1:
            return Remembering(rules, survey, workers, keep).diagnostics()
        parts = {scope: _parts(survey, scope) for scope in {rule.scope for rule in rules}}
        return [
            Diagnostic(rule, problem)
            for rule in rules
            for part in parts[rule.scope]
            for problem in findings(rule, part).problems
        ]


def _parts(survey: Survey, scope: Scope) -> Sequence[Survey]:
    """What the rules of a scope look at."""
    if scope == "store":
        return [survey.store]
    if scope == "survey":
        return [survey]
    chapters = [survey.alone(chapter) for chapter in survey.chapters]
    return chapters if scope == "chapter" else [*chapters, *data_texts(survey)]
