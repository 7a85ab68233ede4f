"""`survey build` and `survey serve`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

import livingsurvey
from livingsurvey.build import engines
from livingsurvey.build.site import Progress, counted
from livingsurvey.build.site import build as build_site
from livingsurvey.check import checker
from livingsurvey.cli.door import CLEAN, FOUND, directory_option, door, say, show, today_option
from livingsurvey.config import find_root
from livingsurvey.syntax.collection import collection_rare


@click.command()
@directory_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes; by default as mkdocs.yml says.")
@click.option("--no-pdf", is_flag=True, help="Leave the PDF out.")
@click.option("--no-epub", is_flag=True, help="Leave the EPUB out.")
@today_option
@door
@collection_rare()
def build(directory: Path, site_dir: Path | None, no_pdf: bool, no_epub: bool, today: datetime.date | None) -> int:
    """Check the survey, then build its site, exports, PDF and EPUB.

    An error in the survey publishes nothing: the site directory stays as it was.
    """
    root = find_root(directory)
    survey = livingsurvey.load(root, today or datetime.date.today())
    click.echo(f"Checking {counted(survey.chapters, 'page')} and {counted(survey.references, 'reference')}")
    # Other processes would be done sooner, but what they read is read here again to be rendered.
    found = checker.check(survey, keep=True)
    if found:
        show(found)
    if checker.count(found, "error"):
        say("Nothing was built; the site is as it was.")
        return FOUND
    target = site_dir if site_dir is not None else root / survey.settings.site_dir
    progress = Progress(click.echo, lambda words: say(f"warning: {words}"))
    build_site(survey, root, target, progress, with_pdf=not no_pdf, with_epub=not no_epub)
    click.echo(f"Done. Open {_shown(target / 'index.html')}")
    return CLEAN


@click.command()
@directory_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve.")
@click.option("--open", "open_browser", is_flag=True, help="Open a browser.")
@door
def serve(directory: Path, address: str, open_browser: bool) -> int:
    """Preview the site while you write.

    It reloads when a chapter or the store changes. Stop with Ctrl-C.
    PDF and EPUB are made by `survey build` alone.
    """
    engines.mkdocs_serve(find_root(directory), address, open_browser, say)
    return CLEAN


def _shown(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
