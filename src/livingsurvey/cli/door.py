"""What all commands share: exit codes, faults told in a line, findings shown, the options that most of them have."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from livingsurvey.check import digest, reporters
from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.problem import SurveyError

CLEAN, FOUND, FAILED = 0, 1, 2

directory_option = click.option(
    "-C", "--directory", default=".", type=click.Path(path_type=Path), help="The survey's folder, or one inside it."
)
paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def door(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a command returns into the exit code, and what stops it into one line and exit code 2."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            sys.exit(command(*args, **options) or CLEAN)
        except SurveyError as error:
            say(f"error: {error}")
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (whoever read our output has left)
        except OSError as error:
            say(f"error: {error.filename or 'file'}: {error.strerror or error}")
        except click.ClickException:
            raise
        except Exception as error:
            if "SURVEY_TRACEBACK" in os.environ:
                raise
            say(f"error: {type(error).__name__}: {error}")
            say("This is a fault of the tool; please report it with what SURVEY_TRACEBACK=1 shows.")
        sys.exit(FAILED)

    return run


def say(words: str) -> None:
    """A line on standard error, in which nothing can pose as another line."""
    click.echo(reporters.visible(words), err=True)


def show(found: Sequence[Diagnostic], command: str = "survey check", everything: bool = False) -> None:
    """Findings and their summary; on a terminal with excerpts. No more than one can read, unless asked for."""
    columns = get_terminal_size().columns if sys.stdout.isatty() else 0
    colour = bool(columns) and "NO_COLOR" not in os.environ
    if everything and found:
        click.echo(f"{reporters.text(found, columns, colour)}\n\n{digest.summary(found)}")
    else:
        click.echo(digest.digest(found, command, columns, colour))


def write(file: Path, data: bytes) -> None:
    """Write a file whole or not at all: whoever is stopped half-way finds the old one. Raises `OSError`."""
    target = file.resolve()  # a link stays one
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.write_bytes(data)
        if target.is_file():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from None
