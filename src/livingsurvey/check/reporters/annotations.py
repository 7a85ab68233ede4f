"""Diagnostics as annotations of a pull request: GitHub's workflow commands.

GitHub documents them under "Workflow commands for GitHub Actions", setting an error message: `::error
file={name},line={line},col={col},endLine={endLine},endColumn={endColumn},title={title}::{message}`. Its toolkit
escapes `%`, CR and LF in a message, and `:` and `,` in a property as well. Of each kind it shows ten for a step, and
prints the rest to the log without their places.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from livingsurvey.check.checker import count
from livingsurvey.check.reporters.visible import visible
from livingsurvey.check.rule import Diagnostic

_SHOWN = 10


def github(diagnostics: Sequence[Diagnostic], folder: str = "") -> str:
    """A command for each diagnostic, errors first, and how many there are; nothing if there are none.

    GitHub looks for files from the repository's root on; `folder` is the survey's there.
    """
    ordered = sorted(diagnostics, key=lambda diagnostic: diagnostic.rule.severity)
    return "\n".join([*(_command(each, folder) for each in ordered), _summary(diagnostics)]) if diagnostics else ""


def _command(diagnostic: Diagnostic, folder: str) -> str:
    rule, problem = diagnostic.rule, diagnostic.problem
    (line, column), (end_line, end_column) = problem.span.position, problem.span.end_position
    place = {
        "file": posixpath.join(folder, problem.span.source.path),
        "line": line,
        "col": column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    if line != end_line:  # columns of two lines mean nothing to GitHub
        del place["col"], place["endColumn"]
    properties = {**place, "title": f"{rule.code} {rule.name}"}
    shown = ",".join(f"{name}={_property(visible(str(value)))}" for name, value in properties.items())
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"::{rule.severity} {shown}::{_data(visible(f'{problem.span}: {problem.message}{hint}'))}"


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    errors, warnings = (count(diagnostics, severity) for severity in ("error", "warning"))
    words = f"{errors} error{'' if errors == 1 else 's'} and {warnings} warning{'' if warnings == 1 else 's'}"
    if max(errors, warnings) <= _SHOWN:
        return words
    return f"{words}; GitHub annotates {_SHOWN} of each at most, all of them stand above"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
