"""What a survey wants silent is silent, what it gives a severity has it, and whoever silences nothing is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from in_memory import survey_of

import livingsurvey
from livingsurvey.check import checker
from livingsurvey.check.checker import count
from livingsurvey.check.ignored import Ignored
from livingsurvey.check.rule import IgnoreRule, Rule
from livingsurvey.check.rules import RULES
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

PAGE = "---\ntitle: Home\n---\n\n"


def own(settings: str) -> str:
    return f"site_name: S\nextra:\n  survey: {{{settings}}}\n"


def found(files: dict[str, str], *select: str, ignore: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The place and the code of each finding."""
    diagnostics = livingsurvey.check(survey_of(files), select, ignore)
    return [(str(each.problem.span), each.rule.code) for each in diagnostics]


def test_the_longest_beginning_of_a_code_gives_the_severity() -> None:
    settings = own("severity: {CIT: warning, CIT001: error, REF: warning, C: warning}")
    files = {"docs/index.md": PAGE + "[@nobody] [x](gone.md)\n", "mkdocs.yml": settings}
    diagnostics = livingsurvey.check(survey_of(files), ["CIT001", "REF001"])
    assert [(each.rule.code, each.rule.severity) for each in diagnostics] == [
        ("CIT001", "error"),
        ("REF001", "warning"),
    ]
    assert (count(diagnostics, "error"), count(diagnostics, "warning")) == (1, 1)


@pytest.mark.parametrize(
    ("pattern", "silent"),
    [
        ("docs/old/*.md", {"docs/old/a.md"}),
        ("docs/old/", {"docs/old/a.md", "docs/old/deep/b.md"}),
        ("docs/**/b.md", {"docs/old/deep/b.md"}),
        ("b.md", {"docs/old/deep/b.md"}),
        ("/docs/index.md", {"docs/index.md"}),
        ("docs/*", {"docs/index.md", "docs/old/a.md", "docs/old/deep/b.md"}),
    ],
)
def test_rules_are_silent_in_the_files_that_a_pattern_names(pattern: str, silent: set[str]) -> None:
    paths = {"docs/index.md", "docs/old/a.md", "docs/old/deep/b.md"}
    files = dict.fromkeys(paths, "[@nobody]\n") | {"mkdocs.yml": own(f"per-file-ignores: {{'{pattern}': [CIT]}}")}
    left = {place.split(":")[0] for place, _ in found(files, "CIT001")}
    assert left == paths - silent


def test_a_remark_silences_what_touches_its_line_or_block_and_nothing_else() -> None:
    text = (
        PAGE + "[@one]\n[@two] <!-- survey: ignore CIT001 -->\n[@three]\n\n"
        "<!-- survey: ignore CIT -->\n[@four]\n[@five] [x](gone.md)\n\n[@six]\n"
    )
    assert [(place.split(":")[1], code) for place, code in found({"docs/index.md": text}, "CIT001", "REF001")] == [
        ("5", "CIT001"),
        ("7", "CIT001"),
        ("11", "REF001"),
        ("13", "CIT001"),
    ]


def test_a_remark_at_the_end_of_a_sentence_silences_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def long(survey: Survey) -> Iterator[Problem]:
        for chapter in survey.chapters:
            yield Problem(chapter.source.span(0, chapter.source.text.index(".") + 1), "long")

    monkeypatch.setattr(checker, "RULES", (Rule("TAB999", "error", long), *RULES))
    text = "Over two\nlines. <!-- survey: ignore TAB999 -->\n"
    assert found({"docs/index.md": text}, "TAB999") == []
    apart = text.replace(" <!--", "\n\n<!--")
    assert found({"docs/index.md": apart}, "TAB999") == [("docs/index.md:1:1", "TAB999")]


def test_ignores_of_rules_that_nobody_wants_are_not_judged() -> None:
    files = {"docs/index.md": PAGE + "Text. <!-- survey: ignore REF001 -->\n"}
    idle = [("docs/index.md:5:7", "CFG002")]
    assert found(files, "CFG002") == idle
    assert found(files, "CFG", "CIT") == idle
    assert found(files, "CFG", ignore=("REF001",)) == []
    assert found(files, "CIT") == []
    assert found({**files, "mkdocs.yml": own("ignore: REF")}, "CFG") == []


def test_ignores_of_rules_about_the_day_are_judged_on_a_day_only() -> None:
    dated = next(rule for rule in RULES if isinstance(rule, Rule) and rule.dated)
    survey = survey_of({"docs/index.md": PAGE + f"Text. <!-- survey: ignore {dated.code} -->\n"})
    assert livingsurvey.check(survey, ["CFG002"]) == ()
    [idle] = livingsurvey.check(replace(survey, today=datetime.date(2026, 1, 1)), ["CFG002"])
    assert idle.rule.code == "CFG002"


