"""Diagnostics as SARIF 2.1.0, which services and editors read (OASIS, "Static Analysis Results Interchange Format").

Section numbers are those of the OASIS standard of 27 March 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from livingsurvey.check.reporters.json_report import dumped
from livingsurvey.check.reporters.visible import visible
from livingsurvey.check.rule import AnyRule, Diagnostic
from livingsurvey.check.rules import RULES
from livingsurvey.check.silencing.fingerprint import numbered
from livingsurvey.syntax.problem import Edit, Fix
from livingsurvey.syntax.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
_LINK = re.compile(r"\](?=\()")
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_EXAMPLE = re.compile(r"^(?:Wrong|Right):", re.M)
# Whether two results of different runs are the same is told by what the baseline goes by, too.
_FINGERPRINT = "livingsurvey/v1"


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """A log file of one run, which declares every rule (3.13, 3.14)."""
    rules = {rule.code: rule for rule in (*(diagnostic.rule for diagnostic in diagnostics), *RULES)}
    declared = [rules[code] for code in sorted(rules)]
    index = {rule.code: number for number, rule in enumerate(declared)}
    run = {
        "tool": {
            "driver": {
                "name": "livingsurvey",
                "semanticVersion": version("livingsurvey"),
                "rules": [_descriptor(rule) for rule in declared],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the survey."}}},
        "results": [_result(*each, index) for each in numbered(diagnostics)],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: AnyRule) -> dict[str, Any]:
    """What is declared of a rule (3.49)."""
    whole = rule.documentation
    why = " ".join(_EXAMPLE.split(whole)[0].split())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why},
        "help": {"text": whole, "markdown": whole},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"fix": rule.fix},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, number: int, index: dict[str, int]) -> dict[str, Any]:
    """A result (3.27)."""
    rule, problem = diagnostic.rule, diagnostic.problem
    result: dict[str, Any] = {
        "ruleId": rule.code,
        "ruleIndex": index[rule.code],
        "level": rule.severity,
        "message": _message("; ".join(filter(None, [problem.message, problem.hint]))),
        "locations": [{"physicalLocation": _location(problem.span)}],
        "partialFingerprints": {_FINGERPRINT: f"{fingerprint}:{number}"},
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(span), "message": {"text": "This belongs to it."}}
            for number, span in enumerate(problem.related, 1)
        ]
    if problem.fix and problem.fix.edits:
        result["fixes"] = [_fix(problem.fix, problem.hint or problem.message)]
    return result


def _message(words: str) -> dict[str, str]:
    """A plain text message, in which nothing is a link (3.11.6) or a placeholder (3.11.5).

    Other braces are not doubled: readers halve them only in a message with arguments, and in a .bib file it matters how
    many there are.
    """
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\]", visible(words)))}


def _location(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span.source.path), "region": _region(span)}


def _artifact(path: str) -> dict[str, str]:
    """A file by an address relative to the survey's folder, or by a whole one if it stands elsewhere (3.4)."""
    # A name that is no UTF-8 comes with its bytes as half characters (PEP 383); no other ones come from a disk.
    address = quote(_HALF.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe="/")
    return {"uri": f"file://{address}"} if path.startswith("/") else {"uri": address, "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    (first, column), (last, end) = span.position, span.end_position
    return {"startLine": first, "startColumn": column, "endLine": last, "endColumn": end}


def _fix(fix: Fix, description: str) -> dict[str, Any]:
    """A fix (3.55); each file is changed once."""
    files: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.span.source.path, []).append(edit)
    return {
        "description": _message(description),
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": list(_replacements(edits))}
            for path, edits in files.items()
        ],
        "properties": {"safe": fix.safe},
    }


def _replacements(edits: Iterable[Edit]) -> Iterable[dict[str, Any]]:
    for edit in edits:
        yield {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
