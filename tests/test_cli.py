"""The command `survey`: what it prints, where, and its exit codes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
from click.testing import CliRunner
from conftest import MINIMAL, SMALL, Done, Project

from livingsurvey.check.reporters import digest
from livingsurvey.check.rules import RULES
from livingsurvey.cli import main

Make = Callable[..., Project]

BIB = "@misc{a, title = {A}, year = 2020}\n@misc{a, title = {B}}\n@misc{c, title = {C\n"
MESSY = '% kept\n@Article{ a ,title="T",  YEAR=2020}\n@misc{broken, title = \n'
TIDY = "@article{a,\n  title = {T},\n  year = {2020},\n}\n"


@pytest.fixture
def mistaken(project: Make) -> Project:
    """A survey with an unknown key, and one page without front matter."""
    return project({**MINIMAL, "docs/sub/page.md": "---\ntitle: P\n---\n\nSee [@lamport1987time].\n"})


# ------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("command", [None, *sorted(main.commands)])
def test_help_explains_each_command_and_each_option(command: str | None) -> None:
    arguments = [command] if command else []
    for flag in ("--help", "-h"):
        done = CliRunner().invoke(main, [*arguments, flag])
        assert done.exit_code == 0
        assert done.stdout.startswith("Usage: ")
    group = main.commands[command] if command else main
    assert group.help
    for parameter in group.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", ""), parameter


def test_list_of_commands_cuts_no_sentence_off() -> None:
    done = CliRunner().invoke(main, ["--help"])
    listed = done.stdout.partition("Commands:")[2].strip().splitlines()
    assert [line.split()[0] for line in listed] == sorted(main.commands)
    assert not [line for line in listed if line.endswith("...")]


def test_version_is_printed() -> None:
    done = CliRunner().invoke(main, ["--version"])
    assert re.fullmatch(r"survey, version \d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [["nonesuch"], ["check", "--nonesuch"], ["check", "--output-format", "xml"], ["export", "--format", "docx"], []],
    ids=str,
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "Usage: " in done.stderr


# ------------------------------------------------------------------------------------------- check


def test_clean_survey_has_exit_code_zero(small: Project) -> None:
    done = small.survey("check")
    assert (done.code, done.out, done.err) == (0, "No problems found.\n", "")


def test_warnings_alone_have_exit_code_zero(minimal: Project) -> None:
    done = minimal.survey("check")
    assert done.code == 0
    assert done.out.splitlines()[0].startswith("docs/index.md:1:1: warning[DOC002] this page has no front matter; ")
    assert "1 warning." in done.out


def test_error_names_place_code_and_remedy(mistaken: Project) -> None:
    done = mistaken.survey("check")
    assert done.code == 1
    expected = (
        "docs/sub/page.md:5:7: error[CIT001] there is no entry `lamport1987time`; did you mean `lamport1978time`?"
    )
    assert expected in done.out.splitlines()
    assert "1 error and 1 warning; 1 can be mended with `survey check --fix --unsafe-fixes`." in done.out
    assert done.err == ""


@pytest.mark.parametrize("folder", [".", "docs", "docs/sub", "bibliography"])
def test_check_works_from_any_folder_of_the_survey(mistaken: Project, folder: str) -> None:
    assert mistaken.survey("check", at=folder) == mistaken.survey("check")


def test_directory_names_a_survey_elsewhere(mistaken: Project, tmp_path: Path) -> None:
    elsewhere = Project(tmp_path / "elsewhere", {"x": ""})
    assert elsewhere.survey("check", "-C", mistaken.root) == mistaken.survey("check")
    assert elsewhere.survey("check", "--directory", mistaken.root / "docs/sub") == mistaken.survey("check")


def places(done: Done) -> list[str]:
    return sorted({line.partition(":")[0] for line in done.out.splitlines() if re.match(r"\S+:\d+:\d+: ", line)})


@pytest.mark.parametrize(
    ("paths", "at", "shown", "code"),
    [
        (["docs/sub/page.md"], ".", ["docs/sub/page.md"], 1),
        (["page.md"], "docs/sub", ["docs/sub/page.md"], 1),
        (["../index.md"], "docs/sub", ["docs/index.md"], 0),
        (["docs/index.md"], ".", ["docs/index.md"], 0),
        (["docs/index.md", "docs/sub"], ".", ["docs/index.md", "docs/sub/page.md"], 1),
        (["docs"], ".", ["docs/index.md", "docs/sub/page.md"], 1),
        (["."], ".", ["docs/index.md", "docs/sub/page.md"], 1),
        ([".."], "docs", ["docs/index.md", "docs/sub/page.md"], 1),
        (["bibliography"], ".", [], 0),
        (["bibliography/store.bib"], ".", [], 0),
        (["mkdocs.yml"], ".", [], 0),
    ],
    ids=str,
)
def test_paths_choose_what_is_shown(mistaken: Project, paths: list[str], at: str, shown: list[str], code: int) -> None:
    done = mistaken.survey("check", *paths, at=at)
    assert (places(done), done.code) == (shown, code)


def test_absolute_paths_and_links_are_the_same_files(mistaken: Project, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(mistaken.root)
    for path in (mistaken.root / "docs/sub/page.md", tmp_path / "link/docs/sub/page.md"):
        assert places(mistaken.survey("check", path)) == ["docs/sub/page.md"]


def test_picture_of_the_survey_may_be_named_and_has_nothing_to_show(small: Project) -> None:
    assert small.survey("check", "docs/figures/messages.svg").out == "No problems found.\n"


def test_lone_bib_file_outside_any_survey_is_checked(project: Make) -> None:
    lone = project({"refs.bib": BIB})
    done = lone.survey("check", "refs.bib")
    assert done.code == 1
    assert "refs.bib:2:7: error[BIB002] the key `a` is taken: refs.bib:1:7 has it" in done.out
    assert "refs.bib:3:" in done.out
    assert "error[BIB001]" in done.out
    assert "BIB003" not in done.out


def test_lone_markdown_file_outside_any_survey_is_checked_for_what_it_holds_itself(project: Make) -> None:
    text = "---\ntitle: T\nstatus: grand\n---\n\nOn [a](b.md) see [@c] and $\\frac{1}{$ and [d](#e).\n"
    lone = project({"sub/text.md": text})
    done = lone.survey("check", "sub/text.md")
    assert done.code == 1
    codes = re.findall(r"\[([A-Z]+\d+)\]", done.out)
    assert codes == ["DOC001", "TEX001", "REF002"]
    assert places(lone.survey("check", "text.md", at="sub")) == ["text.md"]


def test_lone_markdown_file_may_name_what_nobody_knows_there(project: Make) -> None:
    text = "---\ntitle: T\n---\n\n![A clock](../a.svg){#fig-a}, see @fig-b, [b](../b.md) and [@c].\n"
    assert project({"text.md": text}).survey("check", "text.md") == Done(0, "No problems found.\n", "")


def test_lone_markdown_and_bib_files_are_checked_against_one_another(project: Make) -> None:
    lone = project({"text.md": "---\ntitle: T\n---\n\n[@a; @b]\n", "refs.bib": "@misc{a, title = {A}}\n"})
    done = lone.survey("check", "text.md", "refs.bib")
    assert done.code == 1
    assert re.findall(r"text.md:5:\d+: error\[CIT001\] there is no entry `(\w)`", done.out) == ["b"]


def test_bib_file_in_a_survey_that_does_not_use_it_is_checked_on_its_own(mistaken: Project) -> None:
    mistaken.write({"drafts/refs.bib": BIB})
    assert places(mistaken.survey("check", "drafts/refs.bib")) == ["drafts/refs.bib"]


def test_files_of_a_survey_and_lone_ones_are_checked_together(mistaken: Project, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB)
    done = mistaken.survey("check", "docs/sub/page.md", tmp_path / "refs.bib")
    assert places(done) == [str(tmp_path / "refs.bib"), "docs/sub/page.md"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nonesuch.bib", "nonesuch.bib: there is no such file"),
        ("folder", "folder: this is a folder; name the files in it"),
        ("data.txt", "data.txt: this is neither a .bib nor a .md file, nor a part of a survey"),
    ],
)
def test_path_that_cannot_be_checked_stops_in_one_line(project: Make, path: str, message: str) -> None:
    lone = project({"folder/x.bib": BIB, "data.txt": ""})
    assert lone.survey("check", path) == Done(2, "", f"error: {message}\n")


def test_outside_a_survey_one_line_says_what_to_do(project: Make, tmp_path: Path) -> None:
    empty = project({"x": ""})
    where = f"there is no mkdocs.yml in {empty.root} or above it"
    hint = "go to your survey's folder or name it with --directory"
    for command in ("check", "build", "fmt", "export", "serve"):
        assert empty.survey(command) == Done(2, "", f"error: {where}; {hint}\n")


def test_folder_in_the_place_of_a_file_is_reported(project: Make) -> None:
    lone = project({"refs.bib/x": ""})
    assert lone.survey("export", "refs.bib") == Done(2, "", "error: refs.bib: this is a folder; name the files in it\n")


def test_unreadable_file_is_reported(minimal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def read_bytes(file: Path) -> bytes:
        if file.suffix == ".bib":
            raise PermissionError(13, "Permission denied", str(file))
        return real(file)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    place = minimal.root / "bibliography/store.bib"
    assert minimal.survey("check") == Done(2, "", f"error: {place}: Permission denied\n")
    assert minimal.survey("export", place) == Done(2, "", f"error: {place}: Permission denied\n")


def test_file_of_a_survey_that_cannot_be_loaded_is_checked_and_the_reason_is_told(mistaken: Project) -> None:
    why = "mkdocs.yml: there is no folder `pages`; make it, or set docs_dir\n"
    mistaken.write({"mkdocs.yml": "site_name: T\ndocs_dir: pages\n", "docs/b.md": "Words.\n"})
    told = f"read on its own, without its survey: {why}"
    text = mistaken.survey("check", "docs/index.md", "docs/b.md")
    assert text.err == told
    assert "docs/b.md:1:1: warning[DOC002]" in text.out
    code, out, err = mistaken.piped(b"See.\n", "check", "-", "--stdin-filename", "docs/b.md")
    assert (code, err) == (0, told)
    assert b"docs/b.md:1:1: warning[DOC002]" in out
    assert mistaken.survey("check", "docs") == Done(2, "", f"error: {why}")


def test_file_beside_the_settings_of_another_program_is_checked_without_a_word(project: Make) -> None:
    other = project({"mkdocs.yml": "site_name: Other\n", "docs/index.md": "Text.\n", "notes.md": "Words.\n"})
    done = other.survey("check", "notes.md")
    assert (done.code, done.err) == (0, "")
    assert "notes.md:1:1: warning[DOC002]" in done.out


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], ["CIT001", "DOC002"]),
        (["--select", "CIT"], ["CIT001"]),
        (["--select", "cit001,DOC"], ["CIT001", "DOC002"]),
        (["--select", "CIT", "--select", "DOC"], ["CIT001", "DOC002"]),
        (["--ignore", "DOC002"], ["CIT001"]),
        (["--select", "DOC", "--ignore", "DOC002"], []),
        (["--ignore", "CIT", "--ignore", "DOC"], []),
    ],
    ids=str,
)
def test_rules_are_selected_and_ignored_by_code(mistaken: Project, options: list[str], codes: list[str]) -> None:
    done = mistaken.survey("check", *options)
    assert sorted(set(re.findall(r"\[([A-Z]+\d+)\]", done.out))) == codes
    assert done.code == ("CIT001" in codes)


def test_code_of_no_rule_is_refused(minimal: Project) -> None:
    assert minimal.survey("check", "--select", "XYZ") == Done(
        2, "", "error: no rule's code begins with `XYZ`; `survey explain` lists them all\n"
    )


def test_json_is_the_versioned_object_of_the_contract(mistaken: Project) -> None:
    done = mistaken.survey("check", "--output-format", "json")
    report = json.loads(done.out)
    assert done.code == 1
    counts = {"errors": 1, "warnings": 1, "rules": {"CIT001": 1, "DOC002": 1}}
    assert (report["version"], report["summary"]) == (1, counts)
    place = {"path": "docs/sub/page.md", "line": 5, "column": 7, "end_line": 5, "end_column": 22}
    assert report["diagnostics"][1] == {
        "code": "CIT001",
        "name": "unknown-key",
        "severity": "error",
        **place,
        "message": "there is no entry `lamport1987time`",
        "hint": "did you mean `lamport1978time`?",
        "related": [],
        "fix": {"safe": False, "edits": [{**place, "column": 6, "text": "@lamport1978time"}]},
    }


def test_json_of_a_clean_survey_is_whole(small: Project) -> None:
    report = json.loads(small.survey("check", "--output-format", "json").out)
    assert report == {"version": 1, "diagnostics": [], "summary": {"errors": 0, "warnings": 0, "rules": {}}}


def test_github_format_annotates_lines(mistaken: Project) -> None:
    done = mistaken.survey("check", "--output-format", "github")
    assert done.out.splitlines()[0] == (
        "::error file=docs/sub/page.md,line=5,col=7,endLine=5,endColumn=22,title=CIT001 unknown-key"
        "::docs/sub/page.md:5:7: there is no entry `lamport1987time`; did you mean `lamport1978time`?"
    )


def test_statistics_count_by_rule(mistaken: Project) -> None:
    mistaken.write({"docs/more.md": "[@x; @y]\n"})
    done = mistaken.survey("check", "--statistics")
    assert done.code == 1
    assert done.out.splitlines()[:2] == [
        "      3  CIT001  error    unknown-key",
        "      2  DOC002  warning  missing-front-matter",
    ]


def test_contributed_text_cannot_forge_lines_or_colours(project: Make) -> None:
    key = "\x1b[31mred\u202e"
    hostile = project({**MINIMAL, "docs/index.md": f"---\ntitle: T\n---\n\n[@{{{key}}}]\n"})
    done = hostile.survey("check")
    assert done.code == 1
    assert "\\u001b[31mred\\u202e" in done.out
    assert not set("\x1b\u202e") & set(done.out)


# ------------------------------------------------------------------------------------------- on a terminal


def on_a_terminal(project: Project, *arguments: str, **variables: str) -> str:
    """What a command prints to a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    survey = Path(sys.executable).with_name("survey")
    with subprocess.Popen([survey, *arguments], cwd=project.root, stdout=theirs, env={**environment, **variables}):
        os.close(theirs)
        data = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux: whoever wrote has closed
                break
            if not piece:
                break
            data += piece
        os.close(ours)
    return data.decode().replace("\r\n", "\n")


