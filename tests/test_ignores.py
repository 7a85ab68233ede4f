"""Remarks that silence rules: where they count, what they are about, and that any text can be searched for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import survey_of

import livingsurvey
from livingsurvey.edit.fix import fix
from livingsurvey.syntax import ignores
from livingsurvey.syntax.bibtex import scan
from livingsurvey.syntax.bibtex.format import formatted
from livingsurvey.syntax.markdown import Document
from livingsurvey.syntax.remark import Remark
from livingsurvey.syntax.source import Source

KINDS: Mapping[str, Callable[[Source], Iterator[Remark]]] = {
    "md": lambda source: ignores.in_markdown(Document(source)),
    "bib": lambda source: ignores.in_bibtex(scan(source)),
    "yml": ignores.in_yaml,
    "svg": ignores.in_svg,
}


def remarks(path: str, text: str) -> list[Remark]:
    return list(KINDS[path.rpartition(".")[2]](Source(path, text)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "text", "region"),
    [
        ("a.md", "one\ntwo <!-- survey: ignore X1 --> three\nfour\n", "two <!-- survey: ignore X1 --> three"),
        ("a.md", "<!-- survey: ignore X1 -->\none\ntwo\n\nthree\n", "<!-- survey: ignore X1 -->\none\ntwo"),
        ("a.md", "<!-- survey: ignore X1 -->\n\n\n# Head\ntext\n", "<!-- survey: ignore X1 -->\n\n\n# Head"),
        ("a.md", "> <!-- survey: ignore X1 -->\n> a\n> b\n>\n> c\n", "> <!-- survey: ignore X1 -->\n> a\n> b"),
        ("a.md", "- a\n\n    <!-- survey: ignore X1 -->\n    b\n\n    c\n", "    <!-- survey: ignore X1 -->\n    b"),
        ("a.md", "| a | b |\n| - | - |\n| 1 | <!-- survey: ignore X1 --> |\n", "| 1 | <!-- survey: ignore X1 --> |"),
        ("a.md", "one\n\n<!-- survey: ignore X1 -->\n", "<!-- survey: ignore X1 -->"),
        ("a.md", "<!-- survey: ignore\nX1: over\nlines -->\none\n", "<!-- survey: ignore\nX1: over\nlines -->\none"),
        ("a.md", "---\na: 1 # survey: ignore X1\nb: 2\n---\n", "a: 1 # survey: ignore X1"),
        (
            "a.md",
            "---\n# survey: ignore X1\na:\n  - 1\n\n  - 2\nb: 2\n---\n",
            "# survey: ignore X1\na:\n  - 1\n\n  - 2",
        ),
        ("a.yml", "a:\n  # survey: ignore X1\n  b:\n    c\n  d: 1\n", "  # survey: ignore X1\n  b:\n    c"),
        ("a.bib", "@misc{a}\n\n% survey: ignore X1\n% more\n@misc{b}\n", "% survey: ignore X1\n% more\n@misc{b}"),
        ("a.bib", "@misc{a,\n year = 1} % survey: ignore X1\n@misc{b}\n", "@misc{a,\n year = 1} % survey: ignore X1"),
        ("a.bib", "% survey: ignore X1\n\n@misc{b}\n", "% survey: ignore X1"),
        ("a.bib", "@misc{a,\n year = 1, % survey: ignore X1\n note = {n}}\n", " year = 1, % survey: ignore X1"),
        ("a.bib", "@misc{a,\n year = }\n% survey: ignore X1\n@misc{b}\n", "% survey: ignore X1\n@misc{b}"),
        ("a.svg", "<svg>\n<!-- survey: ignore X1 -->\n<script/>\n<a/></svg>", "<!-- survey: ignore X1 -->\n<script/>"),
    ],
)
def test_a_remark_is_about_its_line_or_the_block_below(path: str, text: str, region: str, end: str) -> None:
    if text.startswith("---"):
        end = end.replace("\r", "\r\n", 1).replace("\n\n", "\n")  # MkDocs knows no front matter with lone CRs
    [found] = remarks(path, text.replace("\n", end))
    assert found.region.text == region.replace("\n", end)
    assert [code.text for code in found.codes] == ["X1"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("survey: ignore A1", ["A1"]),
        ("survey:ignore A1,B2", ["A1", "B2"]),
        ("survey: ignore A1, B2 C: a reason: and another, D4", ["A1", "B2", "C"]),
        ("survey: ignore", []),
        ("survey: ignore : no code", []),
    ],
)
def test_codes_end_with_a_colon(words: str, codes: list[str]) -> None:
    for path, text in (("a.md", f"x <!-- {words} -->"), ("a.bib", f"% {words}"), ("a.yml", f"a: 1 # {words}")):
        [found] = remarks(path, text)
        assert [code.text for code in found.codes] == codes


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "`<!-- survey: ignore X1 -->`\n"),
        ("a.md", "```md\n<!-- survey: ignore X1 -->\n```\n"),
        ("a.md", "text\n\n    <!-- survey: ignore X1 -->\n"),
        ("a.md", "- item\n\n        <!-- survey: ignore X1 -->\n"),
        ("a.md", "<!-- survey: ignored X1 --> <!-- please survey: ignore X1 --> survey: ignore X1\n"),
        ("a.md", "<!-- survey: ignore X1\n"),
        ("a.md", "% survey: ignore X1\n# survey: ignore X1\n"),
        ("a.md", "---\na: 'x # survey: ignore X1'\nb: |\n  # survey: ignore X1\n---\n"),
        ("a.bib", "@misc{a, note = {x % survey: ignore X1\n}}\n@comment{% survey: ignore X1\n}\n"),
        ("a.yml", "a: x# survey: ignore X1\n"),
    ],
)
def test_what_is_no_comment_silences_nothing(path: str, text: str) -> None:
    assert remarks(path, text) == []


PIECES = ["<!-- survey: ignore X1 -->", "% survey: ignore X1", "# survey: ignore X1", "<!--", "-->", "survey: ignore"]
PIECES += [
    "`",
    "```",
    "\n",
    "\r\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "# a",
    "| a |",
    "@misc{a,",
    "}",
    "a: ",
    "'",
    "---\n",
    ":",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_remarks_of_any_text_lie_within_what_they_are_about(text: str) -> None:
    for kind in KINDS:
        for found in remarks(f"a.{kind}", text):
            assert found.region.holds(found.span)
            assert all(found.span.holds(code) for code in found.codes)
            assert "survey:" in found.span.text


def test_a_remark_stays_at_its_entry_when_the_file_is_sorted() -> None:
    text = (
        "% survey: ignore X3\n@misc{d,\n  year = {4},\n}\n\n@misc{b,\n  year = {2},\n}\n\n"
        "% survey: ignore X1\n@misc{c,\n  year = {3},\n}\n\n@misc{a,\n  year = {1},\n} % survey: ignore X2\n"
    )

    def regions(text: str) -> dict[str, str]:
        return {found.codes[0].text: found.region.text for found in remarks("a.bib", text)}

    after = formatted(Source("a.bib", text)).text
    assert regions(after) == regions(text)
    assert list(regions(after)) == ["X2", "X1", "X3"]


def test_the_heading_of_a_file_stays_where_it_is() -> None:
    text = "% Works on clocks\n@misc{b,\n  year = {2},\n}\n\n@misc{a,\n  year = {1},\n}\n"
    assert formatted(Source("a.bib", text)).text.startswith("% Works on clocks\n@misc{a,")


def test_a_remark_within_a_comment_is_a_part_of_that() -> None:
    text = "<!-- not\n\nyet: <!-- survey: ignore CIT001 -->\n\nText.\n"
    assert list(KINDS["md"](Source("docs/index.md", text))) == []


@pytest.mark.parametrize(("before", "safe"), [("<!-- a ", False), ("<!-- a --> ", True), ("", True)])
def test_taking_out_a_remark_that_keeps_a_comment_from_going_on_is_not_safe(before: str, safe: bool) -> None:
    survey = survey_of({"docs/index.md": f"Text {before}<!-- survey: ignore CIT001 --> and --> more.\n"})
    (found,) = livingsurvey.check(survey, ["CFG002"])
    assert found.problem.fix
    assert found.problem.fix.safe is safe


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one <!-- survey: ignore CIT001 --> two", "one two"),
        ("one <!-- survey: ignore CIT001 -->two", "one two"),
        ("one<!-- survey: ignore CIT001 --> two", "one two"),
        ("one <!-- survey: ignore CIT001 -->", "one"),
        ("<!-- survey: ignore CIT001 --> *one*", "*one*"),
        ("one<!-- survey: ignore CIT001 -->two", None),
        ("<!-- survey: ignore CIT001 --> 1. one", None),
    ],
)
def test_an_idle_remark_goes_safely_where_it_brings_nothing_together(before: str, after: str | None) -> None:
    survey = survey_of({"docs/index.md": f"---\ntitle: T\n---\n\n{before}\n"})
    mended = fix(survey, lambda survey: livingsurvey.check(survey, ["CFG002", "CIT001"]))
    assert [new.text.splitlines()[-1] for _, new in mended.changed] == ([after] if after else [])
