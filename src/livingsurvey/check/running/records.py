"""What rules found in a part of a survey, as a record that one can keep, and the name under which it holds."""

from __future__ import annotations

import datetime
import json
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from livingsurvey.check.rule import Rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.plain import plain, reader
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

_read = reader(tuple[Problem, ...])


class Record:
    """The problems that each rule found in a part of a survey, by the rule, and by the day for rules that are dated.

    `text` is the record as it was kept; what in it is no record, or holds for another day, is left out.
    """

    def __init__(self, part: Survey, today: datetime.date | None, text: str = "") -> None:
        self._sources = (*part.sources, part.settings.source)
        self._today = f"@{today}"
        self._text: str | None = text
        try:
            found = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            found = {}
        kept = found.items() if isinstance(found, dict) else ()
        self._found = {mark: data for mark, data in kept if "@" not in mark or mark.endswith(self._today)}

    def __contains__(self, rule: Rule) -> bool:
        return self._mark(rule) in self._found

    def problems(self, rule: Rule) -> tuple[Problem, ...] | None:
        """What a rule found; `None` if the record does not tell."""
        try:
            found: tuple[Problem, ...] = _read(self._found[self._mark(rule)], self._sources)
        except (KeyError, ValueError, RecursionError):
            return None
        return found

    def add(self, rule: Rule, problems: tuple[Problem, ...]) -> None:
        """Put down what a rule found, unless it names a place that is not in this part."""
        self._text = None
        try:
            self._found[self._mark(rule)] = plain(problems, self._sources)
        except ValueError:
            self._found.pop(self._mark(rule), None)

    @property
    def text(self) -> str:
        """The record in one line."""
        return dumped(self._found) if self._text is None else self._text

    def _mark(self, rule: Rule) -> str:
        return rule.code + self._today if rule.dated else rule.code


def dumped(data: object) -> str:
    """Plain data in one line of ASCII."""
    return json.dumps(data, separators=(",", ":"))


def name(*parts: object) -> str:
    """A name that stands for sources, and for values whose `repr` tells all of them."""
    shown = repr([part.digest if isinstance(part, Source) else part for part in parts])
    return blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def survey_name(survey: Survey) -> str:
    """The name of all that a rule can see of a survey but the day."""
    facts = {field.name: getattr(survey, field.name) for field in fields(survey) if field.compare}
    rest = sorted((key, _ordered(value)) for key, value in facts.items() if key not in ("settings", "sources", "today"))
    pages = [(item.title, item.path, part) for item, part in survey.nav_pages]
    return name(survey.settings.lasting, survey.settings.source, pages, rest, *survey.sources)


def _ordered(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset | set) else value