def test_terminal_gets_excerpts_colours_and_no_more_than_one_can_read(project: Make) -> None:
    cites = "\n".join(f"\tÜber 王 [@{{no{number}}}]" for number in range(50))
    many = project({**MINIMAL, "docs/index.md": f"---\ntitle: T\n---\n\n- list\n{cites}\n"})
    shown = on_a_terminal(many, "check")
    assert "\x1b[31m" in shown
    plain = re.sub(r"\x1b\[\d+m", "", shown)
    assert len(re.findall(r"error\[CIT001\]", plain)) == 13
    assert plain.index("These are 13 of 51 findings") < plain.index("     50  CIT001  error    unknown-key")
    row, carets = re.findall(r"^ +6 \| (.*)\n +\| (.*)$", plain, re.M)[0]
    assert row == " Über 王 [@{no0}]"
    # Chinese characters are two columns wide.
    assert carets == " " * (row.index("no0") + 1) + "^^^"
    assert "Next: `survey check --select CIT001 --all` shows every CIT001" in plain


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_terminal_without_colour_gets_excerpts_without_colour(mistaken: Project, variables: dict[str, str]) -> None:
    assert "\x1b" not in on_a_terminal(mistaken, "explain", "CIT001", **variables)
    shown = on_a_terminal(mistaken, "check", **variables)
    assert "\x1b" not in shown
    assert "     5 | See [@lamport1987time].\n       |       ^^^^^^^^^^^^^^^\n" in shown


