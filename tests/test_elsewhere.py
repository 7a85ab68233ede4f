"""Where the checker runs without anybody typing it: before a commit, and on a pull request."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import MINIMAL, REPOSITORY, Done, Project

Make = Callable[..., Project]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
UNTIDY = "@misc{b,title={B},year=2020}\n"


def test_the_hook_checks_the_whole_survey(minimal: Project) -> None:
    hook = HOOKS["survey-check"]
    assert hook["pass_filenames"] is False
    assert minimal.command(*shlex.split(hook["entry"])).code == 0
    minimal.edit("bibliography/store.bib", "lamport1978time", "lamport1978clocks")
    done = minimal.command(*shlex.split(hook["entry"]))
    assert done.code == 1
    assert "docs/index.md:3:32: error[CIT001]" in done.out  # in a file that nobody touched


def test_the_hook_formats_the_files_that_it_is_handed(minimal: Project) -> None:
    minimal.write({"bibliography/a.bib": UNTIDY, "bibliography/b.bib": UNTIDY.replace("{b,", "{c,")})
    minimal.command(*shlex.split(HOOKS["survey-fmt"]["entry"]), "bibliography/a.bib")
    assert (minimal.root / "bibliography/a.bib").read_text("utf-8") != UNTIDY
    assert (minimal.root / "bibliography/b.bib").read_text("utf-8") == UNTIDY.replace("{b,", "{c,")


def test_hooks_need_nothing_but_the_package() -> None:
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


def inputs(**given: str) -> dict[str, str]:
    """The variables that GitHub makes of the action's inputs and their defaults."""
    values = {name: str(each["default"]) for name, each in ACTION["inputs"].items()} | given
    return {
        name: values[expression] for name, expression in {"DIRECTORY": "directory", "ARGUMENTS": "arguments"}.items()
    }


def step(name: str) -> dict[str, Any]:
    return next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)


@pytest.fixture
def bash(need: Callable[[str, str], Path]) -> Path:
    """On which the action runs."""
    return need("bash", "apt-get install bash")


def checked(bash: Path, project: Project, **given: str) -> tuple[Done, str]:
    """What the action's own script prints for a project, as GitHub runs it, and the summary that it leaves."""
    summary = project.root.parent / "summary.md"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Check")["run"]],
        cwd=project.root,
        env={
            **os.environ,
            "PATH": path,
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(project.root),
            **inputs(**given),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr), summary.read_text("utf-8")


def test_the_action_annotates_and_fails_on_errors(bash: Path, minimal: Project) -> None:
    minimal.edit("docs/index.md", "lamport1978time", "lamport1987time")
    done, summary = checked(bash, minimal)
    assert done.code == 1, done
    assert "::error file=docs/index.md,line=3,col=32,endLine=3,endColumn=47,title=CIT001 unknown-key::" in done.out
    assert "CIT001  error    unknown-key" in summary
    assert summary.count("```") == 2


def test_the_action_passes_a_sound_survey_and_takes_arguments(bash: Path, minimal: Project) -> None:
    done, summary = checked(bash, minimal, arguments="--select CIT --ignore BIB,TEX001")
    assert (done.code, done.out.strip()) == (0, "")
    assert "No problems found." in summary


def test_the_action_runs_nothing_that_an_input_says(bash: Path, minimal: Project) -> None:
    done, _ = checked(bash, minimal, arguments="$(touch stolen); touch stolen")
    assert done.code == 2
    assert not (minimal.root / "stolen").exists()
    assert "${{" not in "".join(each.get("run", "") for each in ACTION["runs"]["steps"])


def test_the_action_names_its_own_actions_by_commit() -> None:
    used = [each["uses"] for each in ACTION["runs"]["steps"] if "uses" in each]
    assert used
    assert all(len(use.partition("@")[2].split()[0]) == 40 for use in used)


def test_annotations_name_files_from_the_repository_s_root(bash: Path, project: Make) -> None:
    nested = project({f"papers/survey/{path}": text for path, text in MINIMAL.items()})
    nested.edit("papers/survey/docs/index.md", "lamport1978time", "lamport1987time")
    done, _ = checked(bash, nested, directory="papers/survey")
    assert "::error file=papers/survey/docs/index.md,line=3,col=32," in done.out
