"""Diagnostics as others read them: people, scripts, pull requests, services that gather findings."""

from collections.abc import Callable, Mapping, Sequence

from livingsurvey.check.reporters.annotations import github
from livingsurvey.check.reporters.json_report import as_json
from livingsurvey.check.reporters.plain import line, text
from livingsurvey.check.reporters.sarif_log import sarif
from livingsurvey.check.reporters.visible import visible
from livingsurvey.check.rule import Diagnostic

__all__ = ["REPORTERS", "Reporter", "as_json", "github", "line", "sarif", "text", "visible"]

Reporter = Callable[[Sequence[Diagnostic]], str]
REPORTERS: Mapping[str, Reporter] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
