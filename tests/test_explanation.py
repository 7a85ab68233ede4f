"""`survey explain`: laid out for the terminal, with the severity that the survey gives, whatever one calls the rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import MINIMAL, Project

from livingsurvey.check.explanation import explanation, listing
from livingsurvey.check.naming import advice, meant
from livingsurvey.check.rules import RULES

Make = Callable[..., Project]
NAMES = {rule.code: rule.name for rule in RULES}
BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_texts_are_wrapped_and_examples_kept(columns: int) -> None:
    for rule in RULES:
        rows = explanation(rule, {}, columns).split("\n")
        assert rows[0] == f"{rule.code} {rule.name}"
        texts = [row for row in rows[1:] if not row.startswith("    ") and " " in row.strip("`").strip()]
        assert max(map(len, texts)) <= min(columns, 100)
        examples = [row for row in rule.documentation.split("\n") if row.startswith("    ")]
        shown = [row for row in rows if row.startswith("    ")]
        assert shown[: len(examples)] == examples


def test_the_severity_is_that_of_the_survey(project: Make) -> None:
    assert "\nerror; looks at the whole survey; `--unsafe-fixes` may mend it\n" in explanation(
        BY_CODE["CIT001"], {}, 80
    )
    assert "\nwarning in this survey, error by default; " in explanation(BY_CODE["CIT001"], {"CIT": "warning"}, 80)
    lenient = project({**MINIMAL, "mkdocs.yml": "site_name: S\nextra: {survey: {severity: {CIT: warning}}}\n"})
    assert "warning in this survey" in lenient.survey("explain", "CIT001").out
    assert "error by default" not in project({"x.md": ""}, "none").survey("explain", "CIT001").out


def test_headings_alone_are_emphasised() -> None:
    shown = explanation(BY_CODE["CIT001"], {}, 80, ("<", ">"))
    assert [row for row in shown.split("\n") if "<" in row and not row.startswith("    ")] == [
        "<CIT001 unknown-key>",
        "<Wrong:>",
        "<Right:>",
    ]


def test_a_family_is_listed(minimal: Project) -> None:
    done = minimal.survey("explain", "cfg")
    assert [row.split()[0] for row in done.out.splitlines()] == sorted(code for code in NAMES if code.startswith("CFG"))
    assert all(len(row) <= 60 for row in listing(RULES, {}, 60).split("\n"))


@pytest.mark.parametrize(
    ("given", "code", "hint"),
    [
        ("CIT001", "CIT001", "write `CIT001`"),
        ("cit", "CIT", "write `CIT`"),
        ("Unknown_Key", "CIT001", "write `CIT001`"),
        ("unkown-key", None, "did you mean `CIT001` (unknown-key)?"),
        ("CITE", None, "did you mean `CIT`?"),
        ("CTI001", None, "did you mean `CIT001`?"),
        ("something", None, "`survey explain` lists them all"),
        ("", None, "`survey explain` lists them all"),
    ],
)
def test_a_rule_is_known_by_what_people_call_it(given: str, code: str | None, hint: str) -> None:
    assert meant(given, NAMES) == code
    assert advice(given, NAMES) == hint


def test_a_rule_that_does_not_exist_is_told_with_the_one_that_was_meant(minimal: Project) -> None:
    done = minimal.survey("explain", "unkown-key")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: there is no rule `unkown-key`; did you mean `CIT001` (unknown-key)?\n"
