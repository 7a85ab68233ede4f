"""Citations as Pandoc writes them: what is one, what is none, and what its parts are."""

from __future__ import annotations

import pytest
from in_memory import document

from livingsurvey.syntax.markdown.citations import CitationGroup


def groups(text: str) -> tuple[CitationGroup, ...]:
    return document(text).citation_groups


def parts(text: str) -> list[list[tuple[str, str, str]]]:
    """Prefix, key and suffix of each citation, group by group."""
    return [[(found.prefix, found.key, found.suffix) for found in group.citations] for group in groups(text)]


def keys(text: str) -> list[str]:
    return [citation.key for group in groups(text) for citation in group.citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a]", [("", "a", "")]),
        ("[see @a, pp. 3-4; also @b]", [("see", "a", "pp. 3-4"), ("also", "b", "")]),
        ("[@a; @b ;@c]", [("", "a", ""), ("", "b", ""), ("", "c", "")]),
        ("[@a, @b]", [("", "a", ""), ("", "b", "")]),
        ("[@a, p. 3, @b, p. 4]", [("", "a", "p. 3"), ("", "b", "p. 4")]),
        ("[@a chap. 2]", [("", "a", "chap. 2")]),
        ("[e.g., @a and elsewhere]", [("e.g.,", "a", "and elsewhere")]),
        ("[see\n@a,\n  p. 3]", [("see", "a", "p. 3")]),
        ("> [see\n> @a,\n> p. 3]", [("see", "a", "p. 3")]),
        ("[@a;]", [("", "a", "")]),
        ("[**see** @a]", [("**see**", "a", "")]),
    ],
)
def test_a_group_in_brackets_holds_works_with_prefixes_and_suffixes(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    (group,) = groups(text)
    assert not group.narrative
    assert parts(text) == [expected]
    assert group.span.text == text.removeprefix("> ")


def test_a_minus_leaves_the_author_out() -> None:
    (group,) = groups("Ash [-@a; @b; see -@c, p. 3]")
    assert [citation.year_only for citation in group.citations] == [True, False, True]
    assert [citation.span.text for citation in group.citations] == ["-@a", "@b", "-@c"]


@pytest.mark.parametrize(
    ("text", "key", "suffix", "span"),
    [
        ("@a says", "a", "", "@a"),
        ("As @a [p. 5] says", "a", "p. 5", "@a [p. 5]"),
        ("As @a[p. 5] says", "a", "p. 5", "@a[p. 5]"),
        ("(@a)", "a", "", "@a"),
        ("@a's idea", "a", "", "@a"),
        ("*@a*", "a", "", "@a"),
        ("@a, @a.", "a", "", "@a"),
        ("see @a [here](b.md)", "a", "", "@a"),
        ("see @a [3](b.md)", "a", "", "@a"),
        ("see @a[^3]", "a", "", "@a"),
        ("see @a [as they say]", "a", "", "@a"),
        ("see @a [2][r]\n\n[r]: b.md", "a", "", "@a"),
        ("see @a [2]\n\n[2]: b.md", "a", "", "@a"),
        ("see @a [@b, p. 3]", "a", "", "@a"),
    ],
)
def test_a_key_in_the_sentence_is_narrative_and_may_have_a_locator(text: str, key: str, suffix: str, span: str) -> None:
    first = groups(text)[0]
    assert first.narrative
    assert (first.citations[0].key, first.citations[0].suffix, first.span.text) == (key, suffix, span)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@mcmahan2017communication.", "mcmahan2017communication"),
        ("@DBLP:conf/nips/Smith20,", "DBLP:conf/nips/Smith20"),
        ("@a_b-c.d+e;", "a_b-c.d+e"),
        ("@müller2020größe", "müller2020größe"),
        ("@李2020", "李2020"),
        ("@a--b", "a"),
        ("@a..", "a"),
        ("@a&b and", "a&b"),
        ("@a&nbsp;b", "a"),
        ("@{doi:10.1/x(y)}", "doi:10.1/x(y)"),
        ("@2020", "2020"),
        ("[@a]b", "a"),
        ("…@a…", "a"),
        ("“@a”", "a"),
    ],
)
def test_keys_hold_letters_digits_and_single_marks(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "someone@example.org",
        "<someone@example.org>",
        "https://example.org/@someone",
        "https://example.org/@someone/1",
        "[x](https://example.org/@someone)",
        "\\@someone and [\\@someone]",
        "a @ b",
        "@ a",
        "@",
        "[@]",
        "@@a",
        "@{a b}",
        "@-a",
        "`@a` and ``[@a]``",
        "    [@a]",
        "```\n[@a]\n```",
        "<code>@a</code> <pre>[@a]</pre>",
        "<!-- [@a] -->",
        '<img alt="[@a]" src="x">',
        '<a href="b">[@a]</a>',
        "[@a](b.md)",
        "[see @a](b.md 'c')",
        "![@a](b.png)",
        "[![@a](b.png)](c.md)",
        "[see @a][r]\n\n[r]: b.md",
        "[@a][r], [see @a][R]\n\n[r]: b.md",
        "[see @a] [r]\n\n[r]: b.md",
        "[b]: c.md '@a'",
        '[b](c.md "[@a]")',
        "*[HTML]: Language of @a",
        '*b*{title="[@a]"}',
        "$x_{@a}$ and $$[@a]$$",
        "---\ntitle: '@a'\n---\n",
        "see @fig-x, @tbl-x, @eq-x, @sec-x and [@fig-x]",
    ],
    ids=ascii,
)
def test_no_citation_stands_in_code_links_html_addresses_or_formulas(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a]: they write", ["a"]),
        ("[@a]: b.md", ["a"]),
        ("- [ ] read @a\n- [x] read [@b]", ["a", "b"]),
        ("[^1]: see [@a]", ["a"]),
        ("| [@a] | @b |\n|---|---|\n| [@c; @d] | `@e` |", ["a", "b", "c", "d"]),
        ("# On [@a]\n\nB @b\n---\n", ["a", "b"]),
        ("!!! note\n\n    - b\n\n        > [@a]", ["a"]),
        ('??? note "@a"\n    b', ["a"]),
        ("Term @a\n:   See @b", ["a", "b"]),
        ("<div>[@a]</div>\n\n<td>@b</td>", ["a", "b"]),
        ("/// caption\nsee [@a]\n///", ["a"]),
        ("[b [@a] c]", ["a"]),
        ("[@a [@b]", ["a", "b"]),
        ("[b](c.md)[@a]", ["a"]),
        ("[b](https://example.org)[@a]", ["a"]),
        ("https://example.org/b [@a]", ["a"]),
        ("(https://example.org)@a", ["a"]),
        ("[b\n\n@a]", ["a"]),
        ("- [b\n- @a]", ["a"]),
        ("x\\\\\n@a", ["a"]),
        ("@a@b", ["a"]),
        ("[@fig-x; @a]", ["a"]),
    ],
    ids=ascii,
)
def test_citations_stand_wherever_text_does(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_places_are_exact_also_behind_wide_signs_and_in_quotations() -> None:
    text = "---\ntitle: x\n---\n> Größe 😀 [see -@a,\r\n> p. 3; @{b c}; @d]\r\n"
    (group,) = groups(text.replace("{b c}", "{b:c}"))
    first, second, third = group.citations
    assert (first.span.text, first.key_span.text, first.suffix) == ("-@a", "a", "p. 3")
    assert (second.span.text, second.key_span.text) == ("@{b:c}", "b:c")
    assert third.key_span.position == (5, 18)