def test_file_or_program_gets_no_excerpts_and_everything_if_asked_for(project: Make) -> None:
    cites = "\n".join(f"[@{{no{number}}}]" for number in range(500))
    many = project({**MINIMAL, "docs/index.md": f"---\ntitle: T\n---\n\n{cites}\n"})
    assert many.survey("check").out.count("error[CIT001]") == 40
    done = many.survey("check", "--all")
    assert done.out.count("error[CIT001]") == 500
    assert "^" not in done.out


@pytest.mark.parametrize("command", ["check", "check --output-format json", "export", "explain"])
def test_reader_that_leaves_early_sees_no_traceback(project: Make, command: str) -> None:
    broken = "".join(f"@misc{{{'k' * number}, title}}\n" for number in range(500))
    many = project({**MINIMAL, "bibliography/many.bib": broken + "@misc{sound, title = {%s}}" % ("T" * 300_000)})
    survey = Path(sys.executable).with_name("survey")
    with subprocess.Popen(
        [survey, *command.split()], cwd=many.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_output_that_lacks_a_letter_escapes_it(project: Make) -> None:
    chinese = project({**MINIMAL, "docs/index.md": "---\ntitle: T\n---\n\n[@{王}]\n"})
    done = chinese.command("survey", "check", PYTHONIOENCODING="latin-1")
    assert done.code == 1
    assert "there is no entry `\\u738b`" in done.out


# ------------------------------------------------------------------------------------------- explain


def test_explain_lists_all_rules() -> None:
    done = CliRunner().invoke(main, ["explain"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [rule.code for rule in RULES]


@pytest.mark.parametrize("name", ["CIT001", "cit001", "unknown-key", "Unknown-Key"])
def test_explain_finds_a_rule_by_code_or_name(name: str) -> None:
    done = CliRunner().invoke(main, ["explain", name])
    assert done.exit_code == 0
    assert done.stdout.startswith("CIT001 unknown-key\nerror; looks at the whole survey")
    assert "\n\nA citation names a key that no .bib file has.\n" in done.stdout
    assert "Wrong:" in done.stdout


def test_explain_of_no_rule_says_where_to_look() -> None:
    done = CliRunner().invoke(main, ["explain", "NOPE1"])
    assert (done.exit_code, done.stderr) == (2, "error: there is no rule `NOPE1`; `survey explain` lists them all\n")


# ------------------------------------------------------------------------------------------- fmt


def test_fmt_formats_the_whole_store_and_keeps_comments(minimal: Project) -> None:
    minimal.write({"bibliography/messy.bib": MESSY})
    done = minimal.survey("fmt")
    assert done == Done(0, "bibliography/messy.bib: formatted\n", "")
    text = (minimal.root / "bibliography/messy.bib").read_text("utf-8")
    assert text == "% kept\n" + TIDY + "\n@misc{broken, title =\n"
    assert minimal.survey("fmt") == Done(0, "Nothing to format.\n", "")


def test_fmt_check_writes_nothing_and_fails(minimal: Project) -> None:
    minimal.write({"bibliography/messy.bib": MESSY})
    done = minimal.survey("fmt", "--check")
    assert (done.code, done.err) == (1, "")
    assert done.out == "bibliography/messy.bib: `survey fmt` would format it\n"
    assert (minimal.root / "bibliography/messy.bib").read_text("utf-8") == MESSY
    assert minimal.survey("fmt", "--check", "bibliography/store.bib").code == 0


def test_fmt_diff_holds_the_file_before_and_after(minimal: Project) -> None:
    minimal.write({"bibliography/messy.bib": MESSY})
    done = minimal.survey("fmt", "--diff")
    assert (done.code, done.err) == (1, "")
    assert (minimal.root / "bibliography/messy.bib").read_text("utf-8") == MESSY
    names, hunk = done.out.split("\n@@ -1,3 +1,7 @@\n")
    assert names == "--- bibliography/messy.bib\n+++ bibliography/messy.bib"
    lines = hunk.splitlines(keepends=True)
    assert "".join(line[1:] for line in lines if line[0] in " -") == MESSY
    after = "".join(line[1:] for line in lines if line[0] in " +")
    minimal.survey("fmt")
    assert (minimal.root / "bibliography/messy.bib").read_text("utf-8") == after


def test_fmt_diff_tells_that_the_last_line_had_no_end(project: Make) -> None:
    lone = project({"x.bib": TIDY.rstrip("\n")})
    done = lone.survey("fmt", "--diff", "x.bib")
    assert done.code == 1
    assert done.out.endswith("-}\n\\ No newline at end of file\n+}\n")


@pytest.mark.parametrize("at", [".", "docs", "bibliography"])
def test_fmt_formats_only_the_named_file_from_wherever_it_is_named(minimal: Project, at: str) -> None:
    minimal.write({"bibliography/a.bib": MESSY, "bibliography/b.bib": MESSY})
    path = os.path.relpath(minimal.root / "bibliography/a.bib", minimal.root / at)
    assert minimal.survey("fmt", path, at=at) == Done(0, "bibliography/a.bib: formatted\n", "")
    assert TIDY in (minimal.root / "bibliography/a.bib").read_text("utf-8")
    assert (minimal.root / "bibliography/b.bib").read_text("utf-8") == MESSY
    assert sorted(file.name for file in minimal.root.rglob("*.bib")) == ["a.bib", "b.bib", "store.bib"]


def test_fmt_takes_folders_and_lone_files(minimal: Project, tmp_path: Path) -> None:
    minimal.write({"bibliography/a.bib": MESSY, "drafts/b.bib": MESSY})
    assert minimal.survey("fmt", "bibliography").out == "bibliography/a.bib: formatted\n"
    assert minimal.survey("fmt", "b.bib", at="drafts").out == "b.bib: formatted\n"
    outside = Project(tmp_path / "outside", {"c.bib": MESSY})
    assert outside.survey("fmt", "c.bib").out == "c.bib: formatted\n"
    for file in (minimal.root / "bibliography/a.bib", minimal.root / "drafts/b.bib", outside.root / "c.bib"):
        assert TIDY in file.read_text("utf-8")


def test_fmt_refuses_what_is_not_utf8(project: Make) -> None:
    data = b"@misc{m,title={M\xfcller}}\n"
    old = project({"old.bib": data})
    for options in ([], ["--check"], ["--diff"]):
        done = old.survey("fmt", *options, "old.bib")
        assert done == Done(1, "", "old.bib: left as it is: it is not UTF-8; save it so first\n")
    assert (old.root / "old.bib").read_bytes() == data


def test_fmt_leaves_files_alone_that_another_program_writes(project: Make) -> None:
    settings = MINIMAL["mkdocs.yml"] + "extra: {survey: {managed: bibliography/zotero.bib}}\n"
    written = project({**MINIMAL, "mkdocs.yml": settings, "bibliography/zotero.bib": "@misc{ b , title={B}}"})
    assert written.survey("fmt") == Done(0, "Nothing to format.\n", "")
    named = written.survey("fmt", "bibliography/zotero.bib")
    assert named.code == 1
    assert named.err == (
        "bibliography/zotero.bib: left as it is: it is managed: the program that writes it lays it out\n"
    )
    assert (written.root / "bibliography/zotero.bib").read_text("utf-8") == "@misc{ b , title={B}}"


def test_fmt_writes_through_a_link_and_keeps_the_files_mode(minimal: Project) -> None:
    store, elsewhere = minimal.root / "bibliography/store.bib", minimal.root / "elsewhere.bib"
    store.rename(elsewhere)
    elsewhere.write_bytes(b"@misc{ b }")
    elsewhere.chmod(0o640)
    store.symlink_to(elsewhere)
    assert minimal.survey("fmt").out == "bibliography/store.bib: formatted\n"
    assert store.is_symlink()
    assert elsewhere.read_bytes() == b"@misc{b,\n}\n"
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in minimal.root.iterdir() if file.name.endswith(".new")] == []


def test_fmt_touches_no_file_beside_the_one_that_it_writes(minimal: Project) -> None:
    minimal.write({"bibliography/.store.bib.new": "of somebody", "bibliography/store.bib": "@misc{ b }"})
    assert minimal.survey("fmt").code == 0
    assert (minimal.root / "bibliography/store.bib").read_text("utf-8") != "@misc{ b }"
    names = {file.name for file in (minimal.root / "bibliography").iterdir()}
    assert names == {"store.bib", ".store.bib.new"}
    assert (minimal.root / "bibliography/.store.bib.new").read_text("utf-8") == "of somebody"


def test_fmt_that_cannot_write_leaves_the_old_file(minimal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    store = minimal.root / "bibliography/store.bib"
    store.write_bytes(b"@misc{ b }")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device", str(store))

    monkeypatch.setattr(Path, "write_bytes", full)
    done = minimal.survey("fmt")
    assert done.code == 2
    assert "No space left on device" in done.err
    assert store.read_bytes() == b"@misc{ b }"


def test_fmt_keeps_line_ends_and_byte_order_mark(project: Make) -> None:
    windows = project({"x.bib": b"\xef\xbb\xbf@misc{a,\r\ntitle = {A}}\r\n"})
    assert windows.survey("fmt", "x.bib").code == 0
    assert (windows.root / "x.bib").read_bytes() == b"\xef\xbb\xbf@misc{a,\r\n  title = {A},\r\n}\r\n"


def test_fmt_of_something_else_says_so(small: Project) -> None:
    for path in ("docs/index.md", "docs", "docs/figures/messages.svg"):
        assert small.survey("fmt", path) == Done(2, "", f"error: {path}: there is no .bib file to format\n")


# ------------------------------------------------------------------------------------------- export


def keys(bibtex: str) -> list[str]:
    return [entry.key for entry in bibtexparser.parse_string(bibtex).entries]


ALL = [
    "castro1999practical", "fidge1988timestamps", "lamport1978time", "lamport1982byzantine", "mattern1989virtual",
    "pease1980reaching",
]  # fmt: skip


def test_export_prints_all_references_in_the_order_of_the_list(small: Project) -> None:
    done = small.survey("export")
    assert (done.code, done.err, keys(done.out)) == (0, "", ALL)


@pytest.mark.parametrize(
    ("options", "at", "expected"),
    [
        (["--chapter", "foundations/time.md"], ".", ["fidge1988timestamps", "lamport1978time", "mattern1989virtual"]),
        (["--chapter", "docs/foundations/index.md"], ".", ["lamport1978time"]),
        (["--chapter", "./docs/foundations/../foundations/index.md"], ".", ["lamport1978time"]),
        (["--chapter", "index.md"], "docs/foundations", []),
        (["--chapter", "time.md", "--chapter", "index.md"], "docs/foundations",
         ["fidge1988timestamps", "lamport1978time", "mattern1989virtual"]),
        (["--key", "castro1999practical"], ".", ["castro1999practical"]),
        (["--key", "pease1980reaching", "--key", "castro1999practical"], ".",
         ["castro1999practical", "pease1980reaching"]),
        (["--key", "castro1999practical", "--chapter", "foundations/index.md"], ".",
         ["castro1999practical", "lamport1978time"]),
        (["--cited"], ".", ALL),
    ],
    ids=str,
)  # fmt: skip
def test_export_takes_chapters_and_keys(small: Project, options: list[str], at: str, expected: list[str]) -> None:
    done = small.survey("export", *options, at=at)
    assert (done.code, done.err, keys(done.out)) == (0, "", expected)


def test_export_of_what_is_cited_leaves_the_rest_out(small: Project) -> None:
    small.write({"bibliography/more.bib": "@misc{uncited, title = {U}}\n"})
    assert "uncited" in keys(small.survey("export").out)
    assert keys(small.survey("export", "--cited").out) == ALL


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--chapter", "foundations/tim.md"],
         "there is no chapter `foundations/tim.md`; did you mean `foundations/time.md`?"),
        (["--chapter", "zzz"], "there is no chapter `zzz`"),
        (["--key", "lamport1987time"], "there is no entry `lamport1987time`; did you mean `lamport1978time`?"),
        (["--key", ""], "there is no entry ``"),
    ],
    ids=str,
)  # fmt: skip
def test_export_of_something_unknown_says_what_is_near(small: Project, options: list[str], message: str) -> None:
    assert small.survey("export", *options) == Done(2, "", f"error: {message}\n")


