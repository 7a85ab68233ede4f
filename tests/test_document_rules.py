"""The rules of front matter and outline beyond their cases: what no file system holds, line ends, laws, and speed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_memory import survey_of
from test_laws import DOCUMENTS, EFFORT, MIXTURE, examples

import livingsurvey
from livingsurvey.check.reporters import text as reported
from livingsurvey.edit.fix import fix
from livingsurvey.model.authors import read_authors
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.source import Source

PAGE = "---\ntitle: {}\n---\n\nText.\n"
LENGTH = "extra: {survey: {length: {chapter: {words: [3, 9], references: [1, 2]}}}}\nnav: [index.md]\n"
AUTHORS = "ash: Ann Ash\n"
ACCENT = unicodedata.normalize("NFC", "études.md")


def found(survey: Survey, *codes: str) -> list[str]:
    return [
        f"{each.problem.span} {each.rule.code} {each.problem.message}" for each in livingsurvey.check(survey, codes)
    ]


def page(text: str, path: str = "page.md") -> Survey:
    files = {"mkdocs.yml": f"site_name: Test\n{LENGTH}", f"docs/{path}": text, "docs/authors.yml": AUTHORS}
    survey = survey_of(files)
    return survey_with(survey, Source("docs/authors.yml", AUTHORS))


def survey_with(survey: Survey, source: Source) -> Survey:
    return Survey(survey.settings, (*survey.sources, source), survey.documents)


# ------------------------------------------------------------------------------------------- names on file systems


@pytest.mark.parametrize(
    ("paths", "finding"),
    [
        (["Map.md", "map.md"], "docs/map.md:1:1 DOC011 `map.md` and `Map.md` are one name but for capitals"),
        (
            ["figures/Map.svg", "figures/map.svg"],
            "docs/figures/map.svg:1:1 DOC011 `figures/map.svg` and `figures/Map.svg` are one name but for capitals",
        ),
        (
            ["Privacy/a.md", "privacy/a.md", "privacy/b.md"],
            "docs/privacy/a.md:1:1 DOC011 its folder `privacy` and `Privacy` are one name but for capitals",
        ),
        (
            [ACCENT, unicodedata.normalize("NFD", ACCENT)],
            f"docs/{ACCENT}:1:1 DOC011 `{ACCENT}` and `{unicodedata.normalize('NFD', ACCENT)}`"
            " are one name but for the Unicode form of an accent",
        ),
        (
            [ACCENT, unicodedata.normalize("NFD", ACCENT.upper().replace("MD", "md"))],
            f"docs/{ACCENT}:1:1 DOC011 `{ACCENT}` and `{unicodedata.normalize('NFD', 'ÉTUDES.md')}`"
            " are one name but for capitals and the Unicode form of an accent",
        ),
    ],
    ids=["page", "image", "folder", "accent", "both"],
)
def test_names_that_a_file_system_takes_for_one_are_one_finding(paths: list[str], finding: str) -> None:
    survey = survey_of({f"docs/{path}": PAGE.format(number) for number, path in enumerate(paths)})
    [diagnostic] = livingsurvey.check(survey, ["DOC011"])
    assert found(survey, "DOC011") == [finding]
    assert [span.source.path for span in diagnostic.problem.related] == [f"docs/{min(paths)}"]


def test_names_that_only_look_alike_are_several() -> None:
    paths = ["a.md", "a-.md", "b/a.md", "strasse.md", "straße.md", "a.svg", "index.md", "b/index.md"]
    assert found(survey_of({f"docs/{path}": PAGE.format(path) for path in paths}), "DOC011") == []


# ------------------------------------------------------------------------------------------------------- line ends


def test_places_and_fixes_are_right_in_a_file_of_windows() -> None:
    survey = page(
        "---\r\ntitle: Page\r\nserched: 2026-01-01\r\ndue: 2026/3/4\r\n---\r\n\r\n## A\r\n\r\n#### B\r\n\r\nT.\r\n"
    )
    assert found(survey, "DOC001", "DOC006", "DOC008") == [
        "docs/page.md:3:1 DOC001 `serched` means nothing in a front matter",
        "docs/page.md:4:6 DOC001 `2026/3/4` is no date",
        "docs/page.md:9:1 DOC006 this heading of level 4 follows one of level 2",
    ]
    mended = fix(survey, livingsurvey.check, unsafe=True).survey.chapters[0].source.text
    assert mended.startswith("---\r\ntitle: Page\r\nsearched: 2026-01-01\r\ndue: 2026-03-04\r\n---\r\n")
    assert "### B\r\n" in mended


def test_an_open_front_matter_is_closed_with_the_line_end_of_its_file() -> None:
    survey = page("---\r\ntitle: Page\r\n\r\nText.\r\n")
    mended = fix(survey, lambda survey: livingsurvey.check(survey, ["DOC014"]), unsafe=True).survey
    assert mended.chapters[0].source.text == "---\r\ntitle: Page\r\n---\r\n\r\nText.\r\n"


def test_a_second_mark_of_byte_order_hides_a_front_matter() -> None:
    source = Source.decode("docs/page.md", "\ufeff\ufeff---\ntitle: Page\n---\n".encode())
    survey = Survey(page("").settings, (source,), frozenset({"page.md"}))
    assert found(survey, "DOC002", "DOC014") == [
        "docs/page.md:1:2 DOC014 this front matter does not begin on the first line"
    ]
    mended = fix(survey, livingsurvey.check, unsafe=True).survey.chapters[0].source
    assert (mended.text, mended.bom) == ("---\ntitle: Page\n---\n", True)


def test_a_page_that_the_navigation_misspells_is_named_rightly() -> None:
    nav = "nav:\r\n  - Home: index.md\r\n  - Attacks: privacy/atacks.md\r\n"
    files = {"mkdocs.yml": nav, "docs/index.md": PAGE.format("Home"), "docs/privacy/attacks.md": PAGE.format("Attacks")}
    survey = survey_of(files)
    assert found(survey, "DOC") == ["mkdocs.yml:3:14 DOC003 there is no page `privacy/atacks.md`"]
    mended = fix(survey, lambda survey: livingsurvey.check(survey, ["DOC"]), unsafe=True).survey
    assert mended.settings.source.text == nav.replace("atacks", "attacks")
    assert found(mended, "DOC") == []


# ------------------------------------------------------------------------------------------------- authors.yml


def test_people_are_read_in_both_forms() -> None:
    authors = read_authors(
        Source(
            "docs/authors.yml",
            "authors:\n  ash:\n    name: Ann Ash\n    affiliation: A place\n"
            "    orcid: https://orcid.org/0000-0002-1825-0097\n  beech: Bob Beech\n",
        )
    )
    assert authors.problems == ()
    assert [(author.id, author.name) for author in authors.people.values()] == [
        ("ash", "Ann Ash"),
        ("beech", "Bob Beech"),
    ]
    assert (authors.people["ash"].affiliation, authors.people["ash"].orcid) == ("A place", "0000-0002-1825-0097")


def test_somebody_may_be_called_authors() -> None:
    for text in ("authors: The Authors\n", "authors:\n  name: The Authors\n"):
        read = read_authors(Source("docs/authors.yml", text))
        assert [(author.id, author.name) for author in read.people.values()] == [("authors", "The Authors")]


@pytest.mark.parametrize("text", ["# nobody yet\n", "authors:\n"])
def test_a_file_without_people_knows_nobody(text: str) -> None:
    read = read_authors(Source("docs/authors.yml", text))
    assert (read.people, read.problems) == ({}, ())


# ------------------------------------------------------------------------------------------------------------ laws

FACTS = st.sampled_from([
    "title: Page", "Title: Page", "tilte: 3", "description: ", "kind: part", "kind: Part", "Kind: prat",
    'status: "DRAFT"', "serched: 2026-1-2", "searched: 2026-01-02", "due: '2025/02/31'", "due: 2025.3.4", "author: ash",
    "authors: ash, beech", "authors: [ahs, 3]", "checked: ", "checked: x", "challenges: privacy", "Challenges: a: b",
    "challenges: {a: b}", "perspectives: &x law", "tags: *x", "mine: 1", "- item", "  more", "# A", "---", "", "'open",
    "search: 3", "retire: x",
])  # fmt: skip
FRONTS = st.builds(
    lambda before, opening, facts, closing, body: f"{before}{opening}\n" + "\n".join([*facts, closing, body]),
    st.sampled_from(["", "", "", "\n", " \n", "\ufeff", "<!-- x -->\n"]),
    st.sampled_from(["---", "---", "---", "----", ""]),
    st.lists(FACTS, max_size=6, unique=True),
    st.sampled_from(["---", "---", "---\n", "", "----", "..."]),
    st.sampled_from(["", "Text.\n", "# A\n\n# A\n", "\n## A\n\n#### B\n\n## A\n\nT\n---\n"]),
)


@examples(200)
@given(FRONTS | MIXTURE | DOCUMENTS)
def test_law_no_rule_fails_on_any_page_and_every_place_is_in_its_text(text: str) -> None:
    for diagnostic in livingsurvey.check(page(text), ["DOC"]):
        problem = diagnostic.problem
        assert "failed:" not in problem.message, problem.message
        for span in (problem.span, *problem.related):
            assert 0 <= span.start <= span.end <= len(span.source.text)
        assert reported([diagnostic])


@examples(300)
@given(FRONTS)
def test_law_4_a_safe_fix_removes_its_finding_and_makes_none(text: str) -> None:
    survey = page(text)
    before = livingsurvey.check(survey, ["DOC"])
    result = fix(survey, lambda survey: livingsurvey.check(survey, ["DOC"]), unsafe=False)
    after = livingsurvey.check(result.survey, ["DOC"])
    assert not any(each.problem.fix and each.problem.fix.safe for each in after)
    mended = sum(bool(each.problem.fix and each.problem.fix.safe) for each in before)
    assert len(after) <= len(before) - mended


@pytest.mark.parametrize(
    "piece",
    [
        "<!--", "<!-- x", "---\n", "----", "- - ", "_ ", "> ", "# A\n", "## A\n#### B\n", "###### ", "a: b\n", "#\n",
        "# x {#", "{", "{a ", "<h1 ", "[^a", "*[a", "!!! a", "|-", "| a |\n|---|\n", "- | a |\n  |---|\n", "_", "x ",
        "---\ntitle: x\n", "\ufeff", "Title: x\n", "- ---\n",
    ],
)  # fmt: skip
def test_pages_of_one_piece_over_and_over_are_judged_in_time(piece: str) -> None:
    # Anything slower than linear would not come back from these within the patience of a test run.
    for head in ("", "---\ntitle: Page\n"):
        livingsurvey.check(page(head + piece * (20_000 * EFFORT // len(piece))), ["DOC"])


def test_front_matter_in_a_file_of_an_old_mac_is_closed_with_its_line_ends() -> None:
    before = page("---\rtitle: Page\r\rText.\r")
    after = fix(before, lambda survey: livingsurvey.check(survey, ["DOC014"]), unsafe=True)
    assert [source.text for _, source in after.changed] == ["---\rtitle: Page\r---\r\rText.\r"]
    assert not after.barred
    assert not after.left
    assert after.survey.chapters[0].title == "Page"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("my chapter.md", "my chapter.md"),
        ("[my] chapter.md", '"[my] chapter.md"'),
        ("my: chapter.md", '"my: chapter.md"'),
    ],
)
def test_a_page_that_was_meant_is_named_as_yaml_reads_it(name: str, written: str) -> None:
    survey = survey_of({"mkdocs.yml": "site_name: T\nnav: [my-chapter.md]\n", f"docs/{name}": PAGE.format("Mine")})
    after = fix(survey, lambda survey: livingsurvey.check(survey, ["DOC003"]), unsafe=True)
    assert after.survey.settings.source.text == f"site_name: T\nnav: [{written}]\n"
    assert not after.barred


def test_a_name_that_cannot_be_written_is_guessed_and_not_put_in() -> None:
    survey = survey_of({"mkdocs.yml": "nav: [chapter.md]\n", "docs/chapter\udcff.md": PAGE.format("Mine")})
    (problem,) = (each.problem for each in livingsurvey.check(survey, ["DOC003"]))
    assert problem.fix is None
    assert "chapter" in problem.hint
