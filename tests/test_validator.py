"""Every page by the Nu Html Checker: nothing beyond what plain Material brings itself."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import REPOSITORY, Project
from mkdocs.commands.build import build
from mkdocs.config import load_config

Messages = dict[Path, Counter[str]]

INSTALL = "npm install --prefix .cache --no-save --ignore-scripts vnu-jar@26"
JAR = REPOSITORY / ".cache/node_modules/vnu-jar/build/dist/vnu.jar"
FAULTY = "<!doctype html><html lang=en><title>A page</title><p id=a>one<p id=a>two"


@pytest.fixture
def validated(need: Callable[..., Path]) -> Callable[[Iterable[Path]], Messages]:
    """What the checker says of files; one run of it, since Java starts slowly."""
    java = need("java", "apt-get install default-jre-headless")
    jar = need("vnu.jar", INSTALL, JAR)

    def messages(files: Iterable[Path]) -> Messages:
        command = [java, "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *files]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)
        said: Messages = {}
        for message in json.loads(done.stderr)["messages"]:
            file = Path(message["url"].removeprefix("file:"))
            said.setdefault(file, Counter())[f"{message['type']}: {message['message']}"] += 1
        return said

    return messages


def plain_material(project: Project, site: Path) -> None:
    """The same Markdown through MkDocs and Material alone, and pages where ours are generated."""
    with_stubs = site.with_name("plain-sources")
    shutil.copytree(project.root / "docs", with_stubs)
    for path in ("references/index.md", "contribute/rules.md"):
        (with_stubs / path).parent.mkdir(exist_ok=True)
        (with_stubs / path).write_text("# A page\n\n## A section\n\n    code\n", "utf-8")
    build(
        load_config(str(project.root / "mkdocs.yml"), docs_dir=str(with_stubs), site_dir=str(site), plugins=["search"])
    )


@pytest.mark.parametrize("survey", ["own", "small_built"])
def test_no_page_brings_a_fault_that_plain_material_does_not(
    survey: str,
    request: pytest.FixtureRequest,
    validated: Callable[[Iterable[Path]], Messages],
    tmp_path: Path,
) -> None:
    project: Project = request.getfixturevalue(survey)
    plain = tmp_path / "plain"
    plain_material(project, plain)
    (tmp_path / "faulty.html").write_text(FAULTY, "utf-8")
    pages, plain_pages = sorted(project.site.rglob("*.html")), sorted(plain.rglob("*.html"))
    said = validated([*pages, *plain_pages, tmp_path / "faulty.html"])

    assert "error: Duplicate ID “a”." in said[tmp_path / "faulty.html"]
    somewhere: Counter[str] = Counter()  # in the shell, for pages that only we have
    for page in plain_pages:
        somewhere |= said.get(page, Counter())
    beyond = {}
    for page in pages:
        path = page.relative_to(project.site)
        known = said.get(plain / path, Counter()) if (plain / path).exists() else somewhere
        if more := said.get(page, Counter()) - known:
            beyond[path.as_posix()] = more
    assert beyond == {}
