"""Files that are not UTF-8: what is said of them, what the fix leaves, and what is never written."""

from collections.abc import Callable

import pytest
from conftest import Project

import livingsurvey
from livingsurvey.check.reporters import text
from livingsurvey.syntax.problem import edited

SURVEY = {"mkdocs.yml": "site_name: Encodings\nplugins: [survey]\n", "docs/index.md": "# Encodings\n"}
SAVE = "save it with the encoding UTF-8"
OPEN = "open it with the encoding that it was written in, and save it as UTF-8; until then it is never edited"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "@misc{a,\n  title = {Größe},\n}\n".encode("latin-1"),
            f"2:14: error[DOC004] this file is not UTF-8, it was read as cp1252; {SAVE}",
        ),
        (
            "@misc{a,\n  author = {Šimek, Zoë},\n  title = {Gr".encode() + b"\xf6sse},\n}\n",
            "3:14: error[DOC004] this character is not UTF-8 as the rest of the file is, it was read as cp1252; "
            + SAVE,
        ),
        (
            "@misc{a,\n  title = {Größe},\n}\n".encode("utf-16"),
            f"1:1: error[DOC004] this file is UTF-16, not UTF-8; {SAVE}",
        ),
        (
            b"@misc{a,\n  title = {\xe9},\n  note = {\x81},\n}\n",
            "2:12: error[DOC004] this file is not UTF-8, it was read as cp1252, but means nothing so at 3:11; " + OPEN,
        ),
    ],
    ids=["latin-1", "pasted", "utf-16", "neither"],
)
def test_the_place_and_the_encoding_are_told(project: Callable[..., Project], data: bytes, expected: str) -> None:
    root = project({**SURVEY, "bibliography/a.bib": data}).root
    survey = livingsurvey.load(root)
    found = livingsurvey.check(survey, select=["DOC004"])
    assert text(found) == f"bibliography/a.bib:{expected}"
    fix = found[0].problem.fix
    source = survey.bibliography.sources[0]
    if "never edited" in expected:
        assert fix is None
        return
    assert fix
    assert fix.safe is ("UTF-16" in expected)
    mended = edited(source, fix.edits)
    assert mended.text == source.text
    (root / source.path).write_bytes(mended.encode())
    assert livingsurvey.check(livingsurvey.load(root), select=["DOC004"]) == ()


def test_what_could_not_be_read_is_never_written_over(project: Callable[..., Project]) -> None:
    data = b"@misc{a,title={\x81}}\n"
    made = project({**SURVEY, "bibliography/a.bib": data})
    done = made.survey("fmt")
    assert "bibliography/a.bib: left as it is: it is not UTF-8" in done.err
    assert (made.root / "bibliography/a.bib").read_bytes() == data
