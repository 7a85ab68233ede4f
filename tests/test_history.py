"""When chapters were edited, as git knows it: in real repositories, on pages, and where git knows nothing."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Project, contents
from in_memory import survey_of
from lxml import html

from livingsurvey.history import read_history
from livingsurvey.model.citable import chapter_reference

FORGE = "repo_url: https://github.com/ash/small\nedit_uri: edit/main/docs/\n"
FORMS = ("text", "bibtex", "ris", "csl-json")
Make = Callable[..., Project]


@pytest.fixture(autouse=True, scope="module")
def _git(need: Callable[[str, str], Path]) -> None:
    need("git", "apt-get install git")


class Repository:
    """A folder that git keeps, whose commits are made on days that we name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        names = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": f"{day}T23:30:00-0800", "GIT_COMMITTER_DATE": f"{day}T23:30:00-0800"}
        calm = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(
            ["git", *arguments], cwd=self.root, env=os.environ | names | dates | calm, capture_output=True, check=True,
            encoding="utf-8",
        ).stdout.strip()  # fmt: skip

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")

    def commit(self, day: str, files: dict[str, str] | None = None) -> str:
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", day=day)
        return self.git("rev-parse", "HEAD")

    def dates(self, *paths: str, below: str = "") -> dict[str, str]:
        history = read_history(self.root / below, paths)
        return {path: edition.date.isoformat() for path, edition in history.editions.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_a_file_has_the_authors_day_of_its_last_edit(repository: Repository) -> None:
    repository.commit("2026-01-01", {"docs/a.md": "a\n", "docs/b.md": "b\n", "gone.md": "c\n"})
    last = repository.commit("2026-02-02", {"docs/a.md": "aa\n"})
    (repository.root / "gone.md").unlink()
    repository.commit("2026-03-03")
    assert repository.dates("docs/a.md", "docs/b.md", "gone.md", "never.md") == {
        "docs/a.md": "2026-02-02",
        "docs/b.md": "2026-01-01",
    }
    edition = read_history(repository.root, ["docs/a.md"]).editions["docs/a.md"]
    assert (edition.commit, edition.path) == (last, "docs/a.md")


def test_names_may_be_as_odd_as_the_system_allows(repository: Repository) -> None:
    names = [
        "ü ä.md",
        "two\nlines.md",
        "\x01" + "0" * 40 + " 2020-01-01",
        '"quoted\\".md',
        "M",
        "R100",
        "-c",
        " ",
        "日.md",
    ]
    repository.commit("2026-01-01", {name: name for name in names})
    assert repository.dates(*names) == dict.fromkeys(names, "2026-01-01")


def test_a_file_that_only_moved_keeps_its_day(repository: Repository) -> None:
    repository.commit("2026-01-01", {"a.md": "first\n" * 9, "b.md": "second\n" * 9})
    repository.git("mv", "a.md", "c.md")
    repository.commit("2026-02-02")
    repository.commit("2026-03-03", {"a.md": "third\n" * 9})  # takes the name that another has left
    (repository.root / "docs").mkdir()
    repository.git("mv", "b.md", "c.md", "docs")
    moved = repository.commit("2026-04-04")
    assert repository.dates("a.md", "docs/b.md", "docs/c.md") == {
        "a.md": "2026-03-03",
        "docs/b.md": "2026-01-01",
        "docs/c.md": "2026-01-01",
    }
    edition = read_history(repository.root, ["docs/c.md"]).editions["docs/c.md"]
    assert (edition.commit, edition.path) == (moved, "docs/c.md"), "under this name the text is there since it moved"
    repository.write({"b.md": "new, and git has not been told"})
    assert "b.md" not in repository.dates("b.md", "docs/b.md")


def test_a_file_that_moved_and_changed_was_edited(repository: Repository) -> None:
    repository.commit("2026-01-01", {"a.md": "line\n" * 50})
    repository.git("mv", "a.md", "b.md")
    repository.commit("2026-02-02", {"b.md": "line\n" * 50 + "more\n"})
    assert repository.dates("b.md") == {"b.md": "2026-02-02"}


def test_edits_on_branches_count_and_a_merge_counts_where_it_changed_something(repository: Repository) -> None:
    start = dict.fromkeys(("a.md", "b.md", "c.md"), "1\n" + "\n" * 9 + "2\n")
    repository.commit("2026-01-01", start)
    repository.git("switch", "-q", "-c", "side")
    repository.commit("2026-02-02", {"a.md": start["a.md"] + "side\n", "b.md": start["b.md"] + "side\n"})
    repository.git("switch", "-q", "main")
    repository.commit("2026-03-03", {"a.md": "main\n" + start["a.md"]})
    repository.git("merge", "-q", "side", day="2026-04-04")
    assert repository.dates("a.md", "b.md", "c.md") == {
        "a.md": "2026-04-04",  # both had edited it
        "b.md": "2026-02-02",
        "c.md": "2026-01-01",
    }


@pytest.mark.parametrize("staged", [True, False])
def test_a_file_with_changes_that_are_not_committed_has_no_day(repository: Repository, staged: bool) -> None:
    repository.commit("2026-01-01", {"a.md": "a\n", "b.md": "b\n"})
    repository.write({"a.md": "aa\n"})
    if staged:
        repository.git("add", "-A")
    assert repository.dates("a.md", "b.md") == {"b.md": "2026-01-01"}
    os.utime(repository.root / "b.md")  # touched, and as it was
    assert repository.dates("a.md", "b.md") == {"b.md": "2026-01-01"}


def test_a_shallow_clone_claims_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-01-01", {"a.md": "a\n"})
    repository.commit("2026-02-02", {"b.md": "b\n"})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "clone"))
    assert not read_history(tmp_path / "clone", ["a.md", "b.md"]).editions


