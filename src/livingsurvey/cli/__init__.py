"""The command `survey`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from livingsurvey.cli.checking import check
from livingsurvey.cli.explaining import explain
from livingsurvey.cli.schemas import schema
from livingsurvey.cli.site import build, serve
from livingsurvey.cli.store import export, fmt


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


for command in (check, explain, fmt, build, serve, export, schema):
    main.add_command(command)