TOPICS = """\
@misc{ash2020, ids = {old2020}, author = {Müller, Ann}, title = {First}, year = 2020, keywords = {method:dp, trees}}
@misc{beech2021, author = {Beech, Bo}, title = {Second}, year = 2021, keywords = {Trees}}
@misc{cedar2022, author = {Cedar, Cy}, title = {Third}, year = 2022}
"""


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["--topic", "trees"], ["beech2021", "ash2020"]),
        (["--topic", "method:dp"], ["ash2020"]),
        (["--topic", "method:dp", "--key", "cedar2022"], ["cedar2022", "ash2020"]),
        (["--key", "old2020"], ["ash2020"]),
    ],
)
def test_export_takes_topics_and_keys_that_works_had_before(
    project: Make, arguments: list[str], keys: list[str]
) -> None:
    done = project({"refs.bib": TOPICS}).survey("export", "--format", "csl-json", *arguments, "refs.bib")
    assert (done.code, done.err) == (0, "")
    assert [item["id"] for item in json.loads(done.out)] == keys


def test_export_has_four_formats_and_latex_where_that_makes_sense(project: Make) -> None:
    lone = project({"refs.bib": TOPICS})
    shown = {form: lone.survey("export", "--format", form, "refs.bib").out for form in ("bibtex", "ris", "csv")}
    assert "@misc{ash2020," in shown["bibtex"]
    assert "Müller" in shown["bibtex"]
    assert "AU  - Müller, Ann" in shown["ris"]
    assert len(shown["csv"].splitlines()) == 4
    assert r"M{\"u}ller" in lone.survey("export", "--latex", "refs.bib").out
    refused = lone.survey("export", "--latex", "--format", "ris", "refs.bib")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error: RIS holds plain text")


