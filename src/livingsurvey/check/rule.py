"""A rule: a generator of problems, its code, its severity; its docstring is its documentation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from livingsurvey.check.ignored import Ignored
from livingsurvey.config import Severity
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

# What a rule may know: the whole survey; the store without the chapters; one chapter without the others and the store;
# or, if it is about words and not about a page, such a chapter and the texts of a data file, each as a chapter. The
# narrower it is, the more of an earlier run still holds after an edit.
Scope = Literal["survey", "store", "chapter", "text"]
# The best that a rule's fixes are: a safe one cannot change what the author meant.
Fixing = Literal["safe", "unsafe"]
Finder = Callable[[Survey], Iterator[Problem]]
IgnoreFinder = Callable[[Ignored], Iterator[Problem]]
Subject = TypeVar("Subject")


@dataclass(frozen=True)
class RuleAbout(Generic[Subject]):
    """`code` is never used again for another rule; `name` reads well after "allow"; `find` looks at its subject.

    `fix` is the best that comes with some of its findings, if not with all.
    """

    code: str
    severity: Severity
    find: Callable[[Subject], Iterator[Problem]]
    fix: Fixing | None = field(default=None, kw_only=True)

    @property
    def name(self) -> str:
        return self.find.__name__.replace("_", "-")

    @property
    def documentation(self) -> str:
        """Why, and an example of wrong and right, in Markdown."""
        return inspect.getdoc(self.find) or ""

    @property
    def summary(self) -> str:
        return self.documentation.partition("\n")[0]


@dataclass(frozen=True)
class Rule(RuleAbout[Survey]):
    """A rule about a survey, or about the part of it that `scope` names.

    Only a rule that is `dated` learns what day it is: what others find holds from one day to the next.
    """

    scope: Scope = "survey"
    dated: bool = False


@dataclass(frozen=True)
class IgnoreRule(RuleAbout[Ignored]):
    """A rule about what silences the others; it looks when they have run."""


AnyRule = Rule | IgnoreRule


@dataclass(frozen=True)
class Diagnostic:
    """A problem and the rule that found it."""

    rule: AnyRule
    problem: Problem

    @property
    def order(self) -> tuple[str, int, str, str, int, str]:
        """By place, then by code and words: the same from run to run."""
        span = self.problem.span
        return span.source.path, span.start, self.rule.code, self.problem.message, span.end, self.problem.hint


def rule(
    code: str,
    severity: Severity = "error",
    scope: Scope = "survey",
    dated: bool = False,
    fix: Fixing | None = None,
) -> Callable[[Finder], Rule]:
    """Make a rule of a generator, which is handed a survey that holds no more than its scope.

    One that asks what is overdue (`survey.today`) says that it is `dated`.
    """
    return lambda find: Rule(code, severity, find, scope, dated, fix=fix)


def ignore_rule(
    code: str, severity: Severity = "error", fix: Fixing | None = None
) -> Callable[[IgnoreFinder], IgnoreRule]:
    """Make a rule about ignores of a generator."""
    return lambda find: IgnoreRule(code, severity, find, fix=fix)
