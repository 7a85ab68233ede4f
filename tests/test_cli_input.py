"""A text that comes on standard input: checked as the file that it is, mended on the way to standard output."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable

import pytest
from conftest import MINIMAL, Project
from test_diff import patched

Make = Callable[..., Project]

BIB = b"@misc{a, title = {Title.}, author = {Ash, A}, year = {2020}}\n"
MENDED = BIB.replace(b"e.}", b"e}")
PAGE = b"---\ntitle: T\n---\n\nSee [@lamport1987time].\n"


def codes(out: bytes | str) -> list[str]:
    return re.findall(r"\[([A-Z]+\d+)\]", out.decode() if isinstance(out, bytes) else out)


@pytest.fixture
def nowhere(project: Make) -> Project:
    """A folder without a survey."""
    return project({"x": ""})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BIB, "stdin.bib"),
        (b"\xef\xbb\xbf% A remark.\r\nmore words\r\n  " + BIB, "stdin.bib"),
        (b"@string{a = {A}}\n@misc{b\n", "stdin.bib"),
        (b"# Title\n\n```bibtex\n" + BIB + b"```\n\n$\\frac{1}{$ at me@misc{a}\n", "stdin.md"),
        (b"@ash2020 shows $\\frac{1}{$.\n", "stdin.md"),
        (b"~~~\n" + BIB, "stdin.md"),
    ],
)
def test_what_a_text_is_shows_in_it(nowhere: Project, text: bytes, name: str) -> None:
    _, out, _ = nowhere.piped(text, "check", "-", "--output-format", "json")
    found = json.loads(out)["diagnostics"]
    assert {one["path"] for one in found} == {name}


def test_a_lone_text_has_its_exit_code(nowhere: Project) -> None:
    assert nowhere.piped(BIB, "check", "-")[0] == 0
    assert nowhere.piped(b"@misc{a, title = {A}", "check", "-")[0] == 1


@pytest.mark.parametrize("name", ["notes/refs.bib", "refs.md"])
def test_a_lone_text_may_be_named(nowhere: Project, name: str) -> None:
    _, out, _ = nowhere.piped(b"@misc{a, title = {A}", "check", "-", "--stdin-filename", name)
    assert codes(out)[0] == ("BIB001" if name.endswith(".bib") else "DOC002")
    assert out.startswith(name.encode())


def test_nothing_at_all_is_no_fault(nowhere: Project) -> None:
    code, out, err = nowhere.piped(b"", "check", "-", "--fix")
    assert (code, out) == (0, b"")
    assert "fault of the tool" not in err


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xfe@", b"\0" * 9, b"@misc{a, title = {\x81}, note = {}}"])
def test_bytes_of_any_kind_come_out_as_they_went_in(nowhere: Project, data: bytes) -> None:
    for name in ([], ["--stdin-filename", "x.bib"], ["--stdin-filename", "x.md"]):
        code, out, err = nowhere.piped(data, "check", "-", "--fix", *name)
        assert (code in (0, 1), out) == (True, data)
        assert "fault of the tool" not in err


# ------------------------------------------------------------------------------------------- a file of a survey


def test_a_text_is_checked_as_the_file_of_the_survey_that_it_is(minimal: Project) -> None:
    minimal.write({"docs/page.md": "[@nonesuch]"})
    for at, name in ((".", "docs/index.md"), ("docs", "index.md"), ("bibliography", "../docs/index.md")):
        code, out, _ = minimal.piped(PAGE, "check", "-", "--stdin-filename", name, at=at)
        assert code == 1
        assert b"docs/index.md:5:7: error[CIT001] there is no entry `lamport1987time`; did you mean" in out
        assert codes(out) == ["CIT001"]
    assert minimal.piped(PAGE, "check", "-", "--stdin-filename", minimal.root / "docs/index.md", at="..")[1] == out


def test_a_new_page_and_a_new_store_of_a_survey_are_known_before_they_are_saved(minimal: Project) -> None:
    _, out, _ = minimal.piped(PAGE, "check", "-", "--stdin-filename", "docs/new.md")
    assert codes(out) == ["CIT001"]
    twice = MINIMAL["bibliography/store.bib"].encode()
    _, out, _ = minimal.piped(twice, "check", "-", "--stdin-filename", "bibliography/new.bib")
    assert "BIB002" in codes(out)
    _, out, _ = minimal.piped(PAGE, "check", "-", "--stdin-filename", "README.md")
    assert codes(out) == []


def test_settings_may_come_on_standard_input(minimal: Project) -> None:
    settings = MINIMAL["mkdocs.yml"] + "extra: {survey: {styel: numeric}}\n"
    code, out, _ = minimal.piped(settings.encode(), "check", "-", "--stdin-filename", "mkdocs.yml")
    assert (code, codes(out)) == (1, ["CFG001"])


def test_picture_on_standard_input_says_what_can_be_checked(small: Project) -> None:
    for name in ("docs/figure.png", "notes.txt"):
        code, out, err = small.piped(b"x", "check", "-", "--stdin-filename", name)
        assert (code, out) == (2, b"")
        assert err == f"error: {name}: this is neither a .bib nor a .md file, nor a part of a survey\n"


def test_mended_text_alone_goes_to_standard_output(minimal: Project) -> None:
    before = {file: file.read_bytes() for file in minimal.root.rglob("*.*") if file.is_file()}
    page = PAGE.replace(b"\n", b"\r\n")
    code, out, err = minimal.piped(page, "check", "-", "--fix", "--stdin-filename", "docs/index.md")
    assert (code, out) == (1, page)
    assert codes(err) == ["CIT001"]
    code, out, err = minimal.piped(page, "check", "-", "--fix", "--unsafe-fixes", "--stdin-filename", "docs/index.md")
    assert (code, out) == (0, page.replace(b"1987", b"1978"))
    assert err.splitlines() == [
        "docs/index.md: fixed CIT001 1",
        "Fixed 1 problem in 1 file (CIT001 1).",
        "No problems found.",
    ]
    assert {file: file.read_bytes() for file in minimal.root.rglob("*.*") if file.is_file()} == before


def test_findings_keep_their_format_beside_the_mended_text(minimal: Project) -> None:
    options = ["--fix", "--output-format", "json", "--stdin-filename", "docs/index.md"]
    _, out, err = minimal.piped(PAGE, "check", "-", *options)
    assert out == PAGE
    assert json.loads(err)["summary"]["errors"] == 1


def test_diff_of_a_text_says_what_would_change(nowhere: Project) -> None:
    code, out, _ = nowhere.piped(BIB, "check", "-", "--diff")
    assert (code, patched(BIB, out)) == (1, MENDED)
    assert nowhere.piped(MENDED, "check", "-", "--diff")[:2] == (0, b"")


# ------------------------------------------------------------------------------------------- fmt, wrong usage


def test_fmt_formats_a_text(nowhere: Project) -> None:
    windows = b"\xef\xbb\xbf" + BIB.replace(b"\n", b"\r\n")
    laid_out = b"\xef\xbb\xbf@misc{a,\r\n  author = {Ash, A},\r\n  title = {Title.},\r\n  year = {2020},\r\n}\r\n"
    assert nowhere.piped(windows, "fmt", "-") == (0, laid_out, "")
    assert nowhere.piped(laid_out, "fmt", "-", "--check") == (0, b"Nothing to format.\n", "")
    assert nowhere.piped(windows, "fmt", "-", "--check")[0] == 1
    code, out, _ = nowhere.piped(windows, "fmt", "-", "--diff", "--stdin-filename", "refs.bib")
    assert (code, patched(windows, out)) == (1, laid_out)
    assert nowhere.piped(b"", "fmt", "-")[:2] == (0, b"")


def test_fmt_passes_on_what_it_must_not_touch(nowhere: Project, minimal: Project) -> None:
    old = "@misc{ a, title = {Ä}}".encode("cp1252")
    assert nowhere.piped(old, "fmt", "-") == (1, old, "stdin.bib: left as it is: it is not UTF-8; save it so first\n")
    assert minimal.piped(PAGE, "fmt", "-", "--stdin-filename", "docs/index.md")[:2] == (2, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-", "docs"],
        ["check", "docs", "--stdin-filename", "x.bib"],
        ["check", "-", "--watch"],
        ["check", "--watch", "--fix"],
        ["check", "--watch", "--diff"],
        ["check", "--unsafe-fixes"],
        ["check", "--unsafe-fixes", "--watch"],
        ["check", "--diff", "--output-format", "json"],
        ["check", "--diff", "--fix", "--output-format", "sarif"],
        ["check", "--write-baseline", "--watch"],
        ["check", "--write-baseline", "--fix"],
        ["check", "--write-baseline", "--diff"],
        ["check", "--write-baseline", "-"],
        ["fmt", "--stdin-filename", "x.bib"],
        ["fmt", "-", "docs"],
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(minimal: Project, arguments: list[str]) -> None:
    done = minimal.survey(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("Usage: ")


def test_whoever_types_at_a_terminal_is_told_how_to_end(nowhere: Project) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    survey = [sys.executable, "-m", "livingsurvey", "check", "-"]
    with subprocess.Popen(
        survey, cwd=nowhere.root, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        os.close(theirs)
        os.write(ours, b"@misc{a, title = {A}\n\x04")
        out, err = run.communicate(timeout=60)
        os.close(ours)
    assert err == b"Type or paste a text, and end it with Ctrl-D on a line of its own.\n"
    assert codes(out)[0] == "BIB001"


def test_a_pipe_with_the_name_of_a_chapter_is_told_and_not_waited_for(minimal: Project) -> None:
    os.mkfifo(minimal.root / "docs" / "pipe.md")
    for paths in ([], ["docs/pipe.md"]):
        done = minimal.command("survey", "check", *paths)
        assert (done.code, done.out) == (2, "")
        assert "docs/pipe.md: this is no file" in done.err
        assert done.err.count("\n") == 1


def test_whoever_closes_standard_output_is_told_of_no_fault(minimal: Project) -> None:
    done = minimal.command("sh", "-c", f"{shlex.quote(sys.executable)} -m livingsurvey check >&-")
    assert (done.code, done.err) == (0, "")
