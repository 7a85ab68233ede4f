"""`survey check`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from livingsurvey.check import checker, reporters
from livingsurvey.check.checker import Review
from livingsurvey.check.reporters import digest
from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.running import crew
from livingsurvey.cli import fixing
from livingsurvey.cli.arguments import Part, codes, in_repository, parts, piped, typed, watched
from livingsurvey.cli.baselines import became, under, write_baseline
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
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Show only what is not in this file of findings; the setting `baseline` names one for good.",
)
@click.option(
    "--write-baseline",
    "renew",
    is_flag=True,
    help="Take down all findings, so that only new ones are shown.",
)
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
    baseline_file: Path | None,
    renew: bool,
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
    survey check --write-baseline      take down what there is, to see from now on what is new
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
    if renew and (fix or diff or watching or STANDARD_INPUT in paths):
        raise click.UsageError("--write-baseline takes down what is found now: run it on its own, on the whole survey.")
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes changes nothing by itself: add --fix, or --diff to look first.")
    if diff and output_format != "text":
        raise click.UsageError("--diff prints a change, not findings: leave --output-format out.")
    data = standard_input(paths, stdin_filename)
    command = typed("survey check", directory, paths)

    def finder(part: Part) -> Checker:
        return lambda survey: _about(part, _review(survey, select, ignore))

    def report(found: Sequence[Diagnostic], err: bool = False) -> None:
        if statistics and output_format == "text":
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
        if renew:
            for line in write_baseline(chosen, baseline_file, finder(chosen[0])):
                click.echo(reporters.visible(line))
            return CLEAN
        chosen = [under(part, baseline_file) for part in chosen]
        if fix or diff:
            mendings = [fixing.mended(part, finder(part), unsafe_fixes) for part in chosen]
            if diff:
                return fixing.shown(mendings, everything)
            return fixing.written(mendings, report, output_format != "text", everything)
        reviews = [_review(part.survey, select, ignore) for part in chosen]
        found = [each for part, review in zip(chosen, reviews, strict=True) for each in _about(part, review)]
        report(found)
        for line in () if paths else became(reviews):
            click.echo(line, err=output_format != "text")
        return FOUND if checker.count(found, "error") else CLEAN

    if watching:
        return watch(run, *watched(paths, directory), aside=output_format != "text")
    return run()


def _review(survey: Survey, select: Sequence[str], ignore: Sequence[str]) -> Review:
    return checker.review(survey, codes(select), codes(ignore), crew.available())


def _about(part: Part, review: Review) -> list[Diagnostic]:
    """What is wrong in what a command is about."""
    return [diagnostic for diagnostic in review.diagnostics if part.holds(diagnostic.problem.span.source)]
