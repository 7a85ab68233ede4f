"""Where a forge shows, edits and discusses a document."""

from __future__ import annotations

import pytest

from livingsurvey.config import read_settings
from livingsurvey.model.forge import Forge, forge
from livingsurvey.syntax.source import Source


def forge_of(repo_url: str, edit_uri: str = "") -> Forge | None:
    return forge(read_settings(Source("mkdocs.yml", f"repo_url: {repo_url}\nedit_uri: {edit_uri}\n")))


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "edit", "history", "issue"),
    [
        (
            "https://github.com/me/survey",
            "edit/main/docs/",
            "https://github.com/me/survey/edit/main/docs/a/b%20c.md",
            "https://github.com/me/survey/commits/main/docs/a/b%20c.md",
            "https://github.com/me/survey/issues/new?title=A%20%26%20B%3A%20",
        ),
        (
            "https://gitlab.example.org/group/sub/survey.git/",
            "-/blob/trunk/text",
            "https://gitlab.example.org/group/sub/survey/-/edit/trunk/text/a/b%20c.md",
            "https://gitlab.example.org/group/sub/survey/-/commits/trunk/text/a/b%20c.md",
            "https://gitlab.example.org/group/sub/survey/-/issues/new?issue%5Btitle%5D=A%20%26%20B%3A%20",
        ),
        (
            "https://codeberg.org/me/survey",
            "https://codeberg.org/me/survey/src/branch/main/",
            "https://codeberg.org/me/survey/_edit/main/a/b%20c.md",
            "https://codeberg.org/me/survey/commits/branch/main/a/b%20c.md",
            "https://codeberg.org/me/survey/issues/new?title=A%20%26%20B%3A%20",
        ),
    ],
)
def test_a_known_forge_has_a_place_for_each_deed(
    repo_url: str, edit_uri: str, edit: str, history: str, issue: str
) -> None:
    found = forge_of(repo_url, edit_uri)
    assert found is not None
    assert (found.edit("a/b c.md"), found.history("a/b c.md"), found.issue("A & B: ")) == (edit, history, issue)


@pytest.mark.parametrize(
    ("repo_url", "address"),
    [
        ("https://github.com/me/survey", "https://github.com/me/survey/blob/0a1b/docs/a%20b.md"),
        ("https://gitlab.com/me/survey", "https://gitlab.com/me/survey/-/blob/0a1b/docs/a%20b.md"),
        ("https://codeberg.org/me/survey", "https://codeberg.org/me/survey/src/commit/0a1b/docs/a%20b.md"),
    ],
)
def test_a_version_stands_where_its_commit_says(repo_url: str, address: str) -> None:
    found = forge_of(repo_url)
    assert found is not None
    assert found.version("0a1b", "docs/a b.md") == address


@pytest.mark.parametrize("edit_uri", ["", "?plain=1", "https://elsewhere.example.org/edit/main/docs/", "docs/"])
def test_without_a_branch_there_are_issues_only(edit_uri: str) -> None:
    found = forge_of("https://github.com/me/survey", edit_uri)
    assert found is not None
    assert (found.edit("a.md"), found.history("a.md")) == ("", "")
    assert found.issue("A")


@pytest.mark.parametrize(
    "repo_url", ["", "https://example.org/me/survey", "https://github.com", "javascript://github.com/a/b", "me/survey"]
)
def test_of_an_unknown_forge_nothing_is_said(repo_url: str) -> None:
    assert forge_of(repo_url, "edit/main/docs/") is None
