"""Rules of links, labels and addresses: places in files of every kind, fixes that hold, and texts of any sort."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_memory import survey_of
from test_laws import MIXTURE, examples
from test_mask import guarded

import livingsurvey
from livingsurvey.check.checker import check
from livingsurvey.edit.fix import fix
from livingsurvey.model.survey import Survey

PIECES = st.sampled_from(
    "[a](gone.md) [a](Index.md) [a](b) [a](./b/) [a](b.html#c) ![a](gone.png) [a](https:/a.org) [a](www.a.org) [a]() "
    "[a](x@a.org) [a](doi:10.1000/1) [a](https://https://a.org) [a](htps://https://a.org) [a](b.md#gone) @fig-gone "
    "[@fig-a;@tbl-b] {#fig-a} {#tbl-b} {#own} [text][gone] [text][r] [^1] [^2] <a\u00a0href='b.md'>x</a> "
    "`[a](gone.md)` "
    '<https:/a.org> ../references/k/ [a](../references/k/) <img\u00a0src="gone.png"> [a](references/index.md#ref-k) '
    "[r]:\u00a0gone.md [^2]:\u00a0x - > | \n \n\n \r\n !!!\u00a0note".split(" ")
).map(lambda piece: piece.replace("\u00a0", " "))
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | MIXTURE


def survey(text: str) -> Survey:
    return survey_of(
        {
            "docs/index.md": text,
            "docs/b.md": "# C\n\n![a](a.png){#fig-a}\n\n[back](index.md)\n",
            "docs/a.png": "",
            "bibliography/a.bib": "@misc{k, title = {A}}\n",
        }
    )


@examples(300)
@given(TEXTS)
def test_no_text_makes_a_rule_fail_and_every_finding_says_where_and_what_to_do(text: str) -> None:
    for found in check(survey(text), select=["REF"]):
        assert "failed" not in found.problem.message
        assert found.problem.hint
        assert 0 <= found.problem.span.start <= found.problem.span.end <= len(found.problem.span.source.text)


@examples(150)
@given(TEXTS)
def test_law_4_safe_fixes_remove_their_problems_and_add_none(text: str) -> None:
    before = check(survey(text), select=["REF"])
    fixed = fix(survey(text), lambda now: check(now, select=["REF"]))
    assert not [left for left in fixed.left if left.problem.fix and left.problem.fix.safe]
    assert len(fixed.left) <= len(before) - len([each for each in before if each.problem.fix and each.problem.fix.safe])
    again = fix(fixed.survey, lambda now: check(now, select=["REF"]))
    assert again.survey.sources == fixed.survey.sources


CRLF = """\
# Größe 😀\r
\r
- ä [a](gone.md) ![b](gone.png) @fig-gone\r
\r
    > 😀 [c](#gone) [d](b/) [e](https:/example.org)\r
\r
| {#fig-a} | [text][gone] |\r
|---|---|\r
"""


def test_places_are_exact_behind_wide_signs_and_line_ends_of_windows() -> None:
    files = {"docs/index.md": CRLF, "docs/b.md": "![b](b.png){#fig-a}\n", "docs/b.png": ""}
    found = [
        (diagnostic.rule.code, *diagnostic.problem.span.position, diagnostic.problem.span.text)
        for diagnostic in livingsurvey.check(survey_of(files), select=["REF"])
    ]
    assert found == [
        ("REF008", 1, 14, "fig-a"),  # in the other file, which comes second in reading order and first by its path
        ("REF001", 3, 9, "gone.md"),
        ("REF003", 3, 23, "gone.png"),
        ("REF004", 3, 34, "fig-gone"),
        ("REF002", 5, 13, "#gone"),
        ("REF006", 5, 24, "b/"),
        ("REF007", 5, 32, "https:/example.org"),
        ("REF005", 7, 5, "fig-a"),
        ("REF009", 7, 21, "gone"),
    ]


SHAPES = [
    *(
        "[a](https://",
        "[a](https:// ",
        "<https:/",
        "[a][b] ",
        "[a][",
        "[^a]",
        "[^1]: ",
        "[a](a@",
        "[a](www.",
        "@fig-a ",
    ),
    *(
        "[a](https://a.",
        "[a](htps://https://",
        "- [^a]:\n",
        "> [a]: b\n",
        "https://https://",
        "{#a} ",
        '<a href="b/"> ',
    ),
    *("[a](b/) ", "![a](b) ", "[a](../", "[a](mailto:", "\\", "(", "[a](doi:10.1/"),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_takes_the_rules_more_than_its_length_deserves(shape: str) -> None:
    with guarded(10):
        check(survey((shape * 20_000)[:20_000]), select=["REF"])


@pytest.mark.parametrize("shape", ["https://", "a.", "www.", "a@", "https://a.", "https:", "10.1/", "(", "mailto:a,"])
def test_no_address_takes_more_than_its_length_deserves(shape: str) -> None:
    with guarded(10):
        check(survey(f"[a](<{shape * 20_000}>)\n\n[b](<https://{shape * 20_000}>)"), select=["REF007"])
