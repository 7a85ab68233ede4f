"""`survey explain`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import get_terminal_size

import click

from livingsurvey.check.explanation import explanation, listing
from livingsurvey.check.naming import advice, meant
from livingsurvey.check.rules import RULES
from livingsurvey.cli.door import CLEAN, door, takes_colour
from livingsurvey.config import SETTINGS_FILE, Severity, find_root, read_settings
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_COLUMNS = 80  # where no terminal says how wide it is


@click.command()
@click.argument("code", required=False)
@door
def explain(code: str | None) -> int:
    """Say what a rule is for, with an example.

    CODE may also be a rule's name, or a family such as CIT, whose rules are listed; without it, all are.
    """
    on_terminal = bool(sys.stdout and sys.stdout.isatty())
    columns = get_terminal_size().columns if on_terminal else _COLUMNS
    severities = _severities()
    names = {rule.code: rule.name for rule in RULES}
    asked = meant(code, names) if code else ""
    if asked is None:
        raise SurveyError(f"there is no rule `{code}`; {advice(code or '', names)}")
    rules = [rule for rule in RULES if rule.code.startswith(asked)]
    if len(rules) > 1:
        click.echo(listing(rules, severities, columns if on_terminal else 0))
    else:
        bold = on_terminal and takes_colour()
        click.echo(explanation(rules[0], severities, columns, (_BOLD, _PLAIN) if bold else ("", "")))
    return CLEAN


def _severities() -> Mapping[str, Severity]:
    """Those of the survey that one stands in, if one does."""
    try:
        root = find_root(Path())
        return read_settings(Source.read(root / SETTINGS_FILE, root)).severity
    except (SurveyError, OSError):
        return {}