def test_export_of_a_topic_that_nobody_has_says_what_there_is(project: Make) -> None:
    done = project({"refs.bib": TOPICS}).survey("export", "--topic", "tree", "refs.bib")
    assert done.code == 2
    assert "did you mean `trees`" in done.err


def test_export_tells_what_it_could_not_read_and_exports_the_rest(project: Make) -> None:
    done = project({"refs.bib": "@misc{a, title = {A}\n@misc{b, title = bee}\n"}).survey("export", "refs.bib")
    assert done.code == 1
    assert "@misc{b," in done.out
    assert all("; " in line for line in done.err.splitlines())
    assert len(done.err.splitlines()) == 2


def test_export_writes_a_file(small: Project) -> None:
    done = small.survey("export", "--key", "castro1999practical", "-o", "refs.bib")
    assert done == Done(0, "", "refs.bib: 1 reference\n")
    assert (small.root / "refs.bib").read_text("utf-8") == small.survey("export", "--key", "castro1999practical").out


@pytest.mark.parametrize("target", ["nowhere/refs.bib", "docs"])
def test_export_to_where_no_file_can_be_says_so(small: Project, target: str) -> None:
    done = small.survey("export", "-o", target)
    assert done.code == 2
    assert re.fullmatch(rf"error: {target}: [^\n]+\n", done.err)


