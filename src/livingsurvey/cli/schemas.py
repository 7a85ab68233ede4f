"""`survey schema`."""

from __future__ import annotations

import click

from livingsurvey.cli.door import CLEAN, door
from livingsurvey.model.shape import SCHEMAS, schema_text


@click.command()
@click.argument("name", required=False, metavar="[NAME]", type=click.Choice(SCHEMAS))
@door
def schema(name: str | None) -> int:
    """Print a data file's JSON Schema, for your editor.

    It then completes and checks the YAML while you write. NAME is the kind of file; without it, they are listed.
    Keep what is printed beside the survey and name it in
    the first line of the data file:

    \b
    survey schema authors > schemas/authors.json
    # yaml-language-server: $schema=../schemas/authors.json
    """
    click.echo(schema_text(name).rstrip("\n") if name else "\n".join(SCHEMAS))
    return CLEAN
