"""How many words of running text a page has."""

from __future__ import annotations

import pytest
from in_memory import document

from livingsurvey.syntax.markdown.word_count import word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("---\ntitle: Not these words\n---\n\nTwo words.\n", 2),
        ("# One\n\nTwo\n\nThree\n=====\n", 3),
        ("Well-known work, 3 figures -- and *more* …\n", 6),
        ("Shown [see @a, pp. 3-4; @b] by @a [p. 5].\n", 2),
        ("It is $x + y$ or $$\nx = y\n$$ here.\n", 4),
        ("Use `some code` here.\n\n```\nmore code\n```\n", 2),
        ("See [these two](a.md 'a title') and <https://example.org/a> or [that][r].\n\n[r]: b.md 'a title'\n", 6),
        ("![no word](a.png){ width=300 }\n\nOne <b class='x'>bold</b>.\n", 2),
        ("One[^1].\n\n[^1]: Two three.\n", 3),
        ('!!! note "One two"\n\n    Three.\n\n=== "Four"\n\n    Five.\n', 5),
        ("!!! danger\n\n    One.\n", 1),
        ("- one\n- [ ] two\n    1. three\n\n> four\n", 4),
        ("Term\n:   Meaning of it\n", 4),
        ("One.\n\n*[DP]: differential privacy\n", 1),
        ("One <!-- not this --> two.\n\n<!-- nor\nthis -->\n", 2),
        ("/// table-caption\nOne two.\n///\n", 2),
    ],
)
def test_words_are_what_a_reader_reads(text: str, words: int) -> None:
    assert word_count(document(text)) == words
    assert word_count(document(text.replace("\n", "\r\n"))) == words


@pytest.mark.parametrize("lead", ["", "    "], ids=["alone", "in a list"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_tables_are_not_counted_but_what_stands_around_them_is(lead: str, end: str) -> None:
    rows = ["| not | these |", "|:--|--:|", "| not | these |", "| nor | these |"]
    lines = ["- One." if lead else "One.", "", *(lead + row for row in rows), "", f"{lead}Two | three.", "", "## Four"]
    assert word_count(document(end.join(lines) + end)) == 4


def test_a_list_of_single_lines_is_no_table() -> None:
    assert word_count(document("One | two\n\n- |-|\n- three\n")) == 3
