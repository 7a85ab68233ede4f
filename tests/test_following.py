"""A value changed by hand in each kind of data file: all that shows it follows, and nothing keeps the old one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Set
from pathlib import Path

import pytest
from conftest import Project
from in_memory import STORE
from pypdf import PdfReader

# By data file: the word that stands in it, what takes its place, and where at least that is to be seen.
CHANGES = {
    "docs/taxonomy.yml": (
        "Marmot",
        "Badger",
        {"index.html", "topics/index.html", "topics/themes/first/index.html", "references/ash2020/index.html"}
        | {"api/taxonomy.json"},
    ),
    "docs/glossary.yml": (
        "pebble",
        "gravel",
        {"terms/index.html", "terms/index.html.md", "api/glossary.json", "survey.pdf", "survey.epub"}
        | {"search/search_index.json"},
    ),
    "docs/tables/ways.yml": (
        "Seldom",
        "Weekly",
        {"index.html", "index.html.md", "tables/ways/index.html", "tables/ways.csv", "tables/ways.json"}
        | {"api/tables.json", "references/ash2020/index.html", "search/search_index.json", "survey.pdf", "survey.epub"},
    ),
    "docs/charts/links.yml": (
        "Heron",
        "Egret",
        {"index.html", "index.html.md", "charts/links.csv", "charts/links.json", "api/charts.json"}
        | {"references/ash2020/index.html", "survey.pdf", "survey.epub"},
    ),
    "docs/timelines/runs.yml": (
        "Otter",
        "Stoat",
        {"index.html", "index.html.md", "timelines/runs.csv", "timelines/runs.json", "api/charts.json"}
        | {"references/beech2021/index.html", "survey.pdf", "survey.epub"},
    ),
    "docs/authors.yml": (
        "Linnet",
        "Dunlin",
        {"index.html", "api/chapters.json"},
    ),
}
FILES = {
    "mkdocs.yml": """\
site_name: Followed
theme: {name: material, font: false}
plugins: [search, survey]
markdown_extensions: [attr_list, tables, pymdownx.blocks.caption]
nav: [index.md, terms.md, topics/index.md]
""",
    "docs/index.md": """\
---
title: Averages
authors: [lin]
themes: [first]
---

# Averages

The mean value of Ash's numbers [@ash2020], as @tbl-ways, @fig-links and @fig-runs have it.

/// comparison | ways
///

/// chart | links
///

/// timeline | runs
///
""",
    "docs/terms.md": "# Terms\n\n/// glossary\n///\n",
    "docs/taxonomy.yml": """\
facets:
  themes:
    label: Themes
    description: What it is about.
    terms:
      first: {label: Marmot, description: The one theme.}
""",
    "docs/glossary.yml": "Mean value:\n  definition: What a pebble is among stones [@ash2020].\n",
    "docs/tables/ways.yml": """\
title: Ways
as-of: 2026-11-25
columns: [{id: often, label: How often, type: text}]
rows: [{id: ash, label: Ash, works: [ash2020], cells: {often: "Seldom [@ash2020]"}}]
""",
    "docs/charts/links.yml": """\
title: Links
as-of: 2026-11-25
axis: {label: Bandwidth, unit: Mbit/s, scale: log}
series: [{label: Home, points: [{label: Heron, value: 5, cite: "[@ash2020]"}]}]
""",
    "docs/timelines/runs.yml": """\
title: Runs
as-of: 2026-11-25
events: [{label: Otter, date: 2022, cite: "[@beech2021]"}, {label: Last, date: 2024, cite: "[@beech2021]"}]
""",
    "docs/authors.yml": "lin: Lin Linnet\n",
    "bibliography/store.bib": STORE.replace("{ash2020,", "{ash2020,\n  keywords = {themes:first},", 1),
}


def texts(site: Path) -> dict[str, str]:
    """What each file of a site says, by its path; of the books what can be read in them."""
    found = {}
    for file in sorted(site.rglob("*")):
        if file.suffix == ".pdf":
            text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
        elif file.suffix == ".epub":
            with zipfile.ZipFile(file) as epub:
                text = "\n".join(epub.read(name).decode("utf-8", "replace") for name in epub.namelist())
        elif file.is_file():
            text = file.read_text("utf-8", "replace")
        else:
            continue
        found[file.relative_to(site).as_posix()] = text
    return found


def showing(site: dict[str, str], word: str) -> Set[str]:
    return {path for path, text in site.items() if word in text}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """A site before and after all files were changed, built in the same folder one after the other."""
    project = Project(tmp_path_factory.mktemp("followed"), FILES)
    sites = []
    for change in (False, True):
        for file, (old, new, _) in CHANGES.items():
            if change:
                project.edit(file, old, new)
        done = project.survey("build")
        assert done.code == 0, done
        sites.append(texts(project.site))
    return sites[0], sites[1]


@pytest.mark.parametrize("file", CHANGES)
def test_everything_follows_a_data_file(built: tuple[dict[str, str], dict[str, str]], file: str) -> None:
    before, after = built
    old, new, shown = CHANGES[file]
    assert shown - showing(before, old) == set()
    assert showing(after, new) == showing(before, old)
    assert showing(after, old) == showing(before, new) == set()


@pytest.mark.parametrize("file", CHANGES)
def test_a_broken_data_file_leaves_the_site_as_it_was(project: Callable[..., Project], file: str) -> None:
    made = project(FILES)
    made.build()
    before = texts(made.site)
    word, *_ = CHANGES[file]
    for broken in (f"{word}: [", f'a: &a "{word}"\nb: *a\nb: 2\n', "\tx: 1\n", "- 1\n", "\xff"):
        made.write({file: broken.encode("latin-1")})
        done = made.survey("build", "--no-pdf", "--no-epub")
        assert done.code == 1, (broken, done)
        assert f"{file}:" in done.out + done.err
        assert texts(made.site) == before
