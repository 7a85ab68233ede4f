"""What `survey check --fix` and `--diff` do to files, and what they tell of it."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import click

from livingsurvey.check.checker import count
from livingsurvey.check.reporters import digest, visible
from livingsurvey.check.rule import Diagnostic
from livingsurvey.cli.arguments import Part
from livingsurvey.cli.door import CLEAN, FAILED, FOUND, say, write
from livingsurvey.edit.diff import diff
from livingsurvey.edit.fix import Checker, Fixed, edits, fix
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

# Files of which one reads a line each before one wants to know how many more there are.
_FILES = 20


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

    def write(self) -> frozenset[str]:
        """Write the files, each whole or not at all. Those that cannot be written are told of and returned."""
        failed = set()
        for before, after in self.fixed.changed:
            try:
                if why := _refusal(self.part, before):
                    raise SurveyError(f"{before.path} is left as it was: {why}")
                write(self.part.root / before.path, after.encode())
            except (OSError, SurveyError) as error:
                failed.add(before.path)
                say(f"error: {error if isinstance(error, SurveyError) else f'{before.path}: {error.strerror}'}")
        return frozenset(failed)

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


def told(results: Iterable[tuple[Mending, frozenset[str]]], verb: str, everything: bool) -> Iterator[str]:
    """What was fixed, a line for each file and one for all: `Fixed 3 problems in 1 file (BIB032 2, CIT001 1).`

    Files that could not be written (the second of each pair) are none of them. Of many files only the first have
    their line, unless `everything` is asked for.
    """
    files: list[str] = []
    total = Counter[str]()
    for mending, failed in results:
        counts = {before.path: Counter[str]() for before, _ in mending.fixed.changed if before.path not in failed}
        for one in mending.fixed.mended:
            paths = {edit.span.source.path for edit in edits(one, unsafe=True)}
            total[one.rule.code] += paths.isdisjoint(failed)
            for path in paths & counts.keys():
                counts[path][one.rule.code] += 1
        files += [f"{path}: {verb.lower()} {_ranked(some)}" for path, some in counts.items()]
    total = +total  # only rules that mended something
    if not total:
        return
    shown = files if everything or len(files) <= _FILES else files[: _FILES - 1]
    yield from shown
    if hidden := len(files) - len(shown):
        yield f"... and {hidden:,} more files, which --all names"
    yield f"{verb} {_counted(total.total(), 'problem')} in {_counted(len(files), 'file')} ({_ranked(total)})."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _ranked(counts: Counter[str]) -> str:
    """How many there are of each rule, `BIB032 8, CIT004 4`: the most first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {number:,}" for code, number in ranked)


def shown(mendings: Sequence[Mending], everything: bool) -> int:
    """`--diff`: the change alone on standard output, so that it can be applied; the rest on standard error."""
    left = [diagnostic for mending in mendings for diagnostic in mending.fixed.left]
    changes = b"".join(mending.diff for mending in mendings)
    click.echo(changes, nl=False)
    nothing = frozenset[str]()
    lines = told([(mending, nothing) for mending in mendings], "Would fix", everything)
    for line in (*lines, *(line for mending in mendings for line in mending.remarks)):
        say(line)
    say(f"Left: {digest.summary(left)}" if left else "Nothing to fix." if not changes else "Nothing would be left.")
    return FOUND if changes or count(left, "error") else CLEAN


def written(
    mendings: Sequence[Mending],
    report: Callable[[Sequence[Diagnostic], bool], None],
    aside: bool,
    everything: bool,
) -> int:
    """`--fix`: the files, or the text from standard input on standard output; then what was fixed and what is left.

    What was fixed is told `aside`, on standard error, where standard output is for a program.
    """
    from_input = any(mending.part.piped is not None for mending in mendings)
    if from_input:
        click.echo(mendings[0].text, nl=False)
    results = [(mending, frozenset[str]() if from_input else mending.write()) for mending in mendings]
    for line in told(results, "Fixed", everything):
        click.echo(visible(line), err=aside or from_input)
    for line in (line for mending in mendings for line in mending.remarks):
        say(line)
    left = [diagnostic for mending in mendings for diagnostic in mending.fixed.left]
    report(left, from_input)
    return FAILED if any(failed for _, failed in results) else FOUND if count(left, "error") else CLEAN


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
