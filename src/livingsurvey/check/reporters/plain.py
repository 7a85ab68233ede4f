"""Diagnostics for people, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from livingsurvey.check.reporters.excerpt import RESET, excerpt
from livingsurvey.check.reporters.visible import at_line_start, visible
from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.source import Span

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": "\x1b[36m", "bold": "\x1b[1m"}
# More places than these one does not look at; a mistake that is made everywhere shall not fill the screen.
_RELATED = 2


def line(diagnostic: Diagnostic, colour: bool = False) -> str:
    """`path:line:col: error[CIT001] message; hint`."""
    rule, problem = diagnostic.rule, diagnostic.problem
    mark = f"{rule.severity}[{rule.code}]"
    if colour:
        mark = f"{_COLOURS[rule.severity]}{_COLOURS['bold']}{mark}{RESET}"
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{at_line_start(visible(str(problem.span)))}: {mark} {visible(problem.message + hint)}"


def text(diagnostics: Sequence[Diagnostic], columns: int = 0, colour: bool = False) -> str:
    """A line for each diagnostic, a blank one between files; on a terminal of so many `columns` also the source line,
    with carets under the exact words, and the places that belong to it.
    """
    lines: list[str] = []
    path = None
    for diagnostic in diagnostics:
        span = diagnostic.problem.span
        if path is not None and span.source.path != path:
            lines.append("")
        path = span.source.path
        lines.append(line(diagnostic, colour))
        if columns:
            lines += excerpt(span, columns, _COLOURS[diagnostic.rule.severity] if colour else "")
            lines += _notes(diagnostic, columns, _COLOURS["note"] if colour else "")
    return "\n".join(lines)


def _notes(diagnostic: Diagnostic, columns: int, colour: str) -> Iterator[str]:
    """The related places that stand on other lines."""
    span = diagnostic.problem.span
    lines = {(span.source.path, span.position[0])}
    others: list[Span] = []
    for other in diagnostic.problem.related:
        if (place := (other.source.path, other.position[0])) not in lines:
            lines.add(place)
            others.append(other)
    mark = f"{colour}note{RESET}" if colour else "note"
    for other in others[:_RELATED]:
        yield f"  {mark}: see {visible(str(other))}"
        yield from excerpt(other, columns, colour)
    if len(others) > _RELATED:
        yield f"  {mark}: and {len(others) - _RELATED} more"
