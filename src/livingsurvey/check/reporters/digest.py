"""As many diagnostics as one can read at a time, what there is beside them, and the next command to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from livingsurvey.check.checker import count
from livingsurvey.check.reporters.plain import text
from livingsurvey.check.rule import AnyRule, Diagnostic

# Lines of findings that one reads before one wants to know how many more there are.
ROOM = 40


def digest(diagnostics: Sequence[Diagnostic], command: str, columns: int = 0, colour: bool = False) -> str:
    """At most `ROOM` lines of findings, the counts by rule if there are more, and a summary with the next command.

    `command` is what found them, as one types it. With `columns`, the width of a terminal, each finding shows its line.
    Where not all have room the errors go first, and of each rule as many as of the others: one mistake that somebody
    made in every entry shall not hide the rest.
    """
    if not diagnostics:
        return summary(diagnostics)
    report = text(diagnostics, columns, colour)
    if report.count("\n") < ROOM:
        return f"{report}\n\n{summary(diagnostics)}"
    number = ROOM // 3 if columns else ROOM
    while (report := text(_fair_share(diagnostics, number), columns, colour)).count("\n") >= ROOM:
        number -= 1  # blank lines between files take room, too
    worst = _worst(diagnostics).code
    all_of_it = f"{_counted(diagnostics)}{_mendable(diagnostics)}"
    return "\n".join(
        [
            report,
            "",
            f"These are {number} of {len(diagnostics):,} findings:",
            "",
            statistics(diagnostics),
            "",
            f"{all_of_it}. Next: `{command} --select {worst} --all` shows every {worst},",
            f"`survey explain {worst}` says why it matters.",
        ]
    )


def statistics(diagnostics: Iterable[Diagnostic]) -> str:
    """How many findings each rule has: a line for each, errors first, then by number."""
    counts = Counter(diagnostic.rule for diagnostic in diagnostics)
    ranked = sorted(counts.items(), key=lambda item: (item[0].severity, -item[1], item[0].code))
    return "\n".join(f"{number:7,}  {rule.code}  {rule.severity:7}  {rule.name}" for rule, number in ranked)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """What was found, how much of it can be mended by itself, and the next command to type."""
    if not diagnostics:
        return "No problems found."
    return f"{_counted(diagnostics)}{_mendable(diagnostics)}. `survey explain {_worst(diagnostics).code}` tells more."


def _counted(diagnostics: Sequence[Diagnostic]) -> str:
    """`1 error and 1,234 warnings`."""
    return " and ".join(
        f"{number:,} {severity}{'' if number == 1 else 's'}"
        for severity in ("error", "warning")
        if (number := count(diagnostics, severity))
    )


def _mendable(diagnostics: Sequence[Diagnostic]) -> str:
    """`; 5 can be mended with ...`; empty if none can."""
    fixes = Counter(fix.safe for diagnostic in diagnostics if (fix := diagnostic.problem.fix))
    safe, unsafe = fixes[True], fixes[False]
    if not safe:
        return f"; {unsafe:,} can be mended with `survey check --fix --unsafe-fixes`" if unsafe else ""
    more = f", {unsafe:,} more with `--unsafe-fixes`" if unsafe else ""
    return f"; {safe:,} can be mended with `survey check --fix`{more}"


def _worst(diagnostics: Sequence[Diagnostic]) -> AnyRule:
    """The rule that found most of the errors, or of the warnings if there is no error."""
    errors = [diagnostic.rule for diagnostic in diagnostics if diagnostic.rule.severity == "error"]
    return Counter(errors or (diagnostic.rule for diagnostic in diagnostics)).most_common(1)[0][0]


def _fair_share(diagnostics: Sequence[Diagnostic], number: int) -> list[Diagnostic]:
    """So many of the diagnostics, in their order: errors before warnings, each rule's first, then each one's second."""
    chosen: list[Diagnostic] = []
    for severity in ("error", "warning"):
        by_rule: dict[AnyRule, list[Diagnostic]] = {}
        for diagnostic in diagnostics:
            if diagnostic.rule.severity == severity:
                by_rule.setdefault(diagnostic.rule, []).append(diagnostic)
        for turn in zip_longest(*by_rule.values()):
            chosen += [diagnostic for diagnostic in turn if diagnostic is not None]
    return sorted(chosen[:number], key=lambda diagnostic: diagnostic.order)
