"""The files that a survey is read from: what is no plain file, what lies elsewhere, and what is too large."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project

import livingsurvey
from livingsurvey import folder
from livingsurvey.check.reporters import text

CANARY = "The canary sings"
PAGE = "---\ntitle: Page\n---\n\nText.\n"


@pytest.fixture
def linked(project: Callable[..., Project], tmp_path: Path) -> Project:
    """A survey with links to what lies outside and inside of it."""
    made = project({"mkdocs.yml": "site_name: L\nplugins: [survey]\n", "docs/index.md": PAGE, "README.md": CANARY})
    made.write({".env": CANARY, "docs/part/page.md": PAGE, "bibliography/a.bib": ""})
    outside = tmp_path / "outside"
    (outside / "sub").mkdir(parents=True)
    for name in ("page.md", "sub/page.md", "a.svg", "a.bib", "data.txt"):
        (outside / name).write_text(CANARY)
    docs = made.root / "docs"
    (docs / "page.md").symlink_to(outside / "page.md")
    (docs / "a.svg").symlink_to("../../outside/a.svg")
    (docs / "data.txt").symlink_to(outside / "data.txt")
    (docs / "env.txt").symlink_to("../.env")
    (docs / "sub").symlink_to(outside / "sub")
    (docs / "loop").symlink_to(".")
    (docs / "round").symlink_to("round")
    (docs / "gone.md").symlink_to("nowhere.md")
    (docs / "about.md").symlink_to("../README.md")
    (made.root / "bibliography/b.bib").symlink_to(outside / "a.bib")
    return made


def test_links_out_of_the_survey_are_told_and_never_followed(linked: Project) -> None:
    survey = livingsurvey.load(linked.root)
    names = "a.svg about.md data.txt env.txt gone.md loop page.md round sub"
    assert list(survey.symlinks) == ["bibliography/b.bib", *(f"docs/{name}" for name in names.split())]
    assert survey.symlinks["docs/about.md"] == "../README.md"
    assert survey.documents == {"index.md", "part/page.md", "about.md"}
    read = {source.path for source in survey.sources if CANARY in source.text}
    assert read == {"docs/about.md"}
    told = text(livingsurvey.check(survey, ["SEC006"])).splitlines()
    assert len([line for line in told if line]) == len(survey.symlinks)


def test_a_site_holds_nothing_that_lies_elsewhere_even_if_links_are_allowed(linked: Project) -> None:
    assert linked.survey("build", "--no-pdf").code == 1
    assert not linked.site.exists()
    (linked.root / "docs/about.md").unlink()
    linked.edit("mkdocs.yml", "plugins: [survey]\n", "plugins: [survey]\nextra: {survey: {ignore: [SEC006]}}\n")
    linked.build()
    published = [file for file in linked.site.rglob("*") if file.is_file()]
    assert published
    assert not any(CANARY.encode() in file.read_bytes() for file in published)


def test_a_bare_build_of_mkdocs_holds_nothing_that_lies_elsewhere(linked: Project) -> None:
    for name in ("loop", "round", "gone.md", "about.md"):  # over which MkDocs itself stumbles, or which are allowed
        (linked.root / "docs" / name).unlink()
    assert linked.command("mkdocs", "build").code == 1
    linked.edit("mkdocs.yml", "plugins: [survey]\n", "plugins: [survey]\nextra: {survey: {ignore: [SEC006]}}\n")
    done = linked.command("mkdocs", "build")
    assert done.code == 0, done
    published = [file for file in linked.site.rglob("*") if file.is_file()]
    assert linked.page("part/page")
    assert not any(CANARY.encode() in file.read_bytes() for file in published)


def test_one_link_is_checked_by_its_name_and_what_it_leads_to_is_not_read(linked: Project) -> None:
    done = linked.survey("check", "docs/page.md")
    assert done.code == 1
    assert "docs/page.md:1:1: error[SEC006]" in done.out
    assert CANARY not in done.out
    linked.edit("mkdocs.yml", "plugins: [survey]\n", "extra: {survey: {per-file-ignores: {docs/page.md: SEC006}}}\n")
    assert "SEC006" not in linked.survey("check", "docs/page.md").out


def test_a_folder_of_documents_that_lies_elsewhere_stops_the_program(minimal: Project, tmp_path: Path) -> None:
    docs = minimal.root / "docs"
    docs.rename(tmp_path / "elsewhere")
    docs.symlink_to(tmp_path / "elsewhere")
    done = minimal.survey("check")
    assert (done.code, done.err) == (2, "error: docs: this folder is a link that leads out of the survey's folder\n")


def test_a_link_within_the_survey_is_read_where_it_stands(minimal: Project) -> None:
    (minimal.root / "docs").rename(minimal.root / "text")
    (minimal.root / "docs").symlink_to("text")
    survey = livingsurvey.load(minimal.root)
    assert (survey.symlinks, survey.documents) == ({"docs": "text"}, {"index.md"})
    assert [chapter.path for chapter in survey.chapters] == ["index.md"]


@pytest.mark.parametrize("name", ["docs/pipe.md", "docs/part/pipe.txt", "bibliography/pipe.bib", "CITATION.cff"])
def test_a_pipe_is_told_and_makes_nothing_hang(minimal: Project, name: str) -> None:
    (minimal.root / name).parent.mkdir(exist_ok=True)
    os.mkfifo(minimal.root / name)
    done = minimal.survey("check")
    assert done.code == 2
    assert done.err.startswith(f"error: {name}: this is no file that can be read, but a pipe")


def test_a_socket_is_told(minimal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(minimal.root / "docs")  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s.md")
        assert minimal.survey("check").err.startswith("error: docs/s.md: this is no file that can be read")


def test_a_text_that_is_too_large_is_told_before_it_is_read(minimal: Project) -> None:
    for name, size in (("docs/big.md", 200 << 20), ("docs/big.png", 200 << 20), ("bibliography/store.bib", 20 << 20)):
        with (minimal.root / name).open("ab") as file:
            file.truncate(size)  # a sparse file, which takes no room
    (minimal.root / "bibliography/store.bib").unlink()
    done = minimal.survey("check")
    assert done.code == 2
    assert done.err == "error: docs/big.md: 200 MB are too many for a text, of which 16 MB can be read; divide it\n"
    (minimal.root / "docs/big.md").unlink()
    assert "big.png" in livingsurvey.load(minimal.root).documents


def test_what_cannot_be_read_is_told(minimal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(folder.os, "scandir", refuse)
    done = minimal.survey("check")
    assert done.code == 2
    assert done.err.endswith("docs: Permission denied\n")


def test_a_folder_may_have_the_name_of_a_document(minimal: Project) -> None:
    minimal.write({"docs/part.md/page.md": PAGE, "bibliography/old.bib/a.bib": "@misc{x}\n"})
    survey = livingsurvey.load(minimal.root)
    assert survey.documents == {"index.md", "part.md/page.md"}
    assert [source.path for source in survey.bibliography.sources] == ["bibliography/store.bib"]
    minimal.build()
    assert "Text." in minimal.page("part.md/page")