def test_export_of_lone_files_reads_them_instead_of_the_store(small: Project) -> None:
    small.write({"x.bib": "@misc{x, title = {X}}\n", "y.bib": "@misc{y, title = {Y}}\n"})
    assert keys(small.survey("export", "x.bib", "y.bib").out) == ["x", "y"]
    assert keys(small.survey("export", "bibliography/time.bib").out) == ALL[1:3] + ALL[4:5]
    assert keys(small.survey("export", "x.bib", "y.bib", "--key", "y").out) == ["y"]


@pytest.mark.parametrize("option", [["--cited"], ["--chapter", "index.md"]], ids=str)
def test_export_of_lone_files_knows_no_chapters(small: Project, option: list[str]) -> None:
    done = small.survey("export", "bibliography/time.bib", *option)
    assert done.code == 2
    assert "--chapter and --cited ask what a survey cites" in done.err


def test_export_reports_what_cannot_be_read_and_exports_the_rest(project: Make) -> None:
    lone = project({"x.bib": "@misc{a, title = {A}}\n@misc{b, title = {B}\n\n@misc{c, title = {C}}\n"})
    done = lone.survey("export", "x.bib")
    assert done.code == 1
    assert keys(done.out) == ["a", "c"]
    assert re.match(r"x\.bib:2:\d+: ", done.err)


