"""`survey check --watch`, as a program of its own: it looks again after every kind of change, and ends when told to."""

import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import MINIMAL, Project

Make = Callable[..., Project]

PAGE = "---\ntitle: T\n---\n\n[@lamport1978time]\n"
WRONG = PAGE.replace("1978", "1987")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one program there")


class Watching:
    """The program while it watches, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def look(self) -> str:
        """All that is said of the next look. Fails after a minute of silence."""
        said = ""
        while True:
            try:
                line = self._lines.get(timeout=60)
            except queue.Empty:
                raise AssertionError(f"nothing came after: {said}") from None
            if line == "Waiting for a change; stop with Ctrl-C.\n":
                return said
            said += line

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@contextmanager
def watching(project: Project, *arguments: str) -> Iterator[Watching]:
    command = [sys.executable, "-m", "livingsurvey", "check", "--watch", *arguments]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


@pytest.fixture
def watched(project: Make) -> Project:
    return project({**MINIMAL, "docs/index.md": PAGE})


def test_every_kind_of_change_is_seen(watched: Project) -> None:
    page = watched.root / "docs/index.md"
    with watching(watched) as program:
        assert re.fullmatch(r"\d\d:\d\d:\d\d  the first look\nNo problems found.\n", program.look())

        page.write_text(WRONG)
        said = program.look()
        assert re.match(r"\d\d:\d\d:\d\d  docs/index.md has changed\n", said)
        assert "docs/index.md:5:3: error[CIT001]" in said

        # As many editors save: a new file takes the place of the old one.
        (watched.root / "docs/.index.md.swp").write_text(PAGE)
        (watched.root / "docs/.index.md.swp").replace(page)
        assert "No problems found" in program.look()

        watched.write({"docs/part/new.md": WRONG})
        assert re.search("docs/part/new.md is new\n(.|\n)*CIT001", program.look())

        (watched.root / "docs/part/new.md").unlink()
        assert "docs/part/new.md is gone\nNo problems found" in program.look()

        watched.edit("bibliography/store.bib", "lamport1978time", "lamport1987time")
        assert re.search("bibliography/store.bib has changed\n(.|\n)*CIT001", program.look())
        assert program.stop() == 1


def test_what_stops_a_run_does_not_stop_the_watch(watched: Project) -> None:
    settings = MINIMAL["mkdocs.yml"]
    with watching(watched) as program:
        program.look()
        watched.write({"mkdocs.yml": "site_name: [\n"})
        assert "CFG001" in program.look()
        (watched.root / "mkdocs.yml").unlink()
        assert re.search("  mkdocs.yml is gone\nerror: there is no mkdocs.yml", program.look())
        watched.write({"mkdocs.yml": settings})
        assert "  mkdocs.yml is new\nNo problems found" in program.look()
        watched.write({"mkdocs.yml": settings + "docs_dir: text\n"})
        assert "there is no folder `text`" in program.look()
        watched.write({"text/index.md": PAGE})
        assert "No problems found" in program.look()
        assert program.stop() == 0


def test_what_is_no_part_of_the_survey_is_not_looked_at(watched: Project) -> None:
    with watching(watched, "--output-format", "github") as program:
        program.look()
        watched.write({"site/index.html": "x", ".git/index": "x", "docs/index.md": WRONG})
        said = program.look()
        assert re.match(r"\d\d:\d\d:\d\d  docs/index.md has changed\n", said)
        assert "::error" in said


def test_lone_files_are_watched_too(watched: Project, tmp_path: Path) -> None:
    lone = tmp_path / "refs.bib"
    lone.write_text("@misc{a, title = {A}")
    with watching(watched, str(lone)) as program:
        assert "BIB001" in program.look()
        lone.write_text("@misc{a, title = {A}}\n")
        assert "BIB001" not in program.look()


def test_a_survey_that_is_not_there_is_not_waited_for(project: Make) -> None:
    done = project({"x": ""}).survey("check", "--watch")
    assert (done.code, done.out) == (2, "")
    assert "there is no mkdocs.yml" in done.err


def test_the_day_may_be_given_and_must_be_one(watched: Project) -> None:
    watched.write({"docs/index.md": PAGE.replace("title: T", "title: T\nsearched: 2026-05-04")})
    early = watched.survey("check", "--today", "2026-05-01")
    assert "LIV" in early.out
    assert "LIV" not in watched.survey("check", "--today", "2026-05-05").out
    for command in ("check", "build"):
        wrong = watched.survey(command, "--today", "2026-13-45")
        assert wrong.code == 2
        assert "`2026-13-45` is no date; write it as 2026-05-04." in wrong.err
