"""What tests share: projects on the disk, the command run on them, and sites that are built once."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner
from filelock import FileLock

from livingsurvey.cli import main

REPOSITORY = Path(__file__).parents[1]
SAMPLE = REPOSITORY / "tests" / "surveys" / "sample"

MINIMAL = {
    "mkdocs.yml": "site_name: Minimal\ntheme: {name: material, font: false}\nplugins: [search, survey]\n",
    "docs/index.md": "# Clocks\n\nEvents are ordered partially [@lamport1978time, p. 559].\n",
    "bibliography/store.bib": (
        "@article{lamport1978time,\n  author = {Lamport, Leslie},\n"
        "  title = {Time, Clocks, and the Ordering of Events},\n"
        "  journal = {Communications of the ACM},\n  year = {1978},\n}\n"
    ),
}

SMALL = {
    "mkdocs.yml": """\
site_name: A small survey
site_description: How machines agree.
site_url: https://example.org/small/
theme: {name: material, font: false}
plugins: [search, survey]
extra:
  generator: false
  survey: {bibliography: "bibliography/*.bib"}
nav:
  - index.md
  - Foundations:
      - foundations/index.md
      - foundations/time.md
  - Agreement:
      - agreement/generals.md
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, pymdownx.superfences, pymdownx.blocks.caption]
""",
    "docs/index.md": """\
---
title: How machines agree
description: A survey of three pages.
---

