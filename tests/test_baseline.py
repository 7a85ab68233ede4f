"""The baseline: a survey adopts the checker on day one, and only what is new is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import MINIMAL, Project, contents
from in_memory import survey_of

import livingsurvey
from livingsurvey.check.checker import review
from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.check.silencing.baseline import BaselineError, read, written
from livingsurvey.check.silencing.fingerprint import fingerprint
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source

Make = Callable[..., Project]
NAME = "survey-baseline.json"
SETTINGS = f"site_name: S\nextra: {{survey: {{baseline: {NAME}, ignore: [A11Y]}}}}\n"
PAGE = "---\ntitle: Home\n---\n\nSee [@nobody] and [x](gone.md).\n\n[@other]\n"


def survey(page: str, baseline: Source | None = None) -> Survey:
    made = survey_of({"docs/index.md": page, "mkdocs.yml": SETTINGS})
    return replace(made, sources=(*made.sources, baseline)) if baseline else made


def baseline_of(page: str) -> Source:
    return written(NAME, livingsurvey.check(survey_of({"docs/index.md": page}), ignore=["A11Y"]))


def new(page: str, baseline: Source) -> list[str]:
    return [each.problem.span.text for each in livingsurvey.check(survey(page, baseline))]


@pytest.mark.parametrize(
    "edited",
    [
        PAGE,
        PAGE.replace("See", "One more line.\n\nSee"),
        PAGE.replace("See [@nobody]", "Before all, see [@nobody]"),
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("See [@nobody] and [x](gone.md).\n\n[@other]", "[@other]\n\n[x](gone.md), [@nobody]"),
    ],
    ids=["same", "lines above", "words before", "line ends", "order"],
)
def test_findings_are_known_again_when_the_file_is_edited(edited: str) -> None:
    assert new(edited, baseline_of(PAGE)) == []


def test_a_finding_that_names_another_place_is_known_again_when_that_moves() -> None:
    files = {
        "docs/index.md": "## Cost\n\nIt costs.\n\n## Cost\n\nAgain [@ash].\n",
        "bibliography/a.bib": "@misc{ash, title = {First},\n  year = {2020},\n  year = {2021}}\n",
    }
    moved = {path: f"\n\n{text}" for path, text in files.items()}
    rules = ["DOC007", "BIB006"]
    found = livingsurvey.check(survey_of(files), rules)
    assert [str(each.problem.related[0]) in each.problem.message for each in found] == [True, True]
    assert written(NAME, found) == written(NAME, livingsurvey.check(survey_of(moved), rules))


def test_a_new_finding_is_shown_even_if_it_equals_an_old_one() -> None:
    old = baseline_of(PAGE)
    assert new(PAGE + "\n[@third]\n", old) == ["third"]
    [again] = livingsurvey.check(survey(PAGE + "\nAgain [@nobody].\n", old))
    assert again.problem.span.position == (9, 9)


def test_hidden_and_mended_findings_are_counted() -> None:
    old = baseline_of(PAGE)
    mended = PAGE.replace("[@other]", "Nothing.")
    found = review(survey(mended, old))
    assert (found.diagnostics, found.hidden, found.mended) == ((), 2, 1)
    assert review(survey(mended, old), ["REF"]).mended == 0  # rules that did not run mended nothing
    assert review(survey_of({"docs/index.md": PAGE})).hidden == 0


def test_what_is_written_is_read_back_and_sorted() -> None:
    old = baseline_of(PAGE + "\n[@nobody]\n")
    rows = [json.loads(row.rstrip(",")) for row in old.text.splitlines()[1:-1]]
    assert rows == sorted(rows, key=lambda row: (row["path"], row["code"], row["fingerprint"]))
    assert sorted(row["count"] for row in rows) == [1, 1, 2]
    assert {row["message"] for row in rows} >= {"there is no entry `nobody`", "there is no entry `other`"}
    assert read(old).counts == {row["fingerprint"]: row["count"] for row in rows}
    assert old == baseline_of(PAGE.replace("See", "\n\nSee") + "\n\n\n[@nobody]\n")
    empty = written(NAME, ())
    assert (read(empty).counts, json.loads(empty.text)) == ({}, {"version": 1, "findings": []})


def test_a_line_that_two_branches_added_counts_for_both() -> None:
    text = baseline_of(PAGE).text
    row = text.splitlines()[1]
    assert sum(read(Source(NAME, text.replace(row, f"{row}\n{row}"))).counts.values()) == 4


def finding(message: str, path: str = "a.md", words: str = "words", code: str = "CIT001") -> Diagnostic:
    def some_rule(*_: object) -> None:
        """Stands for a rule."""

    problem = Problem(Source(path, words).span(0, len(words)), message)
    return Diagnostic(Rule(code, "error", some_rule), problem)  # type: ignore[arg-type]


def test_a_fingerprint_goes_by_rule_file_words_and_message_without_numbers() -> None:
    message = "taken: b.bib:3:14 has it, 2,512 words, 40 days"
    mark = fingerprint(finding(message))
    assert mark == fingerprint(finding("taken: b.bib:7:1 has it, 2,498 words, 141 days"))
    assert mark == fingerprint(finding(message, words="words\n  "))
    others = [
        finding(message.replace("b.bib", "c.bib")),
        finding(message, path="b.md"),
        finding(message, words="other"),
        finding(message, code="CIT002"),
    ]
    assert mark not in set(map(fingerprint, others))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[1]",
        "{}",
        "null",
        '{"version": "1"}',
        '{"version": 99}',
        '{"version": 1, "findings": {}}',
        '{"version": 1, "findings": [3]}',
        '{"version": 1, "findings": [{"fingerprint": "a", "code": "b", "count": -1}]}',
        "[" * 100_000,
        "1" * 5000,
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_baseline_is_told_and_hides_nothing(text: str) -> None:
    with pytest.raises(BaselineError):
        read(Source(NAME, text))
    codes = [each.rule.code for each in livingsurvey.check(survey(PAGE, Source(NAME, text)))]
    assert sorted(codes) == ["CFG004", "CIT001", "CIT001", "REF001"]


@pytest.fixture
def messy(project: Make) -> Project:
    """A survey with findings that was never checked before."""
    return project({**MINIMAL, "docs/index.md": PAGE})


def named(project: Project) -> None:
    project.edit("mkdocs.yml", "site_name: Minimal\n", f"site_name: Minimal\nextra: {{survey: {{baseline: {NAME}}}}}\n")


def test_a_survey_adopts_the_checker_on_day_one(messy: Project) -> None:
    assert messy.survey("check").code == 1
    done = messy.survey("check", "--write-baseline")
    assert (done.code, done.err) == (0, "")
    assert f"to {messy.root / NAME}.\nName it in mkdocs.yml" in done.out.replace("\\", "/") or NAME in done.out
    assert messy.survey("check").code == 1  # the settings do not name it yet
    named(messy)
    done = messy.survey("check")
    assert done.code == 0
    assert done.out.startswith("No problems found.\n")
    assert "findings of the baseline are not shown." in done.out


def test_what_is_new_and_what_is_mended_is_told(messy: Project) -> None:
    named(messy)
    assert messy.survey("check", "--write-baseline").code == 0
    messy.edit("docs/index.md", "[@other]", "Newly [@third].")
    done = messy.survey("check")
    assert done.code == 1
    assert "`third`" in done.out
    assert "`nobody`" not in done.out
    assert "1 finding of the baseline is mended; `survey check --write-baseline` renews it." in done.out
    as_json = messy.survey("check", "--output-format", "json")
    assert [each["code"] for each in json.loads(as_json.out)["diagnostics"]] == ["CIT001"]
    assert "of the baseline" in as_json.err
    assert messy.survey("check", "--write-baseline").code == 0
    assert messy.survey("check").code == 0


def test_another_baseline_can_be_named(messy: Project) -> None:
    missing = messy.survey("check", "--baseline", "old.json")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err.startswith("error: old.json: there is no such file; ")
    assert messy.survey("check", "--baseline", "old.json", "--write-baseline").code == 0
    done = messy.survey("check", "--baseline", "old.json")
    assert (done.code, done.out.splitlines()[0]) == (0, "No problems found.")
    assert not (messy.root / NAME).exists()


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/index.md", "package.json", "docs"])
def test_a_baseline_takes_the_place_of_nothing_else(messy: Project, name: str) -> None:
    messy.write({"package.json": '{"name": "mine"}\n'})
    before = contents(messy.root)
    done = messy.survey("check", "--write-baseline", "--baseline", name)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {name} is left as it is: it holds something else than a baseline; name another file\n"
    assert contents(messy.root) == before


@pytest.mark.parametrize("text", ["", '<<<<<<< ours\n{"version": 1, "findings": [\n=======\n'])
def test_an_empty_baseline_and_one_in_pieces_are_written_anew(messy: Project, text: str) -> None:
    messy.write({NAME: text})
    assert messy.survey("check", "--write-baseline").code == 0
    assert messy.survey("check", "--baseline", NAME).code == 0


def test_a_lone_store_has_a_baseline_too(project: Make) -> None:
    alone = project({"refs.bib": "@misc{a, year = 20201}\n"})
    assert "BIB017" in alone.survey("check", "refs.bib").out
    assert alone.survey("check", "refs.bib", "--write-baseline", "--baseline", "old.json").code == 0
    assert alone.survey("check", "refs.bib", "--baseline", "old.json").out.startswith("No problems found.")


def test_a_baseline_is_not_written_of_a_part(messy: Project) -> None:
    assert messy.survey("check", "docs/index.md", "--write-baseline").code == 2
    assert messy.survey("check", "--fix", "--write-baseline").code == 2
    assert not (messy.root / NAME).exists()


def test_a_build_goes_by_the_baseline(messy: Project) -> None:
    messy.edit("docs/index.md", " and [x](gone.md)", "")
    named(messy)
    assert messy.survey("build", "--no-pdf").code == 1
    assert messy.survey("check", "--write-baseline").code == 0
    messy.build()
