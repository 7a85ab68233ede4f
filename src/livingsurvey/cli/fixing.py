"""What `survey check --fix` and `--diff` do to files, and what they tell of it."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import click

from livingsurvey.arguments import Part
from livingsurvey.build.site import counted
from livingsurvey.check import digest
from livingsurvey.check.checker import count
from livingsurvey.check.reporters import visible
from livingsurvey.check.rule import Diagnostic
from livingsurvey.cli.door import CLEAN, FAILED, FOUND, say, write
from livingsurvey.edit.diff import diff
from livingsurvey.edit.fix import Checker, Fixed, edits, fix
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Mending:
    """The fixes of one part of what a command is about: what they make of it, and what was left out and why."""

    part: Part
    fixed: Fixed
    unsafe: bool
    refused: Mapping[str, str]

    @property
    def diff(self) -> bytes:
        """What the files would change into."""
        return b"".join(
            diff(before.path, self.part.data(before), after.encode()) for before, after in self.fixed.changed
        )

    @property
    def text(self) -> bytes:
        """The text that came on standard input, mended; where there was nothing to mend, the very same bytes."""
        [*changed] = self.fixed.changed
        return changed[0][1].encode() if changed else self.part.piped or b""

    def write(self) -> bool:
        """Write the files, each whole or not at all; whether all could be written. The others are told of."""
        whole = True
        for before, after in self.fixed.changed:
            try:
                if why := _refusal(self.part, before):
                    raise SurveyError(f"{before.path} is left as it was: {why}")
                write(self.part.root / before.path, after.encode())
            except (OSError, SurveyError) as error:
                whole = False
                say(f"error: {error if isinstance(error, SurveyError) else f'{before.path}: {error.strerror}'}")
        return whole

    @property
    def remarks(self) -> Iterator[str]:
        """What was left out, a line each."""
        for path, why in sorted(self.refused.items()):
            yield f"{path} is left as it is: {why}"
        for bar in self.fixed.barred:
            which = " and ".join(bar.codes)
            yield f"{bar.path}: the fixes of {which} are left out, since they {bar.why}; this is a fault of the tool"
        for diagnostic in self.fixed.left:
            sources = [edit.span.source for edit in edits(diagnostic, self.unsafe)]
            if others := sorted({source.path for source in sources if not self.part.holds(source)}):
                yield (
                    f"{diagnostic.problem.span}: the fix of {diagnostic.rule.code} would also edit "
                    f"{' and '.join(others)}; to apply it, name that too"
                )


def mended(part: Part, check: Checker, unsafe: bool, refused: Mapping[str, str] = MappingProxyType({})) -> Mending:
    """The part with its fixes, without any in the `refused` files, of which each has a reason.

    Files that cannot be written are found out before anything is, so that a fix of several files stays whole.
    """
    fixed = fix(part.survey, check, unsafe, lambda source: part.holds(source) and source.path not in refused)
    found = {before.path: why for before, _ in fixed.changed if (why := _refusal(part, before))}
    return mended(part, check, unsafe, {**refused, **found}) if found else Mending(part, fixed, unsafe, refused)


def told(mendings: Sequence[Mending], verb: str) -> list[str]:
    """What was fixed, a line for each file and one for all: `Fixed 3 problems in 1 file (BIB032 2, CIT002 1).`"""
    lines = [
        f"{before.path}: {verb.lower()} {_by_rule(one for one in mending.fixed.mended if before.path in _paths(one))}"
        for mending in mendings
        for before, _ in mending.fixed.changed
    ]
    everything = [one for mending in mendings for one in mending.fixed.mended]
    if everything:
        problems, files = counted(everything, "problem"), counted(lines, "file")
        lines.append(f"{verb} {problems} in {files} ({_by_rule(everything)}).")
    return lines


def _by_rule(diagnostics: Iterable[Diagnostic]) -> str:
    """How many there are of each rule, `BIB032 8, CIT002 4`: the most first."""
    counts = Counter(diagnostic.rule.code for diagnostic in diagnostics)
    return ", ".join(
        f"{code} {number:,}" for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _paths(diagnostic: Diagnostic) -> set[str]:
    """The files that a finding's fix edits."""
    return {edit.span.source.path for edit in edits(diagnostic, unsafe=True)}


def shown(mendings: Sequence[Mending]) -> int:
    """`--diff`: the change alone on standard output, so that it can be applied; the rest on standard error."""
    left = [diagnostic for mending in mendings for diagnostic in mending.fixed.left]
    changes = b"".join(mending.diff for mending in mendings)
    click.echo(changes, nl=False)
    for line in (*told(mendings, "Would fix"), *(line for mending in mendings for line in mending.remarks)):
        say(line)
    say(f"Left: {digest.summary(left)}" if left else "Nothing to fix." if not changes else "Nothing would be left.")
    return FOUND if changes or count(left, "error") else CLEAN


def written(mendings: Sequence[Mending], report: Callable[[Sequence[Diagnostic], bool], None], aside: bool) -> int:
    """`--fix`: the files, or the text from standard input on standard output; then what was fixed and what is left."""
    from_input = any(mending.part.piped is not None for mending in mendings)
    if from_input:
        click.echo(mendings[0].text, nl=False)
        whole = True
    else:
        whole = all(tuple(mending.write() for mending in mendings))
    for line in told(mendings, "Fixed"):
        click.echo(visible(line), err=aside or from_input)
    for line in (line for mending in mendings for line in mending.remarks):
        say(line)
    left = [diagnostic for mending in mendings for diagnostic in mending.fixed.left]
    report(left, from_input)
    return FAILED if not whole else FOUND if count(left, "error") else CLEAN


def _refusal(part: Part, source: Source) -> str:
    """Why a file cannot be written; empty if it can."""
    if part.piped is not None:
        return ""
    file = part.root / source.path
    try:
        if Source.decode(source.path, file.read_bytes()) != source:
            return "it has changed since it was read; run the command again"
        if not file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            return "it may only be read"
    except OSError as error:
        return f"{error.strerror}"
    return ""