Read about [time](foundations/time.md#logical-clocks), then [generals](agreement/generals.md), or take
[all entries](references/index.md).
""",
    "docs/foundations/index.md": "---\ntitle: Foundations\nkind: part\n---\n\nWhat @lamport1978time began.\n",
    "docs/foundations/time.md": """\
---
title: Time
description: Clocks without time.
status: checked
searched: 2026-05-04
---

Time is relative. An order of events is partial [see @lamport1978time, pp. 558-559; also @mattern1989virtual].

## Logical clocks

> As @lamport1978time [p. 560] puts it, $C(a) < C(b)$ holds whenever $a$ came before $b$.

$$
C_i \\leftarrow \\max(C_i, C_j) + 1
$$

### Vectors after [@mattern1989virtual]

- One counter for each process [@mattern1989virtual; @fidge1988timestamps].
- A remark[^1] of its own.

[^1]: Found twice in one year [-@fidge1988timestamps].

![Messages between three processes](../figures/messages.svg){#messages}
/// caption
Messages, after [@lamport1978time].
///
""",
    "docs/agreement/generals.md": """\
---
title: Generals
---

# Generals who may be traitors

!!! note "A bound [@pease1980reaching]"

    With $f$ traitors one needs $n > 3f$ generals [@lamport1982byzantine].

| Protocol | Faults | Source |
| --- | --- | --- |
| Oral messages | crash | [@lamport1982byzantine] |
| Practical | 1/3 | @castro1999practical |

<div markdown>
Randomness helps; see [the clocks](../foundations/time.md#vectors-after).
</div>
""",
    "docs/figures/messages.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>',
    "bibliography/time.bib": """\
@inproceedings{fidge1988timestamps,
  author = {Fidge, Colin J.},
  title = {Timestamps in Message-Passing Systems},
  booktitle = {Proc. 11th Australian Computer Science Conf.},
  year = {1988},
}

@article{lamport1978time,
  author = {Lamport, Leslie},
  title = {Time, Clocks, and the Ordering of Events},
  journal = {Communications of the ACM},
  year = {1978},
  doi = {10.1145/359545.359563},
}

@inproceedings{mattern1989virtual,
  author = {Mattern, Friedemann},
  title = {Virtual Time and Global States},
  booktitle = {Parallel and Distributed Algorithms},
  year = {1989},
}
""",
    "bibliography/agreement.bib": """\
@string{toplas = "ACM Transactions on Programming Languages and Systems"}

@inproceedings{castro1999practical,
  author = {Castro, Miguel and Liskov, Barbara},
  title = {Practical {Byzantine} Fault Tolerance},
  booktitle = {OSDI},
  year = {1999},
}

@article{lamport1982byzantine,
  author = {Lamport, Leslie and Shostak, Robert and Pease, Marshall},
  title = {The {Byzantine} Generals Problem},
  journal = toplas,
  year = {1982},
}

@article{pease1980reaching,
  author = {Pease, M. and Shostak, R. and Lamport, L.},
  title = {Reaching Agreement with $n > 3f$ Processes},
  journal = {Journal of the ACM},
  year = {1980},
}
""",
}


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


class Project:
    """A folder with a survey, or with something that is none, and the command `survey` run in it."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes]) -> None:
        self.root = root
        self.write(files)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        (self.root / name).write_text(text.replace(old, new), "utf-8")

    def survey(self, *arguments: str | Path, at: str = ".") -> Done:
        """Run the command in this process: fast, and whatever is no orderly end comes out as an exception."""
        with contextlib.chdir(self.root / at):
            result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)

    def piped(self, data: bytes, *arguments: str | Path, at: str = ".") -> tuple[int, bytes, str]:
        """Run the command on what comes on standard input: its exit code, its output byte by byte, what it says."""
        with contextlib.chdir(self.root / at):
            result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=data)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout_bytes, result.stderr

    def build(self, *arguments: str | Path) -> Done:
        """`survey build` without the books, which must go well."""
        done = self.survey("build", "--no-pdf", "--no-epub", *arguments)
        assert done.code == 0, done
        return done

    def command(self, *command: str | Path, at: str = ".", **variables: str) -> Done:
        """Run a program of our own environment, as a user would."""
        program = shutil.which(str(command[0]), path=Path(sys.executable).parent) or command[0]
        done = subprocess.run(
            [program, *command[1:]],
            cwd=self.root / at,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @property
    def site(self) -> Path:
        return self.root / "site"

    def page(self, address: str) -> str:
        return (self.site / address / "index.html" if not address.endswith(".html") else self.site / address).read_text(
            "utf-8"
        )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class Once(Protocol):
    """Has a folder of this name filled by whichever of the processes that run the tests comes first; its path."""

    def __call__(self, name: str, fill: Callable[[Path], object]) -> Path: ...


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Make a project of some files, in a folder of this name."""
    return lambda files, name="project": Project(tmp_path / name, files)


@pytest.fixture
def minimal(project: Callable[..., Project]) -> Project:
    """The least that is a survey: mkdocs.yml with the plugin, one page without front matter, one .bib file."""
    return project(MINIMAL)


@pytest.fixture
def small(project: Callable[..., Project]) -> Project:
    """A small but real survey: two parts, three chapters, six references, a figure, formulas, a table."""
    return project(SMALL)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # the others' folders are beside ours there

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # somebody's attempt that failed
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def small_built(once: Once) -> Project:
    """The small survey with its site, for tests that only look."""
    return Project(once("small", lambda root: Project(root, SMALL).build()), {})


@pytest.fixture(scope="session")
def sample(once: Once) -> Project:
    """The survey of `surveys/sample` with its site, for tests that look for particular works, words and numbers.

    It is of the kind of our own, which grows.
    """
    return Project(once("sample", _build_sample), {})


@pytest.fixture(scope="session")
def own(once: Once) -> Project:
    """A copy of this repository's own survey, built with everything, for tests that only look."""
    return Project(once("own", _build_own), {})


@pytest.fixture(scope="session")
def published(once: Once) -> Project:
    """A copy of our own survey that knows its address, `/name/` on some server, as a publishing workflow builds it."""
    return Project(once("published", _build_published), {})


def own_copy(root: Path) -> Project:
    """Copy our own survey into an empty folder."""
    for name in ("docs", "bibliography"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copyfile(REPOSITORY / name, root / name)
    return Project(root, {})


def _build_sample(root: Path) -> None:
    shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
    Project(root, {}).build()


def _build_own(root: Path) -> None:
    done = own_copy(root).survey("build")
    assert done.code == 0, done


def _build_published(root: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/name/")
        own_copy(root).build()


@pytest.fixture(scope="session")
def need() -> Callable[..., Path]:
    """The path of a program that pip cannot install; skips the test without it, saying how to get it.

    It is searched for like a command, or has its one place.

    The gate sets SURVEY_REQUIRE_ALL=1, so that nothing is left out there unnoticed.
    """

    def path_of(program: str, install: str, place: Path | None = None) -> Path:
        if place and place.exists():
            return place
        if not place and (found := shutil.which(program)):
            return Path(found)
        missing = f"{program} is missing; install it with: {install}"
        if os.environ.get("SURVEY_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)

    return path_of


@pytest.fixture(autouse=True, scope="session")
def _no_variables_of_ours() -> Iterator[None]:
    """Tests see the same settings everywhere, whatever the workflow that runs them has set."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("SURVEY_TRACEBACK", "1")  # a fault of the tool shall be seen, not told in one line
        yield


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c_is_heard() -> None:
    """Programs started in the background of a shell ignore Ctrl-C, and so would those that tests start and stop."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