def test_export_is_utf8_whatever_the_terminal(project: Make) -> None:
    lone = project({"x.bib": "@misc{müller, title = {Über 王}}\n"})
    done = lone.command("survey", "export", "x.bib", PYTHONIOENCODING="ascii")
    assert (done.code, done.out) == (0, "@misc{muller,\n  title = {Über 王},\n  ids = {müller},\n}\n")


# ------------------------------------------------------------------------------------------- odd inputs

ODD: dict[str, dict[str, str | bytes]] = {
    "nothing at all": {"mkdocs.yml": ""},
    "settings: a list": {"mkdocs.yml": "- a\n- b\n"},
    "settings: a word": {"mkdocs.yml": "survey"},
    "settings: bytes": {"mkdocs.yml": bytes(range(256))},
    "settings: tabs": {"mkdocs.yml": "site_name:\tx\n\tplugins: [survey]\n"},
    "settings: aliases in a ring": {"mkdocs.yml": "a: &a [*a]\nplugins: [survey]\n"},
    "settings: python code": {"mkdocs.yml": "site_name: !!python/object/apply:os.getcwd []\nplugins: [survey]\n"},
    "settings: unknown anchor": {"mkdocs.yml": "site_name: *x\n"},
    "settings: deep": {"mkdocs.yml": "site_name: " + "[" * 5000},
    "settings: keys that are no text": {"mkdocs.yml": "1: 2\n[a]: b\nextra: {1: 2, survey: {1: 2}}\n"},
    "settings: everything of the wrong kind": {
        "mkdocs.yml": "site_name: [1]\nnav: 7\nextra: 3\nplugins: 4\nmarkdown_extensions: 5\ntheme: [6]\n"
    },
    "settings: extra of the wrong kind": {"mkdocs.yml": "site_name: x\nplugins: [survey]\nextra: {survey: [1, 2]}\n"},
    "settings: nav of the wrong kind": {"mkdocs.yml": "plugins: [survey]\nnav: [[a], {b: {c: d}}, null]\n"},
    "settings: an odd pattern": {
        "mkdocs.yml": "site_name: x\nplugins: [survey]\nextra: {survey: {bibliography: '/**/[!'}}\n"
    },
    "settings: empty pattern": {"mkdocs.yml": "site_name: x\nplugins: [survey]\nextra: {survey: {bibliography: ''}}\n"},
    "settings: NUL in a folder": {"mkdocs.yml": 'site_name: x\nplugins: [survey]\ndocs_dir: "a\\0b"\n'},
    "documents: a file": {"docs": "no folder"},
    "documents: none": {"docs/.keep": ""},
    "page: bytes": {"docs/index.md": bytes(range(256)) * 10},
    "page: NUL": {"docs/index.md": "# A\0\n\n[@\0]\n"},
    "page: one long line": {"docs/index.md": "[@a " * 3000},
    "page: brackets": {"docs/index.md": "[" * 3000 + "]" * 3000},
    "page: quotations": {"docs/index.md": ">" * 300 + " deep"},
    "page: backticks": {"docs/index.md": "".join("`" * n + " " for n in range(150))},
    "page: front matter without end": {"docs/index.md": "---\ntitle: x\n"},
    "page: front matter that is a list": {"docs/index.md": "---\n- a\n---\n"},
    "page: front matter in a ring": {"docs/index.md": "---\ntitle: &a [*a]\n---\n"},
    "page: front matter of odd values": {
        "docs/index.md": "---\ntitle: {a: b}\nkind: [x]\nsearched: 2026-13-45\nstatus: 7\n---\n"
    },
    "page: old line ends": {"docs/index.md": "# A\r\r[@lamport1978time]\r"},
    "page: formulas": {"docs/index.md": "$" * 999 + "\n\n$$\n\n$\\frac{$ $\\x$ $$a$$b$$"},
    "page: half a surrogate": {"docs/index.md": b"# A \xed\xa0\x80\n"},
    "store: bytes": {"bibliography/store.bib": bytes(range(256))},
    "store: braces": {"bibliography/store.bib": "{" * 9000},
    "store: at signs": {"bibliography/store.bib": "@" * 9000},
    "store: half entries": {"bibliography/store.bib": "@article{" * 999},
    "store: no title, no author": {"bibliography/store.bib": "@misc{lamport1978time}\n"},
    "store: empty fields": {"bibliography/store.bib": "@misc{lamport1978time, title={}, author={ and }, year={}}"},
    "store: macros of macros": {"bibliography/store.bib": "@string{a = a # a}\n@misc{lamport1978time, title = a # b}"},
    "store: a folder": {"bibliography/store.bib/x.bib": "@misc{a}"},
    "citation file: bytes": {"CITATION.cff": bytes(range(256))},
    "citation file: a list": {"CITATION.cff": "[authors]\n"},
    "citation file: odd values": {"CITATION.cff": "title: [1]\nauthors: [1, {}, {name: [2]}]\ndate-released: x\n"},
}  # fmt: skip


