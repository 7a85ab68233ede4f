"""Whatever files a survey is made of: the checker ends in order, every format can be read, and --fix comes to rest."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from conftest import Project, contents
from hypothesis import given
from hypothesis import strategies as st
from test_laws import DOCUMENTS, MIXTURE, examples

CASES = [file.read_text("utf-8") for file in sorted((Path(__file__).parent / "cases").glob("*.md"))]
BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.M | re.S)
FOUND = [(name, text) for case in CASES for name, text in BLOCK.findall(case)]


def written(ending: str) -> st.SearchStrategy[str]:
    """Files as the rules' cases have them, one or some in a row, at times with something put in or taken out."""
    several = st.lists(st.sampled_from([text for name, text in FOUND if name.endswith(ending)]), min_size=1, max_size=3)
    return st.tuples(several.map("\n".join), MIXTURE | st.just(""), st.integers(0, 200), st.integers(0, 9)).map(
        lambda made: made[0][: made[2]] + made[1] + made[0][made[2] + made[3] :]
    )


def encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Bytes of a text in some encoding, with some line ends; and bytes of no text at all."""
    ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
    encodings = st.sampled_from(["utf-8"] * 5 + ["utf-8-sig", "utf-16", "cp1252"])
    made = st.tuples(texts, ends, encodings)
    return made.map(lambda each: each[0].replace("\n", each[1]).encode(each[2], "replace")) | st.binary(max_size=40)


SCALARS = st.sampled_from(
    "null true 5 1.5 2026-01-01 text '' [] {} . ./ .. /etc/passwd docs/index.md *.bib BIB CIT001 XXX [CIT,5] [[a]] "
    "{a:\u00a0b} {docs/*.md:\u00a0CIT} {REF:\u00a0error} {chapter:\u00a0{words:\u00a0[3,5]}} !ENV\u00a0X "
    "!!python/name:os.system '[' '(a+)+$' *a &b\u00a0[*b]".split(" ")
).map(lambda text: text.replace("\u00a0", " "))
OWN = "bibliography style select ignore per-file-ignores severity baseline length managed key-pattern other".split()
SETTINGS = st.tuples(
    st.dictionaries(st.sampled_from(OWN), SCALARS, max_size=3),
    st.dictionaries(st.sampled_from("docs_dir exclude_docs plugins markdown_extensions extra nav".split()), SCALARS),
).map(
    lambda made: (
        "a: &a index.md\n"
        + "".join(f"{name}: {value}\n" for name, value in made[1].items())
        + ("extra: {survey: {" + ", ".join(f"{name}: {value}" for name, value in made[0].items()) + "}}\n") * (
            "extra" not in made[1]
        )
    )
)  # fmt: skip
MARKDOWN = encoded(written(".md") | MIXTURE | DOCUMENTS)
FILES = st.fixed_dictionaries(
    {
        "mkdocs.yml": encoded(SETTINGS | written(".yml")),
        "docs/index.md": MARKDOWN,
        "bibliography/a.bib": encoded(written(".bib")),
    },
    optional={
        "docs/part/a.md": MARKDOWN,
        "docs/[a](b): c.md": MARKDOWN,
        "docs/authors.yml": encoded(written("authors.yml")),
        "docs/a.svg": encoded(written(".svg")),
        "CITATION.cff": encoded(SETTINGS),
        "survey-baseline.json": st.binary(max_size=9) | st.just(b'{"version": 1, "findings": [{}]}'),
    },
)  # fmt: skip


def kept(project: Project) -> dict[str, bytes]:
    return {name: data for name, data in contents(project.root).items() if not name.startswith(".cache")}


@examples(60)
@given(FILES)
def test_law_garbage_is_checked_and_mended_in_order(files: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), files)
        done = {form: project.survey("check", "--output-format", form) for form in ("text", "json", "github", "sarif")}
        assert len({each.code for each in done.values()}) == 1
        assert kept(project) == files
        if done["text"].code == 2:
            assert {each.err.count("\n") for each in done.values()} == {1}
            return
        json.loads(done["sarif"].out)
        told = json.loads(done["json"].out)["diagnostics"]
        assert not [found for found in told if "fault of the tool" in found["hint"]]
        for unsafe in ([], ["--unsafe-fixes"]):
            assert project.survey("check", "--fix", *unsafe).code in (0, 1)
            after = kept(project)
            assert after.keys() == files.keys()
            again = project.survey("check", "--fix", *unsafe)
            assert kept(project) == after
            assert "Fixed" not in again.out
