"""`survey fmt` and `survey export`: the store, laid out and let go."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.build.site import counted
from livingsurvey.check import reporters
from livingsurvey.cli.arguments import chapter_name, lone, parts, piped
from livingsurvey.cli.door import (
    CLEAN,
    FOUND,
    directory_option,
    door,
    paths_argument,
    say,
    standard_input,
    stdin_filename_option,
    write,
)
from livingsurvey.edit.diff import diff as difference
from livingsurvey.edit.fmt import fmt as formatted_files
from livingsurvey.model.selection import selected
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.style import Style
from livingsurvey.syntax.problem import SurveyError


@click.command()
@paths_argument
@directory_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, for `patch -p0`.")
@stdin_filename_option
@door
def fmt(paths: tuple[Path, ...], directory: Path, only_check: bool, diff: bool, stdin_filename: Path | None) -> int:
    """Give .bib files one layout.

    A field stands on each line, its value in braces; entries stand in the order of their keys. Remarks go with the
    entry below them, and references stay the same. Files that another program writes (`managed` in mkdocs.yml) are
    left alone.

    Without PATHS, the survey's whole store. With `-`, the text on standard input goes to standard output, formatted.
    """
    data = standard_input(paths, stdin_filename)
    from_input = data is not None and [piped(data, stdin_filename or Path("stdin.bib"), directory)]
    chosen = from_input or parts(paths, directory)
    results = []
    for part in chosen:
        store = part.survey.bibliography
        # Managed files are told of only if they are named: else it would be said on every run.
        chosen_files = (
            source for source in store.sources if part.holds(source) and (paths or source.path not in store.managed)
        )
        results += [(part, result) for result in formatted_files(chosen_files, store.managed)]
    if paths and not results:
        raise SurveyError(f"{paths[0]}: there is no .bib file to format")
    changed = [(part, result) for part, result in results if result.changed]
    refused = [result for _, result in results if result.refused]
    for result in refused:
        say(f"{result.before.path}: left as it is: {result.refused}")
    for part, result in changed:
        name = reporters.visible(result.before.path)
        if diff:
            click.echo(difference(result.before.path, part.data(result.before), result.after.encode()), nl=False)
        elif only_check:
            click.echo(f"{name}: `survey fmt` would format it")
        elif data is None:
            write(part.root / result.before.path, result.after.encode())
            click.echo(f"{name}: formatted")
    if data is not None and not only_check and not diff:
        click.echo(data if refused else results[0][1].after.encode(), nl=False)
    elif not changed and not refused and not diff:
        click.echo("Nothing to format.")
    return FOUND if refused or (changed and (only_check or diff)) else CLEAN


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@directory_option
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
@click.option("--topic", "topics", multiple=True, metavar="TERM", help="Only works with this among their keywords.")
@click.option("--key", "keys", multiple=True, help="Only this entry; may be given again.")
@click.option("--cited", is_flag=True, help="Only what some chapter cites.")
@click.option("--latex", is_flag=True, help="BibTeX with LaTeX escapes instead of letters beyond ASCII.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@door
def export(
    files: tuple[Path, ...],
    directory: Path,
    form: str,
    chapters: tuple[str, ...],
    topics: tuple[str, ...],
    keys: tuple[str, ...],
    cited: bool,
    latex: bool,
    output: Path | None,
) -> int:
    """Print the survey's references, or those of lone .bib FILES.

    Options that choose are added up: a chapter's references, a topic's, and single entries. The output is UTF-8.

    \b
    survey export -o refs.bib
    survey export --format csl-json --chapter privacy/attacks.md
    survey export --format ris --key lamport1978time refs.bib
    """
    if files and (chapters or cited):
        raise click.UsageError("--chapter and --cited ask what a survey cites, but FILES are read instead of a survey.")
    part = lone(files) if files else parts((), directory)[0]
    survey = part.survey
    store = survey.bibliography
    for problem in (*store.problems, *(problem for file in store.files for problem in file.undefined)):
        say(f"{problem.span}: {problem.message}; {problem.hint}")
    named = [chapter_name(part, path) for path in chapters]
    wanted = Style(survey).order(selected(survey, chapters=named, topics=topics, keys=keys, cited=cited))
    text = EXPORTERS[form]((survey.references[key] for key in wanted), latex=latex)
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        write(output, text.encode())
        say(f"{output}: {counted(wanted, 'reference')}")
    return FOUND if store.broken else CLEAN
