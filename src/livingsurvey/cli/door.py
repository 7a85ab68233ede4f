"""What all commands share: exit codes, faults told in a line, findings shown, the options that most of them have."""

from __future__ import annotations

import datetime
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from livingsurvey.check import reporters
from livingsurvey.check.reporters import digest
from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.problem import SurveyError

CLEAN, FOUND, FAILED = 0, 1, 2
STOPPED = 130  # as a shell tells that Ctrl-C ended a program (128 and the signal's number)


class _Day(click.ParamType[datetime.date]):
    """A day, written as ISO 8601 has it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The date that somebody typed."""
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no date; write it as 2026-05-04.", param, ctx)


directory_option = click.option(
    "-C", "--directory", default=".", type=click.Path(path_type=Path), help="The survey's folder, or one inside it."
)
today_option = click.option(
    "--today", type=_Day(), metavar="DATE", help="Judge what is overdue as of this day (2026-05-04) instead of today."
)
stdin_filename_option = click.option(
    "--stdin-filename",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The file whose text comes on standard input; its survey is looked at with this text in it.",
)
paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


# What stands for the text on standard input in place of a path.
STANDARD_INPUT = Path("-")


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
        except KeyboardInterrupt:
            say("Stopped.")
            sys.exit(STOPPED)
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


def show(
    found: Sequence[Diagnostic], command: str = "survey check", everything: bool = False, err: bool = False
) -> None:
    """Findings and their summary; on a terminal with excerpts. No more than one can read, unless asked for."""
    stream = sys.stderr if err else sys.stdout
    columns = get_terminal_size().columns if stream and stream.isatty() else 0  # none is there if somebody closed it
    colour = bool(columns) and takes_colour()
    if everything and found:
        click.echo(f"{reporters.text(found, columns, colour)}\n\n{digest.summary(found)}", err=err)
    else:
        click.echo(digest.digest(found, command, columns, colour), err=err)


def takes_colour() -> bool:
    """Whether a terminal may be sent colours: somebody may ask for none (no-color.org), and a dumb one knows none."""
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def heading(words: str, err: bool = False) -> None:
    """A line that sets off what follows: on a terminal by a blank line and a rule across it."""
    stream = sys.stderr if err else sys.stdout
    if stream and stream.isatty():
        words = f"\n--- {words} ".ljust(get_terminal_size().columns, "-")
    click.echo(words, err=err)


def standard_input(paths: tuple[Path, ...], name: Path | None) -> bytes | None:
    """All that comes on standard input, if `-` is asked for; whoever sits at a terminal is told what is waited for."""
    if STANDARD_INPUT not in paths:
        if name is not None:
            raise click.UsageError("--stdin-filename names what comes on standard input: give `-` as the path.")
        return None
    if len(paths) > 1:
        raise click.UsageError("`-` is the text on standard input and stands alone: leave the other paths out.")
    if sys.stdin is None:  # somebody has closed it
        return b""
    if sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        say(f"Type or paste a text, and end it with {end} on a line of its own.")
    return sys.stdin.buffer.read()


def write(file: Path, data: bytes) -> None:
    """Write a file whole or not at all: whoever is stopped half-way finds the old one. Raises `OSError`."""
    target = file.resolve()  # a link stays one
    # A name that nobody else has, not even another run of ours that writes the same file.
    fresh = target.with_name(f".survey-{secrets.token_hex(8)}.new")
    try:
        fresh.write_bytes(data)
        if target.is_file():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except BaseException as error:  # Ctrl-C, too, leaves nothing behind
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(file)) from None
        raise
