"""`survey check` and `survey explain`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from livingsurvey.arguments import Part, codes, in_repository, parts, piped, typed, watched
from livingsurvey.check import checker, crew, digest, reporters
from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.rules import RULES
from livingsurvey.cli import fixing
from livingsurvey.cli.door import (
    CLEAN,
    FOUND,
    STANDARD_INPUT,
    directory_option,
    door,
    paths_argument,
    show,
    standard_input,
    stdin_filename_option,
    today_option,
)
from livingsurvey.cli.watching import watch
from livingsurvey.edit.fix import Checker
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import SurveyError


@click.command()
@paths_argument
@directory_option
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what the author meant.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend also where the meaning may change; look at it."
)
@click.option("--diff", is_flag=True, help="Write nothing; print what --fix would change.")
@click.option(
    "--select", multiple=True, metavar="CODES", help="Run only these rules: codes or their beginnings, e.g. BIB."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--output-format", type=click.Choice(list(reporters.REPORTERS)), default="text", show_default=True, help="For whom."
)
@click.option("--all", "everything", is_flag=True, help="Show every finding and every file, however many.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@stdin_filename_option
@today_option
@click.option("--watch", "watching", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@door
def check(
    paths: tuple[Path, ...],
    directory: Path,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    everything: bool,
    statistics: bool,
    stdin_filename: Path | None,
    today: datetime.date | None,
    watching: bool,
) -> int:
    """Find unknown keys, broken entries, dead links and the like.

    \b
    survey check                       the survey that you are in
    survey check docs/privacy.md       this file of it
    survey check --diff                what --fix would change
    survey check --fix                 change it
    survey check refs.bib              a file of no survey
    survey check --watch               again and again

    With PATHS only what concerns these files is shown, and only they are mended; .bib and .md files outside any survey
    are checked on their own. With `-` the text on standard input is checked; with --fix the mended text goes to
    standard output and all else to standard error.

    What --diff prints can be applied in the survey's folder with `patch -p0`.

    Exit code 0: no errors are left; 1: errors are left, or --diff shows a change; 2: could not run.
    """
    if watching and STANDARD_INPUT in paths:
        raise click.UsageError("--watch waits for files to change, and standard input does not: name the files.")
    if watching and (fix or diff):
        raise click.UsageError("--watch only looks: run --fix and --diff on their own, when you have saved your work.")
    data = standard_input(paths, stdin_filename)
    command = typed("survey check", directory, paths)

    def finder(part: Part) -> Checker:
        return lambda survey: _found(part, survey, select, ignore)

    def report(found: Sequence[Diagnostic], err: bool = False) -> None:
        if statistics:
            table = f"{digest.statistics(found)}\n\n" if found else ""
            click.echo(table + digest.summary(found), err=err)
        elif output_format == "text":
            show(found, command, everything, err)
        elif output_format == "github":
            click.echo(reporters.github(found, in_repository(paths, directory)), err=err)
        else:
            click.echo(reporters.REPORTERS[output_format](found), err=err)

    def run() -> int:
        day = today or datetime.date.today()
        from_input = data is not None and [piped(data, stdin_filename, directory, day)]
        chosen = from_input or parts(paths, directory, day)
        if fix or diff:
            mendings = [fixing.mended(part, finder(part), unsafe_fixes) for part in chosen]
            if diff:
                return fixing.shown(mendings, everything)
            return fixing.written(mendings, report, output_format != "text", everything)
        found = [diagnostic for part in chosen for diagnostic in finder(part)(part.survey)]
        report(found)
        return FOUND if checker.count(found, "error") else CLEAN

    if watching:
        return watch(run, *watched(paths, directory), aside=output_format != "text")
    return run()


def _found(part: Part, survey: Survey, select: Sequence[str], ignore: Sequence[str]) -> list[Diagnostic]:
    """What is wrong in what a command is about."""
    found = checker.check(survey, codes(select), codes(ignore), crew.available())
    return [diagnostic for diagnostic in found if part.holds(diagnostic.problem.span.source)]


@click.command()
@click.argument("code", required=False)
@door
def explain(code: str | None) -> int:
    """Say what a rule is for, with an example. Without CODE, list the rules."""
    if code is None:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.name:24} {rule.severity:8} {rule.summary}")
        return CLEAN
    known = {rule.code: rule for rule in RULES} | {rule.name: rule for rule in RULES}
    asked = known.get(code.upper()) or known.get(code.lower())
    if asked is None:
        raise SurveyError(f"there is no rule `{code}`; `survey explain` lists them all")
    click.echo(f"{asked.code} {asked.name} ({asked.severity})\n\n{asked.documentation}")
    return CLEAN
