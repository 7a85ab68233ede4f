"""Diagnostics as text, as JSON and as GitHub's annotations.

Whatever comes from contributed text is printed with its control characters escaped, so that it can forge neither a line
of a log nor a colour of a terminal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from livingsurvey.check.checker import count
from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.problem import Fix
from livingsurvey.syntax.source import Span

Reporter = Callable[[Sequence[Diagnostic]], str]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
_GUTTER = len("123456 | ")
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "bold": "\x1b[1m"}
_RESET = "\x1b[0m"


def visible(text: str) -> str:
    """The text with control characters, directional marks and spaces without width written out."""
    return _CONTROL.sub(lambda found: " " if found[0] in "\t\r\n" else f"\\u{ord(found[0]):04x}", text)


def line(diagnostic: Diagnostic, colour: bool = False) -> str:
    """`path:line:col: error[CIT001] message; hint`."""
    rule, problem = diagnostic.rule, diagnostic.problem
    mark = f"{rule.severity}[{rule.code}]"
    if colour:
        mark = f"{_COLOURS[rule.severity]}{_COLOURS['bold']}{mark}{_RESET}"
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{visible(str(problem.span))}: {mark} {visible(problem.message + hint)}"


def text(diagnostics: Sequence[Diagnostic], columns: int = 0, colour: bool = False) -> str:
    """A line for each diagnostic, a blank one between files; on a terminal of so many `columns` also the source line,
    with carets under the exact words.
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
            lines += _excerpt(span, max(columns - _GUTTER, 20), _COLOURS[diagnostic.rule.severity] if colour else "")
    return "\n".join(lines)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The versioned object of the contract; columns count code points from 1."""
    report = {
        "version": 1,
        "diagnostics": [_facts(diagnostic) for diagnostic in diagnostics],
        "summary": {"errors": count(diagnostics, "error"), "warnings": count(diagnostics, "warning")},
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands that annotate a pull request (GitHub, "Workflow commands", setting a message)."""
    lines = []
    for diagnostic in diagnostics:
        facts = _facts(diagnostic)
        places = {"file": "path", "line": "line", "col": "column", "endLine": "end_line", "endColumn": "end_column"}
        parameters = [f"{name}={_property(visible(str(facts[key])))}" for name, key in places.items()]
        parameters.append(f"title={_property('{code} {name}'.format(**facts))}")
        words = "; ".join(part for part in (facts["message"], facts["hint"]) if part)
        lines.append(f"::{facts['severity']} {','.join(parameters)}::{_data(visible(words))}")
    return "\n".join(lines)


REPORTERS: Mapping[str, Reporter] = {"text": text, "json": as_json, "github": github}


def _facts(diagnostic: Diagnostic) -> dict[str, Any]:
    rule, problem = diagnostic.rule, diagnostic.problem
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        **_place(problem.span),
        "message": problem.message,
        "hint": problem.hint,
        "fix": _fix(problem.fix),
    }


def _place(span: Span) -> dict[str, Any]:
    (first, column), (last, end) = span.position, span.end_position
    return {"path": span.source.path, "line": first, "column": column, "end_line": last, "end_column": end}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"safe": fix.safe, "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits]}


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _excerpt(span: Span, room: int, colour: str) -> Iterator[str]:
    """The line of a place, cut to the `room` around it, and carets under the exact words."""
    number, column = span.position
    row = span.source.line(number).replace("\t", " ")
    if not row.strip():
        return
    cells = [visible(char) for char in row]
    at = list(accumulate(map(_width, cells), initial=0))  # the terminal's column of each character
    first = bisect_left(at, max(0, min(at[column - 1] - room // 2, at[-1] - room)))
    behind = bisect_right(at, at[first] + room) - 1
    last, end = span.end_position
    stop = min(end - 1 if last == number else len(row), behind)
    left, marked = at[column - 1] - at[first], max(1, at[max(stop, column - 1)] - at[column - 1])
    gutter = f"{number:>6} | "
    yield gutter + "".join(cells[first:behind])
    yield " " * len(f"{number:>6} ") + "| " + " " * left + colour + "^" * marked + (_RESET if colour else "")


def _width(shown: str) -> int:
    """Terminal columns that a text takes."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in shown
    )
