"""Diffs that other programs apply: what they make of the old file is the new one, byte by byte."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingsurvey.edit.diff import diff

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=200 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)
lines = st.lists(st.sampled_from(["a", "b", "c", "}", "", "d\r", "é"]), max_size=30)


def patched(before: bytes, change: bytes) -> bytes:
    """What a hunk-wise reading of a unified diff makes of a file."""
    old = before.decode("latin-1").split("\n")
    new: list[str] = []
    at = 0
    rows = change.decode("latin-1").split("\n")[2:]
    for number, row in enumerate(rows):
        if row.startswith("@@"):
            start, _, count = row.split()[1][1:].partition(",")
            first = int(start) - (count != "0")
            new, at = new + old[at:first], first
        elif row[:1] in (" ", "-"):
            assert old[at] == row[1:]
            at += 1
        if row[:1] in (" ", "+"):
            new.append(row[1:])
        elif row.startswith("\\") and rows[number - 1][:1] in (" ", "+"):
            return "\n".join(new).encode("latin-1")
        elif row.startswith("\\"):  # the old file's last line had no end, the new one's has
            old.append("")
    return "\n".join(new + old[at:]).encode("latin-1")


@law
@given(lines, lines, st.booleans(), st.booleans())
def test_a_diff_applied_to_the_old_file_is_the_new_one(
    old: list[str], new: list[str], old_ends: bool, new_ends: bool
) -> None:
    before, after = ("\n".join(some).encode() + b"\n" * ends for some, ends in ((old, old_ends), (new, new_ends)))
    change = diff("a.md", before, after)
    assert (change == b"") == (before == after)
    assert patched(before, change) == after


def test_what_stays_is_not_in_the_diff_beyond_three_lines_around_a_change() -> None:
    before = "".join(f"line {number}\n" for number in range(50))
    change = diff("a.md", before.encode(), before.replace("line 20\n", "new\n").encode()).decode()
    assert change == (
        "--- a.md\n+++ a.md\n@@ -18,7 +18,7 @@\n"
        " line 17\n line 18\n line 19\n-line 20\n+new\n line 21\n line 22\n line 23\n"
    )


def test_many_changes_in_a_file_of_lines_that_repeat_are_each_shown_alone() -> None:
    entries = [f"@misc{{key{number},\n  title = {{T}},\n  pages = {{1-2}},\n}}\n\n" for number in range(3000)]
    before = "".join(entries)
    change = diff("a.bib", before.encode(), before.replace("1-2", "1--2").encode())
    assert (change.count(b"\n-  pages = {1-2},\n+  pages = {1--2},\n"), change.count(b"\n-")) == (3000, 3000)


ODD = {
    "windows": (b"\xef\xbb\xbfone\r\ntwo\r\nthree", b"\xef\xbb\xbfone\r\n2\r\nthree\r\n"),
    "no end": (b"one\ntwo", b"one\n2"),
    "other encoding": ("é\nü\n".encode("cp1252"), "é\nü\n".encode()),
    "wide": ("é\nü\n".encode("utf-16"), "é\nü\n".encode()),
    "emptied": (b"one\n", b""),
    "filled": (b"", b"one\n"),
    "old line ends": (b"one\rtwo\r", b"one\r2\r"),
    "looks like a diff": (b"--- a\n+++ b\n@@ -1 +1 @@\n", b"--- a\n+++ c\n@@ -1 +1 @@\n"),
}


@pytest.mark.parametrize("path", ["docs/a.md", "docs/two words.md", "docs/übung.md", 'docs/a"b\\c.md', "docs/a\nb.md"])
@pytest.mark.parametrize(("before", "after"), ODD.values(), ids=ODD)
@pytest.mark.parametrize("program", ["patch", "git"])
def test_patch_and_git_take_it(
    before: bytes, after: bytes, path: str, program: str, tmp_path: Path, need: Callable[[str, str], Path]
) -> None:
    file = tmp_path / path
    file.parent.mkdir()
    file.write_bytes(before)
    apply = {"patch": ["-p0", "--binary"], "git": ["apply", "-p0"]}[program]
    subprocess.run(
        [need(program, f"apt-get install {program}"), *apply],
        cwd=tmp_path,
        input=diff(path, before, after),
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
        check=True,
        timeout=30,
    )
    assert (file.read_bytes() if file.exists() else b"") == after
