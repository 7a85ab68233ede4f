"""Fixes applied: whole or not at all, whatever their order, until nothing is left to do; and never at a text's cost."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import survey_of
from test_rules import examples
from test_rules import survey_of as survey_of_case

import livingsurvey
from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.config import Settings
from livingsurvey.edit.fix import Fixed, fix
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=200 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)

PATHS = ("docs/a.md", "docs/b.md")
SETTINGS = Settings(Source("mkdocs.yml", ""))
Replacement = tuple[str, int, int, str]


def some_rule(*_: object) -> Iterator[Problem]:
    """Stands for a rule."""
    yield from ()


def finding(code: str, survey: Survey, replacements: Iterable[Replacement], safe: bool = True) -> Diagnostic:
    """A finding whose fix replaces what stands between two offsets of files."""
    sources = {source.path: source for source in (survey.settings.source, *survey.sources)}
    edits = tuple(Edit(sources[path].span(start, end), text) for path, start, end, text in replacements)
    return Diagnostic(Rule(code, "error", some_rule), Problem(edits[0].span, "wrong", fix=Fix(edits, safe)))


def texts(survey: Survey) -> dict[str, str]:
    return {source.path: source.text for source in survey.sources}


def replacing(*pairs: tuple[str, str, str]) -> Callable[[Survey], list[Diagnostic]]:
    """A checker with a rule for each code, old word and new one; every old word is a finding."""

    def check(survey: Survey) -> list[Diagnostic]:
        return [
            finding(code, survey, [(source.path, at, at + len(old), new)])
            for code, old, new in pairs
            for source in (survey.settings.source, *survey.sources)
            for at in range(len(source.text))
            if source.text.startswith(old, at)
        ]

    return check


# ------------------------------------------------------------------------------------------- one round


@st.composite
def replacements(draw: st.DrawFn, text: str) -> list[Replacement]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        found.append((draw(st.sampled_from(PATHS)), start, end, draw(st.text("XY", min_size=1, max_size=2))))
    return found


@st.composite
def some_fixes(draw: st.DrawFn) -> tuple[str, list[list[Replacement]]]:
    text = draw(st.text("abé𝔸\r\n", min_size=1, max_size=25))
    return text, draw(st.lists(replacements(text), min_size=1, max_size=12))


def touch(one: Replacement, other: Replacement) -> bool:
    return one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]


def is_whole(fix: Sequence[Replacement]) -> bool:
    """Whether no two of its edits overlap: they may touch, but two with something between them may not."""
    places = sorted(edit[:3] for edit in fix)
    return all(a[0] != b[0] or a[2] <= b[1] for number, a in enumerate(places) for b in places[number + 1 :])


def applied(text: str, edits: Iterable[Replacement], path: str) -> str:
    """The text with edits applied from its end to its beginning."""
    here = [edit for edit in edits if edit[0] == path]
    for _, start, end, new in sorted(here, key=lambda edit: (edit[1], edit[2]))[::-1]:
        text = text[:start] + new + text[end:]
    return text


@law
@given(some_fixes(), st.randoms(use_true_random=False))
def test_fixes_are_applied_whole_in_whatever_order_they_come(
    given: tuple[str, list[list[Replacement]]], chance: random.Random
) -> None:
    text, fixes = given
    survey = Survey(SETTINGS, tuple(Source(path, text) for path in PATHS))
    found = [finding(f"TST{number:03}", survey, edits) for number, edits in enumerate(fixes)]

    def once(shuffled: bool) -> Fixed:
        order = chance.sample(found, len(found)) if shuffled else found
        return fix(survey, lambda now: order if texts(now) == texts(survey) else ())

    result = once(shuffled=False)
    assert texts(once(shuffled=True).survey) == texts(result.survey)
    chosen = [fixes[int(one.rule.code[3:])] for one in result.mended]
    every = [edit for edits in chosen for edit in edits]
    assert texts(result.survey) == {path: applied(text, every, path) for path in PATHS}
    assert not any(touch(a, b) for one in chosen for other in chosen if one is not other for a in one for b in other)
    for edits in fixes:
        assert edits in chosen or not is_whole(edits) or any(touch(edit, other) for edit in edits for other in every)


def test_of_two_fixes_that_touch_the_safe_one_goes_first() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "one two"),))
    found = [
        finding("TST001", survey, [("docs/a.md", 0, 3, "1")], safe=False),
        finding("TST002", survey, [("docs/a.md", 2, 7, "e 2")]),
    ]
    assert texts(fix(survey, lambda now: found if now == survey else (), unsafe=True).survey) == {"docs/a.md": "one 2"}
    assert fix(survey, lambda now: found[:1]).mended == ()


def test_a_fix_for_another_text_is_left_out() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "one"),))
    stale = finding("TST001", Survey(SETTINGS, (Source("docs/a.md", "two"),)), [("docs/a.md", 0, 3, "1")])
    assert fix(survey, lambda _: [stale]).survey == survey


# ------------------------------------------------------------------------------------------- several rounds


def test_fixes_that_touch_wait_for_another_round() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "aaaaaaaaaaaa b"), Source("docs/b.md", "aa")))
    result = fix(survey, replacing(("TST001", "aa", "a")))
    assert texts(result.survey) == {"docs/a.md": "a b", "docs/b.md": "a"}
    assert (len(result.mended), result.left, result.barred) == (12, (), ())


def test_two_that_put_something_in_at_the_same_place_both_do() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "text"),))

    def check(now: Survey) -> list[Diagnostic]:
        return [
            finding(f"TST00{number}", now, [("docs/a.md", 0, 0, word)])
            for number, word in enumerate(["x: 1\n", "y: 2\n", "z: 3\n"])
            if word not in now.sources[0].text
        ]

    result = fix(survey, check)
    assert sorted(result.survey.sources[0].text.splitlines()) == ["text", "x: 1", "y: 2", "z: 3"]
    assert len(result.mended) == 3


def test_as_many_rounds_as_lead_somewhere() -> None:
    """Each of a hundred insertions at one place needs a round of its own."""
    survey = Survey(SETTINGS, (Source("docs/a.md", ""),))

    def check(now: Survey) -> list[Diagnostic]:
        missing = [word for number in range(100, 200) if (word := f"{number};") not in now.sources[0].text]
        return [finding("TST001", now, [("docs/a.md", 0, 0, word)]) for word in missing]

    assert len(fix(survey, check).mended) == 100


def test_fixes_that_undo_one_another_are_left_out_and_all_others_are_applied() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "cat dot"), Source("docs/b.md", "dot")))
    result = fix(survey, replacing(("TST001", "cat", "dog"), ("TST002", "dog", "cat"), ("TST003", "t ", "p ")))
    assert texts(result.survey) == {"docs/a.md": "cap dot", "docs/b.md": "dot"}
    [barred] = result.barred
    assert (barred.path, barred.codes) == ("docs/a.md", ("TST001", "TST002"))
    assert [one.rule.code for one in result.mended] == ["TST003"]


def test_a_fix_that_never_comes_to_rest_is_left_out() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "a b"),))
    result = fix(survey, replacing(("TST001", "a", "aa"), ("TST002", "b", "c")))
    assert texts(result.survey) == {"docs/a.md": "a c"}
    assert [(barred.path, barred.codes) for barred in result.barred] == [("docs/a.md", ("TST001",))]
    assert [one.rule.code for one in result.left] == ["TST001"]


def test_a_fix_that_changes_nothing_is_left_out() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "a"),))
    result = fix(survey, replacing(("TST001", "a", "a")))
    assert (result.mended, result.changed, len(result.barred)) == ((), (), 1)


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        ("bibliography/a.bib", "@misc{a, title = {A}, note = {x}}\n", "x}}", "x"),
        ("docs/a.md", "---\ntitle: x\n---\n", "title: x", "title: ["),
        ("mkdocs.yml", "site_name: x\n", "x", "["),
    ],
)
def test_a_fix_after_which_a_file_cannot_be_read_is_left_out(path: str, text: str, old: str, new: str) -> None:
    survey = survey_of({"docs/b.md": "good", path: text})
    result = fix(survey, replacing(("TST001", old, new), ("TST002", "good", "better")))
    assert [(barred.path, barred.codes) for barred in result.barred] == [(path, ("TST001",))]
    assert [(after.path, after.text) for _, after in result.changed] == [("docs/b.md", "better")]


def test_settings_that_a_fix_edits_are_read_again() -> None:
    survey = survey_of({"mkdocs.yml": "site_name: Old\n", "docs/a.md": "Old"})
    result = fix(survey, replacing(("TST001", "Old", "New")))
    assert result.survey.settings.site_name == "New"
    assert [after.path for _, after in result.changed] == ["docs/a.md", "mkdocs.yml"]


def test_a_fix_that_would_edit_a_file_which_it_may_not_is_left_out_as_a_whole() -> None:
    survey = Survey(SETTINGS, (Source("docs/a.md", "one"), Source("docs/b.md", "one")))

    def check(now: Survey) -> list[Diagnostic]:
        both = [("docs/a.md", 0, 3, "1"), ("docs/b.md", 0, 3, "1")]
        return [finding("TST001", now, both)] if "one" in texts(now).values() else []

    result = fix(survey, check, may_edit=lambda source: source.path == "docs/a.md")
    assert (result.changed, len(result.left)) == ((), 1)
    assert set(texts(fix(survey, check).survey).values()) == {"1"}


# ------------------------------------------------------------------------------------------- the rules' own fixes


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize(("code", "files", "expected"), list(examples()))
def test_fixes_of_all_rules_together_come_to_rest_and_a_second_run_changes_nothing(
    code: str, files: dict[str, tuple[str, str]], expected: str, unsafe: bool, tmp_path: Path
) -> None:
    survey = survey_of_case(tmp_path, {path: block for path, block in files.items() if not path.startswith("fixed ")})
    result = fix(survey, livingsurvey.check, unsafe)
    assert result.barred == ()
    again = fix(result.survey, livingsurvey.check, unsafe)
    assert (again.mended, again.changed) == ((), ())
    assert again.left == result.left


def test_letters_that_are_a_guess_are_not_written_as_a_side_effect_of_a_safe_fix() -> None:
    entry = "@article{a, author = {Müller, A}, title = {T}, journal = {J}, year = {2020}, pages = {1-3}}\n"
    for encoding, safe in (("utf-8", True), ("utf-16", True), ("cp1252", False)):
        survey = Survey(SETTINGS, (Source.decode("bibliography/a.bib", entry.encode(encoding)),))
        mended = fix(survey, livingsurvey.check).changed
        assert bool(mended) == safe, encoding
        [(_, after)] = fix(survey, livingsurvey.check, unsafe=True).changed
        assert after.encode() == entry.replace("1-3", "1--3").encode()


def test_a_file_in_another_encoding_is_written_as_utf8_though_its_text_stays() -> None:
    survey = Survey(SETTINGS, (Source.decode("docs/a.md", "Müller".encode("utf-16")),))
    result = fix(survey, lambda now: livingsurvey.check(now, select=["DOC004"]))
    assert [after.encode() for _, after in result.changed] == ["Müller".encode()]
    assert (len(result.mended), result.left) == (1, ())
