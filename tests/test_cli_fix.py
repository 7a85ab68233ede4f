"""`survey check --fix` and `--diff`: which files they write, what they tell, and that nothing of the user's is lost."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import MINIMAL, Done, Project, contents
from test_diff import patched

from livingsurvey.check import checker
from livingsurvey.check.rule import Rule
from livingsurvey.cli import fixing
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

Make = Callable[..., Project]

# A hyphen between pages and a full stop behind a title are mended safely, a key that is near another one is not.
ENTRY = (
    "@article{lamport1978time,\n  author = {Lamport, Leslie},\n  title = {Time, Clocks},\n"
    "  journal = {Communications of the ACM},\n  year = {1978},\n  pages = {558-565},\n}\n"
)
OTHER = ENTRY.replace("lamport1978time", "lamport1978more").replace("Time, Clocks", "Clocks, {Time}.")
PAGE = "---\ntitle: T\n---\n\nSee [@lamport1987time], [@lamport1978time], and [@lamport1978more].\n"
FAULTY = {
    "mkdocs.yml": MINIMAL["mkdocs.yml"],
    "docs/index.md": PAGE,
    "bibliography/a.bib": ENTRY,
    "bibliography/b.bib": OTHER,
}
BARE = "@misc{a, title = {Title.}, author = {Ash, A}, year = {2020}}\n"


@pytest.fixture
def faulty(project: Make) -> Project:
    """A survey with three findings that have a safe fix, and one error that has an unsafe one."""
    return project(FAULTY)


def test_safe_fixes_are_written_and_told_and_the_rest_is_shown(faulty: Project) -> None:
    done = faulty.survey("check", "--fix")
    assert done.code == 1
    assert done.out.splitlines()[:4] == [
        "bibliography/a.bib: fixed BIB032 1",
        "bibliography/b.bib: fixed BIB032 1, BIB047 1",
        "Fixed 3 problems in 2 files (BIB032 2, BIB047 1).",
        "docs/index.md:5:7: error[CIT001] there is no entry `lamport1987time`; did you mean `lamport1978time`?",
    ]
    assert done.err == ""
    after = {name: data.decode() for name, data in contents(faulty.root).items()}
    assert after == {
        **FAULTY,
        "bibliography/a.bib": ENTRY.replace("558-565", "558--565"),
        "bibliography/b.bib": OTHER.replace("558-565", "558--565").replace("}.", "}"),
    }


def test_unsafe_fixes_are_applied_only_where_they_are_asked_for(faulty: Project) -> None:
    assert "lamport1987time" in (faulty.root / "docs/index.md").read_text("utf-8")
    before = contents(faulty.root)
    alone = faulty.survey("check", "--unsafe-fixes")
    assert (alone.code, alone.out) == (2, "")
    assert "--unsafe-fixes changes nothing by itself: add --fix, or --diff to look first." in alone.err
    assert contents(faulty.root) == before
    done = faulty.survey("check", "--fix", "--unsafe-fixes")
    assert (done.code, done.out.splitlines()[-1]) == (0, "No problems found.")
    assert "See [@lamport1978time], [@lamport1978time]," in (faulty.root / "docs/index.md").read_text("utf-8")


def test_a_second_run_changes_nothing(faulty: Project) -> None:
    faulty.survey("check", "--fix")
    before = contents(faulty.root)
    dates = {file: file.stat().st_mtime_ns for file in faulty.root.rglob("*.*")}
    done = faulty.survey("check", "--fix")
    assert "ixed" not in done.out
    assert contents(faulty.root) == before
    assert {file: file.stat().st_mtime_ns for file in faulty.root.rglob("*.*")} == dates


@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]], ids=str)
def test_diff_shows_what_fix_writes_and_writes_nothing(faulty: Project, options: list[str]) -> None:
    windows = {"bibliography/b.bib": b"\xef\xbb\xbf" + OTHER.rstrip().replace("\n", "\r\n").encode()}
    faulty.write(windows)
    before = contents(faulty.root)
    code, change, _ = faulty.piped(b"", "check", "--diff", *options)
    assert code == 1
    assert contents(faulty.root) == before
    faulty.survey("check", "--fix", *options)
    parts = [b"--- " + part for part in change.split(b"--- ")[1:]]
    shown = {name: patched(before[name], part) for part in parts if (name := part[4:].partition(b"\n")[0].decode())}
    assert {**before, **shown} == contents(faulty.root)
    assert shown.keys() == {"bibliography/a.bib", "bibliography/b.bib", *(["docs/index.md"] if options else [])}


def test_diff_tells_on_standard_error_what_it_would_fix_and_what_would_be_left(faulty: Project) -> None:
    done = faulty.survey("check", "--diff")
    assert done.err.splitlines() == [
        "bibliography/a.bib: would fix BIB032 1",
        "bibliography/b.bib: would fix BIB032 1, BIB047 1",
        "Would fix 3 problems in 2 files (BIB032 2, BIB047 1).",
        "Left: 1 error; 1 can be mended with `survey check --fix --unsafe-fixes`. `survey explain CIT001` tells more.",
    ]
    assert faulty.survey("check", "--fix", "--diff") == done


def test_diff_has_exit_code_zero_only_if_all_is_well(faulty: Project, project: Make) -> None:
    clean = project(FAULTY, name="clean")
    clean.survey("check", "--fix", "--unsafe-fixes")
    assert clean.survey("check", "--diff") == Done(0, "", "Nothing to fix.\n")
    assert faulty.survey("check", "--diff", "bibliography/a.bib").code == 1
    done = faulty.survey("check", "--diff", "docs/index.md")
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize("form", ["json", "github"])
def test_other_formats_have_standard_output_to_themselves(faulty: Project, form: str) -> None:
    done = faulty.survey("check", "--fix", "--output-format", form)
    assert done.code == 1
    assert done.err.splitlines()[-1] == "Fixed 3 problems in 2 files (BIB032 2, BIB047 1)."
    if form == "json":
        assert [one["code"] for one in json.loads(done.out)["diagnostics"]] == ["CIT001"]
    else:
        assert done.out.startswith("::")
        assert "ixed" not in done.out


def test_of_many_files_only_some_are_named_unless_all_are_asked_for(project: Make) -> None:
    pages = {f"docs/{number:02}.md": f"---\ntitle: T{number}\n---\n\n\\emph{{x}} y\n" for number in range(30)}
    for option, lines in (([], 20), (["--all"], 30)):
        many = project({**MINIMAL, **pages}, name=f"many{lines}")
        for command in ("--diff", "--fix"):
            done = many.survey("check", command, "--select", "TEX002", *option)
            said = done.err if command == "--diff" else done.out
            assert sum("fix" in line and line.startswith("docs/") for line in said.splitlines()) == lines - (not option)
            assert ("... and 11 more files, which --all names" in said) == (not option)
            assert "30 problems in 30 files (TEX002 30)." in said


def test_only_named_files_and_rules_are_fixed(faulty: Project) -> None:
    done = faulty.survey("check", "--fix", "bibliography/b.bib", "--select", "BIB047")
    assert done == Done(
        0,
        "bibliography/b.bib: fixed BIB047 1\nFixed 1 problem in 1 file (BIB047 1).\nNo problems found.\n",
        "",
    )
    assert (faulty.root / "bibliography/a.bib").read_text("utf-8") == ENTRY
    assert "558-565" in (faulty.root / "bibliography/b.bib").read_text("utf-8")


def test_several_surveys_and_lone_files_are_fixed_together(faulty: Project, project: Make, tmp_path: Path) -> None:
    other = project(FAULTY, name="other")
    (tmp_path / "refs.bib").write_text(BARE)
    done = faulty.survey("check", "--fix", "bibliography", other.root / "bibliography/b.bib", tmp_path / "refs.bib")
    assert done.code == 0
    assert "Fixed 6 problems in 4 files (BIB032 3, BIB047 3)." in done.out.splitlines()
    assert (other.root / "bibliography/a.bib").read_text("utf-8") == ENTRY
    assert (tmp_path / "refs.bib").read_text() == BARE.replace("e.}", "e}")


def test_windows_files_stay_windows_files(project: Make) -> None:
    text = BARE.replace(", ", ",\r\n").replace("\n", "\r\n").encode()
    lone = project({"refs.bib": b"\xef\xbb\xbf" + text})
    assert lone.survey("check", "--fix", "refs.bib").code == 0
    assert (lone.root / "refs.bib").read_bytes() == b"\xef\xbb\xbf" + text.replace(b"e.}", b"e}")


def test_another_encoding_is_mended_without_a_change_of_the_text(project: Make) -> None:
    text = "@misc{a, title = {Ä}, author = {Ash, A}, year = {2020}}\n"
    lone = project({"wide.bib": text.encode("utf-16"), "old.bib": text.encode("cp1252")})
    done = lone.survey("check", "--fix", "wide.bib", "old.bib", "--select", "DOC004")
    assert "Fixed 1 problem in 1 file (DOC004 1)." in done.out
    assert (lone.root / "wide.bib").read_bytes() == text.encode()
    assert (lone.root / "old.bib").read_bytes() == text.encode("cp1252")
    assert b"+@misc{a, title = {\xc3\x84}" in lone.survey(
        "check", "--diff", "--unsafe-fixes", "old.bib", "--select", "DOC004"
    ).out.encode("utf-8", "surrogateescape")
    assert lone.survey("check", "--fix", "--unsafe-fixes", "old.bib", "--select", "DOC004").code == 0
    assert (lone.root / "old.bib").read_bytes() == text.encode()


# ------------------------------------------------------------------------------------------- files that stay


def test_managed_files_are_never_edited(faulty: Project) -> None:
    faulty.edit("mkdocs.yml", "plugins:", "extra: {survey: {managed: bibliography/b.bib}}\nplugins:")
    faulty.survey("check", "--fix", "--unsafe-fixes", "bibliography/a.bib", "bibliography/b.bib")
    assert (faulty.root / "bibliography/b.bib").read_text("utf-8") == OTHER
    assert "558--565" in (faulty.root / "bibliography/a.bib").read_text("utf-8")


def test_a_file_that_cannot_be_read_without_a_loss_is_never_edited(faulty: Project) -> None:
    lossy = OTHER.replace("Clocks", "Cl\x81cks").encode("latin-1")
    faulty.write({"bibliography/b.bib": lossy})
    faulty.survey("check", "--fix", "--unsafe-fixes")
    assert (faulty.root / "bibliography/b.bib").read_bytes() == lossy
    assert "558--565" in (faulty.root / "bibliography/a.bib").read_text("utf-8")


def test_a_file_that_may_only_be_read_is_told_of_and_left(faulty: Project) -> None:
    (faulty.root / "bibliography/a.bib").chmod(0o444)
    done = faulty.survey("check", "--fix")
    assert done.err == "bibliography/a.bib is left as it is: it may only be read\n"
    assert "Fixed 2 problems in 1 file (BIB032 1, BIB047 1)." in done.out
    assert "bibliography/a.bib:6:15: warning[BIB032]" in done.out
    assert (faulty.root / "bibliography/a.bib").read_text("utf-8") == ENTRY


def test_a_file_that_somebody_saves_meanwhile_is_left_to_them(faulty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = ENTRY.replace("1978}", "1979}")
    real = fixing.fix

    def meanwhile(*arguments: object) -> object:
        faulty.write({"bibliography/a.bib": mine})
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing, "fix", meanwhile)
    done = faulty.survey("check", "--fix")
    assert done.err == (
        "bibliography/a.bib is left as it is: it has changed since it was read; run the command again\n"
    )
    assert (faulty.root / "bibliography/a.bib").read_text("utf-8") == mine
    assert "Fixed 2 problems in 1 file" in done.out


def test_a_link_stays_one_and_a_file_keeps_its_mode(faulty: Project) -> None:
    store, elsewhere = faulty.root / "bibliography/a.bib", faulty.root / "elsewhere.txt"
    store.rename(elsewhere)
    elsewhere.chmod(0o640)
    store.symlink_to(elsewhere)
    faulty.survey("check", "--fix")
    assert store.is_symlink()
    assert "558--565" in elsewhere.read_text("utf-8")
    assert elsewhere.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "ctrl-c"])
@pytest.mark.parametrize("step", ["write_bytes", "replace"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_whatever_stops_the_writing_leaves_each_file_old_or_new(
    faulty: Project, monkeypatch: pytest.MonkeyPatch, number: int, step: str, stop: BaseException, project: Make
) -> None:
    before = contents(faulty.root)
    whole = project(FAULTY, name="whole")
    whole.survey("check", "--fix", "--unsafe-fixes")
    after = contents(whole.root)
    real, calls = getattr(Path, step), iter(range(1, 99))

    def failing(file: Path, *arguments: object) -> object:
        if next(calls) == number:
            if step == "write_bytes":
                real(file, b"half")
            raise stop
        return real(file, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, failing)
        done = faulty.survey("check", "--fix", "--unsafe-fixes")
    found = contents(faulty.root)
    stays = sorted(name for name in before if before[name] != after[name])[number - 1]
    assert found.keys() == before.keys()
    assert found[stays] == before[stays]
    assert all(found[name] in (before[name], after[name]) for name in before)
    if isinstance(stop, OSError):
        assert (done.code, done.err) == (2, f"error: {stays}: No space left on device\n")
        assert f"{stays}: fixed" not in done.out
        assert "in 2 files (" in done.out
        assert {**found, stays: after[stays]} == after
    else:
        assert (done.code, done.err) == (130, "Stopped.\n")


# ------------------------------------------------------------------------------------------- fixes that go wrong


def word_rule(code: str, old: str, *news: str) -> Rule:
    """A rule that puts another word for a word: one for each file that has it, in the order of their paths."""

    def some_rule(survey: Survey) -> Iterator[Problem]:
        files = [source for source in survey.sources if old in source.text]
        spans = [source.span(at := source.text.index(old), at + len(old)) for source in files]
        if spans:
            edits = tuple(Edit(span, news[0]) for span in spans)
            yield Problem(spans[0], f"`{old}`", fix=Fix(edits, safe=True))

    return Rule(code, "warning", some_rule)


def test_fixes_that_undo_one_another_are_told_and_cost_nothing(
    faulty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = (word_rule("TAB901", "See", "Look"), word_rule("TAB902", "Look", "See"), *checker.RULES)
    monkeypatch.setattr(checker, "RULES", rules)
    done = faulty.survey("check", "--fix")
    assert done.err == (
        "docs/index.md: the fixes of TAB901 and TAB902 are left out, since they never come to rest; "
        "this is a fault of the tool\n"
    )
    assert (faulty.root / "docs/index.md").read_text("utf-8") == PAGE
    assert "Fixed 3 problems in 2 files (BIB032 2, BIB047 1)." in done.out


def test_a_fix_of_several_files_is_left_out_unless_all_are_named(
    faulty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "RULES", (word_rule("TAB901", "558-565", "558--565"),))
    before = contents(faulty.root)
    done = faulty.survey("check", "--fix", "bibliography/a.bib")
    assert done.err == (
        "bibliography/a.bib:6:12: the fix of TAB901 would also edit bibliography/b.bib; to apply it, name that too\n"
    )
    assert contents(faulty.root) == before
    (faulty.root / "bibliography/b.bib").chmod(0o444)
    assert "b.bib is left as it is" in faulty.survey("check", "--fix").err
    assert contents(faulty.root) == before
    (faulty.root / "bibliography/b.bib").chmod(0o644)
    assert "Fixed 1 problem in 2 files" in faulty.survey("check", "--fix", "bibliography").out


def test_a_name_cannot_forge_a_line_of_what_is_told(project: Make) -> None:
    name = "a\nFixed 9.bib"
    if os.name == "nt":
        pytest.skip("no such name can be there")
    done = project({name: BARE}).survey("check", "--fix", name)
    assert "a Fixed 9.bib: fixed BIB047 1" in done.out.splitlines()
