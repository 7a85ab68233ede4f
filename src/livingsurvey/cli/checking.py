"""`survey check` and `survey explain`."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.arguments import codes, parts, typed
from livingsurvey.check import checker, crew, digest, reporters
from livingsurvey.check.rules import RULES
from livingsurvey.cli.door import CLEAN, FOUND, directory_option, door, paths_argument, show
from livingsurvey.syntax.problem import SurveyError


@click.command()
@paths_argument
@directory_option
@click.option(
    "--select", multiple=True, metavar="CODES", help="Run only these rules: codes or their beginnings, e.g. BIB."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--output-format", type=click.Choice(list(reporters.REPORTERS)), default="text", show_default=True, help="For whom."
)
@click.option("--all", "everything", is_flag=True, help="Show every finding, not only the first 40 lines.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@door
def check(
    paths: tuple[Path, ...],
    directory: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    everything: bool,
    statistics: bool,
) -> int:
    """Find unknown keys, broken entries, dead links and the like.

    With PATHS only what concerns these files is shown; .bib and .md files outside any survey are checked on their own.
    Exit code 0: no errors; 1: errors; 2: could not run.

    \b
    survey check
    survey check docs/privacy/attacks.md
    survey check refs.bib --select BIB
    """
    found = [
        diagnostic
        for part in parts(paths, directory)
        for diagnostic in checker.check(part.survey, codes(select), codes(ignore), crew.available())
        if part.holds(diagnostic.problem.span.source)
    ]
    if statistics:
        click.echo(f"{digest.statistics(found)}\n\n{digest.summary(found)}" if found else digest.summary(found))
    elif output_format == "text":
        show(found, typed("survey check", directory, paths), everything)
    else:
        click.echo(reporters.REPORTERS[output_format](found))
    return FOUND if checker.count(found, "error") else CLEAN


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