def test_a_survey_may_be_a_folder_of_its_repository(repository: Repository) -> None:
    repository.commit("2026-01-01", {"my survey/docs/a.md": "a\n", "docs/a.md": "other\n"})
    repository.commit("2026-02-02", {"docs/a.md": "other and later\n"})
    assert repository.dates("docs/a.md", below="my survey") == {"docs/a.md": "2026-01-01"}
    assert (
        read_history(repository.root / "my survey", ["docs/a.md"]).editions["docs/a.md"].path == "my survey/docs/a.md"
    )


def test_of_what_a_link_leads_to_nothing_is_said(repository: Repository) -> None:
    repository.write({"real/a.md": "a\n"})
    (repository.root / "link").symlink_to("real")
    (repository.root / "b.md").symlink_to("real/a.md")
    repository.commit("2026-01-01")
    assert repository.dates("link/a.md", "b.md", "real/a.md") == {"real/a.md": "2026-01-01"}


def test_the_settings_of_a_user_change_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("2026-01-01", {"below/a.md": "a\n" * 9})
    repository.git("mv", "below/a.md", "below/b.md")
    repository.commit("2026-02-02")
    for name, value in {
        "log.showRoot": "false",
        "diff.renames": "false",
        "diff.relative": "false",
        "color.ui": "always",
        "log.showSignature": "true",
        "log.decorate": "full",
        "core.fsmonitor": "false; touch ran",
    }.items():
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", ".git")  # as in a hook
    assert repository.dates("b.md", below="below") == {"b.md": "2026-01-01"}
    assert not list(repository.root.rglob("ran"))


def test_without_a_commit_a_repository_or_git_there_is_no_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write({"a.md": "a\n"})
    assert not repository.dates("a.md")
    (tmp_path / "bare").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert not read_history(tmp_path / "bare", ["a.md"]).editions
    repository.commit("2026-01-01")
    assert repository.dates("a.md")
    monkeypatch.setenv("PATH", "")
    assert not repository.dates("a.md")


def _dated(project: Make) -> tuple[Project, Repository, str]:
    made = project(SMALL | {"mkdocs.yml": SMALL["mkdocs.yml"] + FORGE})
    repository = Repository(made.root)
    repository.write({".gitignore": "site/\n.cache/\n"})
    commit = repository.commit("2026-02-02")
    repository.commit("2026-03-03", {"docs/agreement/generals.md": SMALL["docs/agreement/generals.md"] + "\nMore.\n"})
    return made, repository, commit


def test_a_site_says_when_each_chapter_was_edited(project: Make) -> None:
    made, _, commit = _dated(project)
    made.build()
    page = html.fromstring(made.page("foundations/time"))
    facts = [" ".join(fact.text_content().split()) for fact in page.xpath("//p[@class='sv-facts']/span")]
    assert facts[2:4] == ["edited 2 February 2026", "literature searched 4 May 2026"]
    at_forge = f"https://github.com/ash/small/blob/{commit}/docs/foundations/time.md"
    assert page.xpath("//p[@id='sv-as-permalink']/a/@href") == [at_forge]
    text, bibtex, ris, csl = (page.get_element_by_id(f"sv-as-{form}").text_content() for form in FORMS)
    assert "(2026)" in text
    for record in (bibtex, ris, csl):
        assert at_forge in record
    assert "date = {2026-02-02}" in bibtex
    assert "DA  - 2026/02/02" in ris
    assert json.loads(csl)[0]["issued"] == {"date-parts": [[2026, 2, 2]]}
    linked = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert linked["dateModified"] == "2026-02-02"
    assert page.xpath("//meta[@name='citation_online_date']/@content") == ["2026/2/2"]
    home = html.fromstring(made.page(""))
    assert json.loads(home.xpath("//script[@type='application/ld+json']")[0].text)["dateModified"] == "2026-03-03"
    chapters = {each["path"]: each for each in json.loads((made.site / "api/chapters.json").read_text())["chapters"]}
    assert chapters["foundations/time.md"]["edited"] == "2026-02-02"
    assert chapters["foundations/time.md"]["permalink"] == at_forge
    sitemap = (made.site / "sitemap.xml").read_text()
    assert "foundations/time/</loc><lastmod>2026-02-02</lastmod>" in sitemap
    assert "agreement/generals/</loc><lastmod>2026-03-03</lastmod>" in sitemap
    assert sitemap.count("<lastmod>") == 4, "of generated pages nobody knows"


def test_two_builds_of_one_commit_are_the_same_whenever_and_wherever(project: Make, tmp_path: Path) -> None:
    made, repository, _ = _dated(project)
    made.build()
    repository.git("clone", "-q", str(made.root), str(tmp_path / "clone"))
    clone = Project(tmp_path / "clone", {})
    clone.build()
    assert contents(made.site) == contents(clone.site)


def test_a_page_is_dated_by_its_commit_though_memory_knows_its_text(project: Make) -> None:
    made, repository, _ = _dated(project)
    made.build()
    made.edit("docs/foundations/time.md", "Time is relative.", "Time is relative, too.")
    made.build()
    assert "edited" not in made.page("foundations/time").partition("</header>\n")[2].partition("</header>")[0]
    repository.commit("2026-05-05")
    made.build()
    assert '<time datetime="2026-05-05">' in made.page("foundations/time")


def test_a_day_before_the_release_does_not_date_the_version() -> None:

    survey = survey_of({"docs/a.md": "# A\n", "CITATION.cff": "title: W\ndate-released: 2026-03-09\n"})
    for edited, cited in (("2026-03-08", "2026-03-09"), ("2026-03-10", "2026-03-10")):
        made = chapter_reference(survey, survey.chapters[0], edited=datetime.date.fromisoformat(edited))
        assert made["date"] == cited
