"""What silences findings, and what came of it: what rules about ignores look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from livingsurvey.config import PerFileIgnore
from livingsurvey.syntax.remark import Remark
from livingsurvey.syntax.source import Span


@dataclass(frozen=True, eq=False)  # each is one of its own, whatever else stands in the same remark
class Ignore:
    """A code, or the beginning of several, in capitals, that a remark or a pattern of paths wants to be silent."""

    code: str
    span: Span
    origin: Remark | PerFileIgnore


@dataclass(frozen=True)
class Ignored:
    """The ignores of a survey when the rules have run.

    `idle` are those that silenced nothing although all rules that they name have run, `unmatched` the patterns of paths
    to which no file of the survey answers, `named` all codes that the settings name, `names` the names of all rules by
    code.
    """

    remarks: tuple[Remark, ...]
    idle: tuple[Ignore, ...]
    unmatched: tuple[PerFileIgnore, ...]
    named: tuple[tuple[str, Span], ...]
    names: Mapping[str, str]
