"""The command `survey`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

import livingsurvey
from livingsurvey.arguments import chosen, codes, lone, parts, typed
from livingsurvey.build import engines
from livingsurvey.build.site import Progress, counted
from livingsurvey.build.site import build as build_site
from livingsurvey.check import checker, digest, reporters
from livingsurvey.check.rule import Diagnostic
from livingsurvey.check.rules import RULES
from livingsurvey.config import find_root
from livingsurvey.edit.fmt import fmt as formatted_files
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.style import Style
from livingsurvey.syntax.problem import SurveyError

CLEAN, FOUND, FAILED = 0, 1, 2

_directory = click.option(
    "-C", "--directory", default=".", type=click.Path(path_type=Path), help="The survey's folder, or one inside it."
)
_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def _door(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a command returns into the exit code, and what stops it into one line and exit code 2."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            sys.exit(command(*args, **options) or CLEAN)
        except SurveyError as error:
            _say(f"error: {error}")
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (whoever read our output has left)
        except OSError as error:
            _say(f"error: {error.filename or 'file'}: {error.strerror or error}")
        except click.ClickException:
            raise
        except Exception as error:
            if "SURVEY_TRACEBACK" in os.environ:
                raise
            _say(f"error: {type(error).__name__}: {error}")
            _say("This is a fault of the tool; please report it with what SURVEY_TRACEBACK=1 shows.")
        sys.exit(FAILED)

    return run


def _say(words: str) -> None:
    """A line on standard error, in which nothing can pose as another line."""
    click.echo(reporters.visible(words), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="livingsurvey", prog_name="survey")
def main() -> None:
    """Keep a survey alive: check it, build its site and its book, export its references.

    A survey is a folder with mkdocs.yml, Markdown chapters in docs/ and BibTeX files in bibliography/.

    \b
    survey check           what is wrong, and where
    survey serve           preview while you write
    survey build           the site, with the PDF and the exports
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop


@main.command()
@_paths
@_directory
@click.option(
    "--select", multiple=True, metavar="CODES", help="Run only these rules: codes or their beginnings, e.g. BIB."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--output-format", type=click.Choice(list(reporters.REPORTERS)), default="text", show_default=True, help="For whom."
)
@click.option("--all", "everything", is_flag=True, help="Show every finding, not only the first 40 lines.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@_door
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
        for diagnostic in checker.check(part.survey, codes(select), codes(ignore))
        if part.holds(diagnostic.problem.span.source)
    ]
    if statistics:
        click.echo(f"{digest.statistics(found)}\n\n{digest.summary(found)}" if found else digest.summary(found))
    elif output_format == "text":
        _print(found, typed("survey check", directory, paths), everything)
    else:
        click.echo(reporters.REPORTERS[output_format](found))
    return FOUND if checker.count(found, "error") else CLEAN


@main.command()
@click.argument("code", required=False)
@_door
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


@main.command()
@_paths
@_directory
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
@_door
def fmt(paths: tuple[Path, ...], directory: Path, only_check: bool, diff: bool) -> int:
    """Give .bib files one layout.

    A field stands on each line, its value in braces. Comments stay, and references stay the same.

    Without PATHS, the survey's whole store.
    """
    results = [
        (part.root, result)
        for part in parts(paths, directory)
        for result in formatted_files(filter(part.holds, part.survey.bibliography.sources))
    ]
    if paths and not results:
        raise SurveyError(f"{paths[0]}: there is no .bib file to format")
    changed = [(root, result) for root, result in results if result.changed]
    refused = [result for _, result in results if result.refused]
    for result in refused:
        _say(f"{result.before.path}: left as it is: {result.refused}")
    for root, result in changed:
        name = reporters.visible(result.before.path)
        if diff:
            click.echo(result.diff(), nl=False)
        elif only_check:
            click.echo(f"{name}: `survey fmt` would format it")
        else:
            (root / result.before.path).write_bytes(result.after.encode())
            click.echo(f"{name}: formatted")
    if not changed and not refused and not diff:
        click.echo("Nothing to format.")
    return FOUND if refused or (changed and (only_check or diff)) else CLEAN


@main.command()
@_directory
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes; by default as mkdocs.yml says.")
@click.option("--no-pdf", is_flag=True, help="Leave the book out.")
@_door
def build(directory: Path, site_dir: Path | None, no_pdf: bool) -> int:
    """Check the survey, then build its site, exports and PDF.

    An error in the survey publishes nothing: the site directory stays as it was.
    """
    root = find_root(directory)
    survey = livingsurvey.load(root)
    click.echo(f"Checking {counted(survey.chapters, 'page')} and {counted(survey.references, 'reference')}")
    found = checker.check(survey)
    if found:
        _print(found)
    if checker.count(found, "error"):
        _say("Nothing was built; the site is as it was.")
        return FOUND
    target = site_dir if site_dir is not None else root / survey.settings.site_dir
    progress = Progress(click.echo, lambda words: _say(f"warning: {words}"))
    build_site(survey, root, target, progress, with_pdf=not no_pdf)
    click.echo(f"Done. Open {_shown(target / 'index.html')}")
    return CLEAN


@main.command()
@_directory
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve.")
@click.option("--open", "open_browser", is_flag=True, help="Open a browser.")
@_door
def serve(directory: Path, address: str, open_browser: bool) -> int:
    """Preview the site while you write.

    It reloads when a chapter or the store changes. Stop with Ctrl-C.
    The PDF is made by `survey build` alone.
    """
    engines.mkdocs_serve(find_root(directory), address, open_browser, _say)
    return CLEAN


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@_directory
@click.option(
    "--format", "form", type=click.Choice(list(EXPORTERS)), default="bibtex", show_default=True, help="The format."
)
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="PATH",
    help="Only what this chapter cites, e.g. privacy/attacks.md.",
)
@click.option("--key", "keys", multiple=True, help="Only this entry; may be given again.")
@click.option("--cited", is_flag=True, help="Only what some chapter cites.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@_door
def export(
    files: tuple[Path, ...],
    directory: Path,
    form: str,
    chapters: tuple[str, ...],
    keys: tuple[str, ...],
    cited: bool,
    output: Path | None,
) -> int:
    """Print the survey's references, or those of lone .bib FILES.

    \b
    survey export -o refs.bib
    survey export --chapter privacy/attacks.md
    """
    if files and (chapters or cited):
        raise click.UsageError("--chapter and --cited ask what a survey cites, but FILES are read instead of a survey.")
    part = lone(files) if files else parts((), directory)[0]
    survey = part.survey
    for problem in survey.bibliography.problems:
        _say(f"{problem.span}: {problem.message}")
    wanted = Style(survey).order(chosen(part, chapters, keys, cited))
    text = EXPORTERS[form](survey.references[key] for key in wanted)
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        output.write_bytes(text.encode())
        _say(f"{output}: {counted(wanted, 'reference')}")
    return FOUND if survey.bibliography.broken else CLEAN


def _print(found: Sequence[Diagnostic], command: str = "survey check", everything: bool = False) -> None:
    """Findings and their summary; on a terminal with excerpts. No more than one can read, unless asked for."""
    columns = get_terminal_size().columns if sys.stdout.isatty() else 0
    colour = bool(columns) and "NO_COLOR" not in os.environ
    if everything and found:
        click.echo(f"{reporters.text(found, columns, colour)}\n\n{digest.summary(found)}")
    else:
        click.echo(digest.digest(found, command, columns, colour))


def _shown(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
