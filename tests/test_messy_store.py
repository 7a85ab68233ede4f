"""A newcomer's first command on a messy file of 2,000 entries: readable, complete, and with a way out on each line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from conftest import Project
from messy import MISTAKES, messy

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.syntax.source import Source

ENTRIES = 2000
LINE = re.compile(r"refs\.bib:\d+:\d+: (?:error|warning)\[[A-Z]{3}\d{3}\] [^;]+; .+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("messy"), {"refs.bib": messy(ENTRIES)})


def test_forty_lines_then_counts_by_code_then_the_next_command(folder: Project) -> None:
    done = folder.survey("check", "refs.bib")
    assert (done.code, done.err) == (1, "")
    findings, shown, counts, advice = done.out.strip().split("\n\n")
    assert len(findings.splitlines()) == 40
    assert all(LINE.fullmatch(line) for line in findings.splitlines())
    total = int(re.search(r"of ([\d,]+) findings", shown)[1].replace(",", ""))  # type: ignore[index]
    assert total == sum(int(line.split()[0].replace(",", "")) for line in counts.splitlines())
    next_command = re.search(r"`survey (check refs\.bib --select [A-Z]{3}\d{3} --all)`", advice)
    assert next_command
    assert folder.survey(*next_command[1].split()).code == 1


def test_every_finding_says_what_is_wrong_and_what_to_do(folder: Project) -> None:
    report = json.loads(folder.survey("check", "refs.bib", "--output-format", "json").out)
    assert all(found["message"] and found["hint"] for found in report["diagnostics"])


# The rule that must speak of each kind of mistake, and of no entry without one.
SPOKEN_OF = {
    "none": "",
    "comma": "BIB001",
    "brace": "BIB001",
    "quote": "BIB001",
    "no key": "BIB001",
    "twice": "BIB002",
    "macro": "BIB004",
    "doi": "BIB045",
    "bad doi": "BIB012",
    "same doi": "BIB008",
    "et al": "BIB030",
    "ampersand": "BIB027",
    "capitals": "BIB026",
    "arxiv": "BIB038",
    "pages": "BIB032",
    "month": "BIB019",
    "empty": "BIB014",
    "entities": "BIB051",
    "type": "BIB037",
    "latex": "BIB023",
    "prose": "",
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_every_kind_of_mistake_is_told_and_a_sound_entry_is_not(kind: str, project: Callable[..., Project]) -> None:
    text = "\n\n".join(MISTAKES[kind].format(n=number) for number in (7, 8))
    found = project({"refs.bib": text + "\n"}).survey("check", "refs.bib", "--output-format", "json")
    codes = {diagnostic["code"] for diagnostic in json.loads(found.out)["diagnostics"]}
    assert SPOKEN_OF[kind] in codes if SPOKEN_OF[kind] else not codes


def test_entries_shown_and_entries_reported_are_all_there_are() -> None:
    text = messy(ENTRIES)
    store = Bibliography((Source("refs.bib", text),))
    assert len(store.typed) + len(store.broken) == text.count("\n@") + text.startswith("@")
    assert store.broken


def test_formatting_it_loses_nothing_and_says_what_it_did(folder: Project, project: Callable[..., Project]) -> None:
    copy = project({"refs.bib": messy(ENTRIES)})
    before = Bibliography((Source("refs.bib", messy(ENTRIES)),))
    assert copy.survey("fmt", "refs.bib").out == "refs.bib: formatted\n"
    after = Bibliography((Source("refs.bib", (copy.root / "refs.bib").read_text("utf-8")),))
    assert {key: reference.fields for key, reference in before.references.items()} == {
        key: reference.fields for key, reference in after.references.items()
    }
    assert sorted(broken.span.text for broken in before.broken) == sorted(broken.span.text for broken in after.broken)
    assert copy.survey("fmt", "--check", "refs.bib").out == "Nothing to format.\n"
