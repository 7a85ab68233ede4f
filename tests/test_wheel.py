"""The wheel: it holds what the package needs, and works where there is no repository."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from conftest import MINIMAL, REPOSITORY, Project
from site_links import broken_links

from livingsurvey.build.stage import assets


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of a new environment with the wheel are; what it depends on is borrowed from ours."""
    home = tmp_path_factory.mktemp("clean") / "an environment"
    venv.create(home)
    scripts = Path(sysconfig.get_path("scripts", vars={"base": str(home)}))
    pip = [sys.executable, "-m", "pip", "--python", scripts / "python", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    ours = sysconfig.get_paths()
    borrowed = Path(sysconfig.get_path("purelib", vars={"base": str(home)}), "borrowed.pth")
    borrowed.write_text(f"{ours['purelib']}\n{ours['platlib']}\n")
    return scripts


def test_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    source = REPOSITORY / "src"
    package = {
        file.relative_to(source).as_posix().replace("/render/assets/", "/render/served/")
        for file in (source / "livingsurvey").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    archive = zipfile.ZipFile(wheel)
    held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == package
    for asset in assets():
        assert archive.read(f"livingsurvey/render/served/{PurePath(asset.path).name}").decode() == asset.text
    assert {
        "livingsurvey/py.typed",
        "livingsurvey/render/templates/reference.html",
        "livingsurvey/render/templates/book.typ",
        "livingsurvey/render/templates/epub/style.css",
        "livingsurvey/render/served/survey.css",
    } <= held


def test_wheel_says_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    facts = {name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
    assert "Apache License" in archive.read(facts["licenses/LICENSE"]).decode()
    entry_points = archive.read(facts["entry_points.txt"]).decode()
    assert "[mkdocs.plugins]\nsurvey = livingsurvey.plugin:SurveyPlugin" in entry_points
    assert "[markdown.extensions]\nlivingsurvey = " in entry_points
    metadata = archive.read(facts["METADATA"]).decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "Requires-Dist: mkdocs<2," in metadata


def test_installed_wheel_builds_a_survey_far_from_the_repository(clean: Path, project: Callable[..., Project]) -> None:
    away = project({**MINIMAL, "docs/index.md": "---\ntitle: Away\n---\n\nFar [@lamport1978time], $x^2$.\n"})
    where = away.command(clean / "python", "-c", "import livingsurvey; print(livingsurvey.__file__)", PYTHONPATH="")
    assert Path(where.out.strip()).is_relative_to(clean.parent), where
    done = away.command(clean / "survey", "build", PYTHONPATH="")
    assert (done.code, done.err) == (0, ""), done
    assert broken_links(away.site) == []
    assert (away.site / "survey.pdf").read_bytes().startswith(b"%PDF-")
    assert (away.site / "survey.epub").read_bytes().startswith(b"PK")
    assert (away.site / "references/lamport1978time/index.html").is_file()
    assert away.command(clean / "python", "-m", "mkdocs", "build", "-q", PYTHONPATH="").code == 0
