"""A survey with at least two faults for every rule, each found where it stands; a clean twin without any finding."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from planted import Planted

import livingsurvey
from livingsurvey.check.reporters import text
from livingsurvey.check.rule import AnyRule
from livingsurvey.check.rules import RULES

TODAY = datetime.date(2026, 11, 25)
# Faults that are no text of a file: what else is done to the faulty survey, and where it must be found.
LATIN = ("docs/latin.md", "docs/latin-too.md")
LINKED = ("docs/figures/linked.svg", "docs/figures/linked-too.svg")
BESIDE = Counter(
    [*((path, 1, 1, "SEC006") for path in LINKED)],
)
# Rules whose faults stand in running text, where one of each must be in a list, a table, a panel or a quotation.
IN_TEXT = ("CIT", "REF", "TEX", "SEC001", "SEC002", "SEC003", "SEC005", "SEC007", "SEC008", "A11Y")
# A survey names one baseline.
ONCE = ("CFG004",)
FAULTY, CLEAN = Planted(faulty=True), Planted(faulty=False)


def write_faulty(folder: Path) -> None:
    FAULTY.write(folder)
    for path in LATIN:
        file = folder / path
        file.write_bytes(file.read_text("utf-8").encode("cp1252"))
    for path in LINKED:
        (folder / path).symlink_to(folder / "docs/figures/sound.svg")


def found(folder: Path) -> Counter[tuple[str, int, int, str]]:
    diagnostics = livingsurvey.check(livingsurvey.load(folder, TODAY))
    return Counter((each.problem.span.source.path, *each.problem.span.position, each.rule.code) for each in diagnostics)


def test_every_planted_fault_is_found_where_it_stands_and_nothing_else(tmp_path: Path) -> None:
    write_faulty(tmp_path)
    expected = FAULTY.expected + BESIDE
    told = found(tmp_path)
    assert sorted((expected - told).elements()) == []  # planted and not found
    assert sorted((told - expected).elements()) == []  # found and not planted


def test_the_clean_twin_has_no_finding(tmp_path: Path) -> None:
    CLEAN.write(tmp_path)
    assert text(livingsurvey.check(livingsurvey.load(tmp_path, TODAY))) == ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_two_planted_faults(rule: AnyRule) -> None:
    places = [place for place in FAULTY.places if place.code == rule.code]
    beside = sum(number for place, number in BESIDE.items() if place[3] == rule.code)
    assert len(places) + beside >= (1 if rule.code in ONCE else 2)
    if rule.code.startswith(IN_TEXT):
        assert any(place.nested for place in places)


def test_some_faults_stand_in_files_with_windows_line_ends() -> None:
    codes = {place.code[:3] for place in FAULTY.places if "crlf" in place.path}
    assert {"BIB", "CIT", "REF", "DOC", "TEX"} <= codes