def test_ignores_of_rules_about_the_whole_survey_are_not_judged_in_a_lone_file() -> None:
    lone = survey_of({"bibliography/a.bib": "@misc{a, title = {A}} % survey: ignore BIB003, BIB017\n"})
    assert [each.problem.span.text for each in livingsurvey.check(lone, ["CFG002"])] == ["BIB017"]


def test_a_selection_of_rules_that_do_not_exist_is_told_and_selects_all() -> None:
    files = {"docs/index.md": "[@nobody]\n", "mkdocs.yml": own("select: [ZZZ]")}
    assert {"DOC002", "CIT001", "CFG003"} <= {code for _, code in found(files)}
    known = {**files, "mkdocs.yml": own("select: [ZZZ, REF001]")}
    assert found(known) == [("mkdocs.yml:3:21", "CFG003")]
    assert [code for _, code in found(known, "CIT001")] == ["CIT001"]


def test_findings_about_ignores_are_silenced_like_others() -> None:
    text = PAGE + "Text. <!-- survey: ignore REF001, CFG002: soon -->\n"
    assert found({"docs/index.md": text}, "REF", "CFG") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\n<!-- survey: ignore REF001 -->\ntwo\n", "one\n\ntwo\n"),
        ("- one\n<!-- survey: ignore REF001 -->\n- two\n", "- one\n\n- two\n"),
        ("one\n\n<!-- survey: ignore REF001 -->\ntwo\n", "one\n\ntwo\n"),
        ("- one\n\n    <!-- survey: ignore REF001 -->\n    two\n", "- one\n\n    two\n"),
        ("one <!-- survey: ignore REF001 --> two\n", "one two\n"),
        ("<!-- survey: ignore REF001 --> one\n", "one\n"),
        ("| a | b |\n| - | - |\n| 1 | two <!-- survey: ignore REF001 --> |\n", "| a | b |\n| - | - |\n| 1 | two |\n"),
        ("one\r\n\r\n<!-- survey: ignore REF001 -->\r\ntwo\r\n", "one\r\n\r\ntwo\r\n"),
        ("<!-- survey: ignore REF001, CIT001, REF003 -->\n[@x]\n", "<!-- survey: ignore CIT001 -->\n[@x]\n"),
        ("[@x] <!-- survey: ignore CIT, CIT001 REF001: why -->\n", "[@x] <!-- survey: ignore CIT: why -->\n"),
    ],
)
def test_ignores_are_taken_back_without_a_trace(before: str, after: str) -> None:
    survey = survey_of({"docs/index.md": PAGE + before})
    fixed = fix(survey, lambda survey: livingsurvey.check(survey, ["CFG002"]))
    assert fixed.survey.chapters[0].source.text == PAGE + after
    assert fixed.left == ()


@pytest.mark.parametrize("fault", [ZeroDivisionError, RecursionError, MemoryError, AssertionError])
def test_a_rule_that_fails_in_a_chapter_names_it_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def failing(survey: Survey) -> Iterator[Problem]:
        raise fault("no luck")
        yield

    monkeypatch.setattr(checker, "RULES", (Rule("TAB999", "error", failing, "chapter"), *RULES))
    diagnostics = livingsurvey.check(
        survey_of({"docs/a.md": "[@nobody]\n", "docs/b.md": "Text.\n"}), ["TAB999", "CIT001"]
    )
    assert [(each.problem.span.source.path, each.rule.code) for each in diagnostics] == [
        ("docs/a.md", "TAB999"),
        ("docs/a.md", "CIT001"),
        ("docs/b.md", "TAB999"),
    ]
    assert diagnostics[0].problem.message == f"the rule `failing` failed: {fault.__name__}: no luck"


def test_whoever_stops_the_program_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(survey: Survey) -> Iterator[Problem]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(checker, "RULES", (Rule("TAB999", "error", stopped), *RULES))
    with pytest.raises(KeyboardInterrupt):
        livingsurvey.check(survey_of({"docs/a.md": "Text.\n"}), ["TAB999"])


def test_a_rule_about_ignores_that_fails_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(ignored: Ignored) -> Iterator[Problem]:
        raise ZeroDivisionError("no luck")
        yield

    monkeypatch.setattr(checker, "RULES", (IgnoreRule("TAB999", "error", failing), *RULES))
    assert found({"docs/a.md": "[@nobody]\n"}, "TAB999", "CIT001") == [
        ("docs/a.md:1:3", "CIT001"),
        ("mkdocs.yml:1:1", "TAB999"),
    ]


def test_a_flood_of_ignores_is_judged_in_linear_time() -> None:
    codes = " ".join(f"CIT{number % 1000:03}" for number in range(5_000))
    text = PAGE + f"See [@nobody]. <!-- survey: ignore {codes} -->\n\n" + "<!-- survey: ignore REF001 -->\n" * 5_000
    assert len(found({"docs/index.md": text}, "CFG002")) >= 5_000