@pytest.mark.parametrize("files", ODD.values(), ids=ODD)
def test_no_input_makes_a_traceback(project: Make, files: dict[str, str | bytes]) -> None:
    """Whatever is no orderly end would come out of these calls as an exception."""
    replaced = {name for given in files for name in MINIMAL if name.startswith(given + "/") or given.startswith(name)}
    if "docs/.keep" in files:
        replaced |= {"docs/index.md"}
    odd = project({**{name: text for name, text in MINIMAL.items() if name not in replaced}, **files})
    for command in (
        ["check"],
        ["check", "--output-format", "json"],
        ["fmt", "--diff"],
        ["export"],
        ["build", "--no-pdf"],
    ):
        done = odd.survey(*command)
        assert done.code in (0, 1, 2), done
        assert done.code < 2 or re.search(r"^error: \S", done.err, re.M), done
        assert "fault of the tool" not in done.out + done.err, done


@pytest.mark.parametrize("name", ["--", "x" * 5000, "\udcff.bib", "/dev/null", "[", "~"], ids=ascii)
def test_no_name_of_a_file_makes_a_traceback(minimal: Project, name: str) -> None:
    for command in ("check", "fmt", "export"):
        done = minimal.survey(command, "--", name)
        assert done.code == 2, (command, done)
        assert done.err.startswith(("error: ", "Usage: "))


def test_fault_of_our_own_is_told_in_two_lines(minimal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SURVEY_TRACEBACK")
    monkeypatch.setattr(digest, "summary", lambda _: 1 / 0)
    done = minimal.survey("check")
    assert done.code == 2
    assert done.err.splitlines() == [
        "error: ZeroDivisionError: division by zero",
        "This is a fault of the tool; please report it with what SURVEY_TRACEBACK=1 shows.",
    ]


def test_survey_of_ours_is_clean_and_formatted(own: Project) -> None:
    """Law 10."""
    assert own.survey("check").code == 0
    assert own.survey("fmt", "--check").code == 0


def test_small_survey_is_clean_and_formatted(small: Project) -> None:
    assert small.survey("fmt", "--check") == Done(0, "Nothing to format.\n", "")
    assert SMALL.keys() == {file.relative_to(small.root).as_posix() for file in small.root.rglob("*.*")}
