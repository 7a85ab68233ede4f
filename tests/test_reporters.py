"""What is printed of diagnostics: for people, for scripts, for pull requests."""

from __future__ import annotations

import json

import pytest

from livingsurvey.check.reporters import as_json, github, line, text, visible
from livingsurvey.check.reporters import excerpt as excerpts
from livingsurvey.check.rule import Diagnostic, Rule, Severity
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source, Span

SOURCE = Source("docs/a.md", "one\nSee [@mcmahan] there.\n")


def unknown_key(*_: object) -> None:
    """Stands for a rule."""


def finding(
    source: Source = SOURCE,
    start: int = 9,
    end: int = 17,
    message: str = "there is no entry `mcmahan`",
    hint: str = "did you mean `mcmahan2017`?",
    severity: Severity = "error",
    fix: Fix | None = None,
    related: tuple[Span, ...] = (),
) -> Diagnostic:
    rule = Rule("CIT001", severity, unknown_key)  # type: ignore[arg-type]
    return Diagnostic(rule, Problem(source.span(start, end), message, hint, related, fix))


def marked(row: str, words: str) -> tuple[str, str]:
    """The excerpt's line of the source, and the line with the carets below `words` in it."""
    source = Source("a.md", row)
    start = row.index(words)
    _, shown, carets = text([finding(source, start, start + len(words))], columns=100).split("\n")
    return shown, carets


def test_a_finding_is_one_line_with_its_place() -> None:
    expected = "docs/a.md:2:6: error[CIT001] there is no entry `mcmahan`; did you mean `mcmahan2017`?"
    assert line(finding()) == expected
    assert text([finding()]) == expected
    assert line(finding(hint="", severity="warning")) == "docs/a.md:2:6: warning[CIT001] there is no entry `mcmahan`"


def test_files_are_set_apart_by_a_blank_line() -> None:
    other = Source("docs/b.md", "x")
    printed = text([finding(), finding(start=4), finding(other, 0, 1)])
    assert [row.partition(":")[0] for row in printed.split("\n")] == ["docs/a.md", "docs/a.md", "", "docs/b.md"]
    assert text([]) == ""


def test_colour_stands_around_the_severity_alone() -> None:
    coloured = text([finding()], colour=True)
    assert coloured.count("\x1b") == 3
    assert "\x1b[31m\x1b[1merror[CIT001]\x1b[0m" in coloured


@pytest.mark.parametrize(
    ("row", "words", "column", "carets"),
    [
        ("See [@mcmahan] there.", "@mcmahan", 5, 8),
        ("\tSee [@a]", "@a", 6, 2),
        ("日本 [@a]", "@a", 6, 2),
        ("[@日本]", "日本", 2, 4),
        ("e\u0301e\u0301 [@a]", "@a", 4, 2),
        ("👍\ufe0f [@a]", "@a", 4, 2),
        ("[@a]", "[", 0, 1),
    ],
)
def test_carets_stand_under_the_exact_words(row: str, words: str, column: int, carets: int) -> None:
    shown, below = marked(row, words)
    assert shown == "     1 | " + row.replace("\t", " ")
    assert below == "       | " + " " * column + "^" * carets


def test_a_place_without_width_gets_one_caret() -> None:
    shown, below = text([finding(SOURCE, 4, 4)], columns=100).split("\n")[1:]
    assert (shown, below) == ("     2 | See [@mcmahan] there.", "       | ^")
    assert text([finding(SOURCE, len(SOURCE.text), len(SOURCE.text))], columns=100).count("\n") == 0


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    source = Source("a.md", "one [two\nthree] four")
    assert text([finding(source, 4, 15)], columns=100).split("\n")[2] == "       |     ^^^^"


@pytest.mark.parametrize("filling", ["x", "語"])
def test_a_long_line_is_cut_to_the_terminal_around_the_place(filling: str) -> None:
    width = {"x": 1, "語": 2}[filling]
    for before, behind in ((500, 500), (0, 500), (500, 0)):
        shown, below = marked(filling * before + "[@here]" + filling * behind, "[@here]")
        rest, _, _ = shown.partition("[@here]")
        gutter = len("     1 | ")
        assert gutter + (len(rest) - gutter) * width == below.index("^")
        assert below.count("^") == len("[@here]")
        assert gutter + sum(width if char == filling else 1 for char in shown[gutter:]) <= 100


def test_of_a_line_without_end_only_what_is_shown_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []
    monkeypatch.setattr(excerpts, "visible_cells", lambda row: looked_at.append(len(row)) or list(row))
    shown, below = marked("word " * 200_000 + "[@here]" + " word" * 200_000, "[@here]")
    assert shown[below.index("^") :].startswith("[@here] word")
    assert sum(looked_at) < 1000


HOSTILE = "a\x1b[2Jb\u202ec\u2028d\x07e\x9bf\u200bg"


def test_signs_that_steer_a_terminal_are_written_out() -> None:
    assert visible(HOSTILE) == r"a\u001b[2Jb\u202ec\u2028d\u0007e\u009bf\u200bg"
    assert visible("a\tb\r\nc") == "a b  c"
    assert visible("Größe – 日本 👍") == "Größe – 日本 👍"


