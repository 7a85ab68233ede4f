"""Diagnostics for scripts: the versioned object of the contract."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from livingsurvey.check.checker import count
from livingsurvey.check.reporters.visible import COMMAND, UNSEEN
from livingsurvey.check.rule import Diagnostic
from livingsurvey.syntax.problem import Fix
from livingsurvey.syntax.source import Span

_ESCAPED = re.compile(rf"(?!\n)[{UNSEEN}]|{COMMAND}")


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The versioned object of the contract; columns count code points from 1."""
    rules = Counter(diagnostic.rule.code for diagnostic in diagnostics)
    errors, warnings = (count(diagnostics, severity) for severity in ("error", "warning"))
    return dumped(
        {
            "version": 1,
            "diagnostics": [_facts(diagnostic) for diagnostic in diagnostics],
            "summary": {"errors": errors, "warnings": warnings, "rules": dict(sorted(rules.items()))},
        }
    )


def dumped(value: Any) -> str:
    """A value as JSON that can also be looked at: what nobody would see, or a log might obey, is escaped in it."""
    return _ESCAPED.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def place(span: Span) -> dict[str, Any]:
    """A place as the contract tells it."""
    (first, column), (last, end) = span.position, span.end_position
    return {"path": span.source.path, "line": first, "column": column, "end_line": last, "end_column": end}


def _facts(diagnostic: Diagnostic) -> dict[str, Any]:
    rule, problem = diagnostic.rule, diagnostic.problem
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        **place(problem.span),
        "message": problem.message,
        "hint": problem.hint,
        "related": [place(span) for span in problem.related],
        "fix": _fix(problem.fix),
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"safe": fix.safe, "edits": [{**place(edit.span), "text": edit.text} for edit in fix.edits]}


def _escaped(found: re.Match[str]) -> str:
    return r"\u0023" if found[0] == "#" else json.dumps(found[0])[1:-1]
