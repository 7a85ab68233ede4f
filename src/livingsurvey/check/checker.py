"""What is wrong with a survey: the rules that are wanted, and what they find that nobody wants silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from livingsurvey.check.explanation import severity_of
from livingsurvey.check.naming import advice, is_known
from livingsurvey.check.rule import AnyRule, Diagnostic, IgnoreRule, Rule
from livingsurvey.check.rules import RULES
from livingsurvey.check.rules.unknown_rule import unknown_rule
from livingsurvey.check.running.finding import about
from livingsurvey.check.running.run import run
from livingsurvey.check.silencing.baseline import NONE, BaselineError, baseline
from livingsurvey.check.silencing.silence import Silence
from livingsurvey.config import Settings, Severity
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem, SurveyError

_MANAGED = (
    "this file is managed: mend it in the program that writes it, or in an entry of the same key in a .bib of yours"
)


@dataclass(frozen=True)
class Review:
    """What is wrong with a survey, and what became of its baseline: how many of the findings that it holds are still
    there, and `hidden`, and how many are `mended`.
    """

    diagnostics: tuple[Diagnostic, ...]
    hidden: int = 0
    mended: int = 0


def check(
    survey: Survey, select: Iterable[str] = (), ignore: Iterable[str] = (), workers: int = 1, keep: bool = False
) -> tuple[Diagnostic, ...]:
    """What the rules find, ordered by place; see `review`."""
    return review(survey, select, ignore, workers, keep).diagnostics


def review(
    survey: Survey, select: Iterable[str] = (), ignore: Iterable[str] = (), workers: int = 1, keep: bool = False
) -> Review:
    """What the rules find, ordered by place, with the severities that the survey gives them.

    `select` and `ignore` are codes or their beginnings (`BIB`, `CIT001`); a selection takes the place of that of the
    settings, ignores are added to theirs. Without any selection every rule runs. What remarks and `per-file-ignores`
    want silent is left out, and so is what its baseline holds. A large survey is read by so many processes (`workers`;
    with more than one, the program's main module must do nothing when it is imported). Whoever reads the chapters
    afterwards may `keep` them read, at the price of memory. Raises `SurveyError` for a code given here that is no
    rule's.
    """
    allowed, wanted = _wanted(survey.settings, tuple(select), tuple(ignore))
    silence = Silence(survey)
    ran = [rule for rule in wanted if isinstance(rule, Rule)]
    about_ignores = [rule for rule in wanted if isinstance(rule, IgnoreRule)]
    # Whether an ignore is idle shows only when the rules that it names have run, be they wanted themselves or not.
    named = silence.codes if about_ignores else ()
    ran += [rule for rule in allowed if isinstance(rule, Rule) and rule not in ran and rule.code.startswith(named)]
    found = silence.kept(run(ran, survey, workers, keep))
    if about_ignores:
        ignored = silence.ignored(ran, RULES)
        found += silence.kept(each for rule in about_ignores for each in about(rule, ignored, survey.settings))
    managed = survey.bibliography.managed
    codes = {rule.code for rule in wanted}
    told = {_as_wanted(each, survey.settings.severity, managed) for each in found if each.rule.code in codes}
    ordered = sorted(told, key=lambda diagnostic: diagnostic.order)
    try:
        known = baseline(survey)
    except BaselineError:  # of which a rule tells
        known = NONE
    new = known.new(ordered)
    mended = known.mended(ordered, codes)
    return Review(new, len(ordered) - len(new), mended)


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """How many diagnostics have a severity."""
    return sum(diagnostic.rule.severity == severity for diagnostic in diagnostics)


def _wanted(
    settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...]
) -> tuple[list[AnyRule], list[AnyRule]]:
    """The rules that nobody ignores, and those of them that are selected."""
    names = {rule.code: rule.name for rule in RULES}
    for given in (*select, *ignore):
        if not is_known(given, names):
            raise SurveyError(f"no rule's code begins with `{given}`; {advice(given, names)}")
    unknown = {code for code, _ in settings.named_codes if not is_known(code, names)}
    selected = select or tuple(code for code in settings.select if code not in unknown)
    ignored = tuple(code for code in (*ignore, *settings.ignore) if code not in unknown)
    allowed = [rule for rule in RULES if not rule.code.startswith(ignored)]
    if not selected:
        return allowed, allowed
    wanted = [rule for rule in allowed if rule.code.startswith(selected)]
    if unknown and not select and unknown_rule not in wanted:
        wanted.append(unknown_rule)  # whatever it was that the settings meant to select, they learn that it is none
    return allowed, wanted


def _as_wanted(found: Diagnostic, severities: Mapping[str, Severity], managed: frozenset[str]) -> Diagnostic:
    """A finding with the severity that the survey gives to it, and with no other fix than one that may be done."""
    severity = severity_of(found.rule, severities)
    rule = found.rule if severity == found.rule.severity else replace(found.rule, severity=severity)
    return Diagnostic(rule, _as_allowed(found.problem, managed))


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