def test_contributed_text_forges_no_line_of_a_log() -> None:
    forged = "x`\nother.md:1:1: error[CIT001] all is well\x1b[2K\r"
    source = Source("docs/\x1b[31ma\n.md", "[@\x1b[31mevil\u202e]")
    for made in (line, lambda found: text([found], columns=100), lambda found: github([found])):
        printed = made(finding(source, 2, 12, message=f"there is no entry `{forged}`", hint=forged))
        assert "\x1b" not in printed
        assert "\u202e" not in printed
        assert not any(row.startswith("other.md") for row in printed.splitlines())
    assert len(line(finding(message=forged, hint=forged)).splitlines()) == 1


def test_json_is_the_versioned_object_of_the_contract() -> None:
    fix = Fix((Edit(SOURCE.span(10, 17), "mcmahan2017"),), safe=False)
    report = json.loads(as_json([finding(fix=fix), finding(severity="warning", hint="")]))
    assert set(report) == {"version", "diagnostics", "summary"}
    assert report["version"] == 1
    assert report["summary"] == {"errors": 1, "warnings": 1, "rules": {"CIT001": 2}}
    assert report["diagnostics"][0] == {
        "code": "CIT001",
        "name": "unknown-key",
        "severity": "error",
        "path": "docs/a.md",
        "line": 2,
        "column": 6,
        "end_line": 2,
        "end_column": 14,
        "message": "there is no entry `mcmahan`",
        "hint": "did you mean `mcmahan2017`?",
        "related": [],
        "fix": {
            "safe": False,
            "edits": [
                {
                    "path": "docs/a.md",
                    "line": 2,
                    "column": 7,
                    "end_line": 2,
                    "end_column": 14,
                    "text": "mcmahan2017",
                }
            ],
        },
    }
    assert (report["diagnostics"][1]["fix"], report["diagnostics"][1]["hint"]) == (None, "")
    assert json.loads(as_json([]))["diagnostics"] == []


def test_json_counts_columns_in_code_points_and_keeps_text_as_it_is() -> None:
    source = Source("docs/ä.md", "👍é [@a\x1b]")
    (found,) = json.loads(as_json([finding(source, 4, 6, message="x\x1b\n“y”")]))["diagnostics"]
    assert (found["column"], found["end_column"], found["path"]) == (5, 7, "docs/ä.md")
    assert found["message"] == "x\x1b\n“y”"
    assert "\x1b" not in as_json([finding(message="\x1b")])


def test_json_tells_the_places_that_belong_to_a_finding() -> None:
    (found,) = json.loads(as_json([finding(related=(SOURCE.span(0, 3),))]))["diagnostics"]
    assert found["related"] == [{"path": "docs/a.md", "line": 1, "column": 1, "end_line": 1, "end_column": 4}]


def test_a_terminal_shows_the_other_places_with_their_lines() -> None:
    other = Source("docs/b.md", "[@mcmahan]\nx\n")
    places = (SOURCE.span(4, 5), other.span(1, 9), SOURCE.span(0, 3), other.span(11, 12), SOURCE.span(1, 2))
    printed = text([finding(related=places)], columns=80).split("\n")
    assert printed[1:] == [
        "     2 | See [@mcmahan] there.",
        "       |      ^^^^^^^^",
        "  note: see docs/b.md:1:2",
        "     1 | [@mcmahan]",
        "       |  ^^^^^^^^",
        "  note: see docs/a.md:1:1",
        "     1 | one",
        "       | ^^^",
        "  note: and 1 more",
    ]
    assert text([finding(related=places)]) == text([finding()])


def test_github_gets_a_command_for_each_finding_errors_first() -> None:
    first, second, end = github([finding(severity="warning"), finding()]).split("\n")
    place = "file=docs/a.md,line=2,col=6,endLine=2,endColumn=14,title=CIT001 unknown-key"
    words = "docs/a.md:2:6: there is no entry `mcmahan`; did you mean `mcmahan2017`?"
    assert (first, second) == (f"::error {place}::{words}", f"::warning {place}::{words}")
    assert end == "1 error and 1 warning"


def test_github_gets_no_columns_for_a_place_over_several_lines() -> None:
    assert ",col=" not in github([finding(start=0, end=8)])
    assert "line=1,endLine=2," in github([finding(start=0, end=8)])


def test_github_is_told_that_it_shows_only_ten() -> None:
    assert github([finding()] * 11 + [finding(severity="warning")]).endswith(
        "11 errors and 1 warning; GitHub annotates 10 of each at most, all of them stand above"
    )
    assert github([finding()] * 10).endswith("\n10 errors and 0 warnings")


def test_github_commands_cannot_be_forged() -> None:
    source = Source("docs/a,b:100%.md", "x")
    printed, _ = github([finding(source, 0, 1, message="50% of\n::error::x\r", hint="")]).split("\n")
    assert printed.startswith("::error file=docs/a%2Cb%3A100%25.md,line=1,")
    assert printed.count("\r") == 0
    assert ": 50%25 of ::error::x" in printed
