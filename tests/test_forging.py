"""Whatever contributed texts and names of files hold, what is printed of them is what we mean to print."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingsurvey.check.reporters import REPORTERS, text
from livingsurvey.check.reporters.digest import digest
from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

UNSEEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ud800-\\udfff]"
)
FORGERIES = [
    "::error::forged",
    "\u2003::set-output name=x::y",
    "##[error]forged",
    "###[group]x",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[buildStatus status='SUCCESS']",
    "x\n::error::forged",
    "x\r\nother.md:1:1: error[CIT001] forged",
    "\x1b[2K\x1b[1A\x1b[32mNo problems found.\x1b[0m",
    "\x9b31mred",
    "a\u202egpj.exe",
    "a\u2028b\x85c",
    "\udc80\udcff",
    "\U000e0041\U000e0042",
    "section_start:0:x\r\x1b[0K",
    "100%0A::error::x",
]
COMMAND = re.compile(r"^\s*::|##[A-Za-z]*\[")


def some_rule(*_: object) -> None:
    """Stands for a rule."""


def finding(path: str, content: str, message: str, hint: str) -> Diagnostic:
    source = Source(path, content)
    everything = source.span(0, len(content))
    fix = Fix((Edit(everything, message), Edit(source.span(), hint)), safe=True)
    rule = Rule("CIT001", "error", some_rule)  # type: ignore[arg-type]
    return Diagnostic(rule, Problem(everything, message, hint, (source.span(len(content)),), fix))


def printed(diagnostics: list[Diagnostic]) -> dict[str, str]:
    """What each format prints, and what stands on a terminal, without our own colours."""
    shown = {name: report(diagnostics) for name, report in REPORTERS.items()}
    on_terminal = (text(diagnostics, 80, colour=True), digest(diagnostics, "survey check", 80, colour=True))
    plain = (re.sub(r"\x1b\[(?:0|1|31|33|36)m", "", each) for each in on_terminal)
    return shown | dict(zip(("terminal", "digest"), plain, strict=True))


def assert_honest(diagnostics: list[Diagnostic]) -> None:
    shown = printed(diagnostics)
    for name, report in shown.items():
        assert not UNSEEN.search(report), name
        report.encode("utf-8")
        for row in report.split("\n"):
            found = COMMAND.search(row.removeprefix("::error file=") if name == "github" else row)
            assert not found, (name, row)
    assert len(shown["text"].split("\n")) == len(diagnostics)
    assert len(shown["github"].split("\n")) == len(diagnostics) + 1
    assert json.loads(shown["json"])["summary"]["errors"] == len(diagnostics)
    assert len(json.loads(shown["sarif"])["runs"][0]["results"]) == len(diagnostics)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_nothing_forges_a_line_a_colour_or_a_command(forgery: str) -> None:
    assert_honest([finding(f"{forgery}.md", f"a {forgery} b\n", f"there is no `{forgery}`", forgery)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1), min_size=4, max_size=4))
def test_every_format_is_valid_for_any_text(parts: list[str]) -> None:
    path, content, message, hint = parts
    assert_honest([finding(path, content, message, hint)])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(FORGERIES), min_size=4, max_size=8).map("".join))
def test_json_and_sarif_give_back_what_they_were_given(words: str) -> None:
    shown = printed([finding("a.md", words, words, words)])
    (found,) = json.loads(shown["json"])["diagnostics"]
    assert (found["message"], found["hint"], found["fix"]["edits"][0]["text"]) == (words, words, words)
    (result,) = json.loads(shown["sarif"])["runs"][0]["results"]
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == words
