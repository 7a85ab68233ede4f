"""What of a Markdown text is prose and what is code, compared with what Python-Markdown makes of it."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import lxml.html
import pytest
from in_memory import document, engine

from livingsurvey.syntax.markdown.mask import blanked, body_start, formulas, front_matter, mask

_WORD = re.compile(r"\b[CP]\d+\b")


def code_words(text: str) -> set[str]:
    """The words C1, P2, ... that Python-Markdown sets as code."""
    tree = lxml.html.fromstring(f"<div>{engine().convert(text)}</div>")
    return {
        word
        for element in tree.xpath(".//code | .//pre")
        for word in _WORD.findall(" ".join(map(str, element.itertext())))
    }


# In each text C1, C2, ... are code and P1, P2, ... are prose.
TEXTS = {
    "indented": "P1\n\n    C1\n\n    C2\n\nP2\n",
    "indented by a tab": "P1\n\n\tC1\n",
    "indented inside a paragraph": "P1\n    P2\n",
    "indented behind a heading": "# P1\n    C1\n",
    "indented behind a rule": "***\n    C1\n",
    "underlined heading": "P1\n---\n    C1\n",
    "second paragraph of an item": "- P1\n\n    P2\n\n        C1\n\n    P3\n\nP4\n",
    "second paragraph of a numbered item": "1. P1\n\n    P2\n\n        C1\n",
    "item with two spaces": "- P1\n\n  P2\n\n    C1\n",
    "nested items": "- P1\n    - P2\n        - P3\n\n            P4\n\n                C1\n",
    "items beside one another though indented": "- P1\n  - P2\n\n        C1\n",
    "parenthesis makes no item": "1) P1\n\n    C1\n",
    "no list without a blank line": "P1\n- P2\n\n    C1\n",
    "behind a list": "- P1\n\nP2\n\n    C1\n",
    "admonition": "!!! note\n    P1\n\n    P2\n\n        C1\n\nP3\n\n    C2\n",
    "admonition with code first": "!!! note\n\n        C1\n",
    "admonition right below a paragraph": 'P1\n!!! note "x"\n\n    P2\n',
    "no admonition": "!!! Really? P1\n\n    C1\n",
    "foldable": '??? note "x"\n\n    P1\n\n        C1\n',
    "list in an admonition": "!!! note\n    - P1\n\n        P2\n\n            C1\n",
    "admonition in a list": "- P1\n\n    !!! note\n        P2\n\n            C1\n",
    "tab": '=== "A"\n\n    P1\n\n        C1\n\n=== "B"\n\n    P2\n',
    "fence in a tab": '=== "A"\n\n    ```py\n    C1\n    ```\n\n    P1\n',
    "footnote": "P1[^1]\n\n[^1]: P2\n\n    P3\n\n        C1\n",
    "definition": "Term\n:   P1\n\n    P2\n\n        C1\n",
    "quotation": "> P1\n>\n>     C1\n>\n> P2\n",
    "list in a quotation": "> - P1\n>\n>     P2\n>\n>         C1\n",
    "fence": "P1\n\n```\nC1\n\nC2\n```\n\nP2\n",
    "fence right below a paragraph": "P1\n```python\nC1\n```\nP2\n",
    "tildes": "~~~\nC1\n```\nC2\n~~~\nP1\n",
    "longer fence": "````\n```\nC1\n```\n````\nP1\n",
    "other length closes nothing": "```\nC1\n````\nC2\n```\nP1\n",
    "fence with attributes": '``` {.python title="a"}\nC1\n```\nP1\n',
    "fence with title and lines": '```py title="a b" hl_lines="1 2"\nC1\n```\nP1\n',
    "no fence: more words": "```a b c\nP1\n\nP2\n",
    "never closed": "```\nP1\n\nP2\n",
    "never closed inside a quotation": "> ```\n> P1\n\nP2\n",
    "fence in a list": "- P1\n\n    ```\n    C1\n\n    C2\n    ```\n\n    P2\n",
    "fence in a list, tight": "- P1\n    ```\n    C1\n    ```\n    P2\n",
    "fence in a quotation": "> ```\n> C1\n> ```\n> P1\n",
    "fence indented as code": "    ```\n    C1\n    ```\n\nP1\n",
    "fence with a line too far left": "  ```\n  P1\n P2\n\n  ```\nP3\n",
    "backticks": "`C1` P1 ``C2 ` C3`` P2\n",
    "backticks over two lines": "P1 `C1\nC2` P2\n",
    "backticks over two paragraphs": "`P1\n\nP2`\n",
    "backticks over two items": "- `P1\n- P2` P3\n",
    "backticks over a heading": "# `P1\nP2`\n",
    "escaped backtick": "\\`P1\\` \\\\`C1` P2\n",
    "backslash in code": "`C1\\` P1 `C2`\n",
    "unequal backticks": "```C1`` P1\n",
    "code in cells": "| a | b |\n|---|---|\n| `C1` | P1 |\n| `C2 | C3` | P2 |\n",
    "one cell does not reach into the next row": "| a | b |\n|---|---|\n| `P1 | P2 |\n| P3 | P4` |\n",
    "comment": "<!-- `x -->\n\nP1 ` P2\n\n    C1\n",
    "comment in a sentence": "P1 <!-- x --> P2 `C1`\n",
    "code that a comment holds": "P1 <!-- `C1 --> C2` P2\n",
    "comment that code holds": "`C1 <!-- C2` P1 --> P2\n",
    "raw HTML": "<div>\n\n    P1\n\n</div>\n\n    C1\n",
    "Markdown in HTML": "<div markdown>\n\n- P1\n\n    P2\n\n</div>\n",
    "table and code behind it": "| a |\n|---|\n| P1 |\n\n    C1\n",
    "carriage returns": "P1\r\n\r\n    C1\r\n\r\n- P2\r\n\r\n    P3\r\n\r\n```\r\nC2\r\n```\r\n",
    "blank lines with blanks": "- P1\n  \n    P2\n \t \n        C1\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_code_is_what_python_markdown_sets_as_code(text: str) -> None:
    words = set(_WORD.findall(text))
    assert code_words(text) == {word for word in words if word[0] == "C"}  # the example says what it claims to say
    assert set(_WORD.findall(mask(text))) == {word for word in words if word[0] == "P"}


def test_html_that_quotes_verbatim_is_code_but_for_its_tags() -> None:
    text = '<pre id="a">one</pre> <code>two</code> <kbd>three</kbd> four <script>five</script>'
    hidden = mask(text)
    assert hidden.split() == ["<pre", 'id="a">', "</pre>", "<code>", "</code>", "<kbd>", "</kbd>", "four",
                              "<script>", "</script>"]  # fmt: skip
    assert mask("a <code> b\n\nc </code> d") == "a <code> b\n\nc </code> d"


def test_front_matter_is_no_text() -> None:
    text = "---\ntitle: `a`\n---\n`b` c\n"
    assert mask(text).split() == ["c"]
    assert text[slice(*front_matter(text) or ())] == "title: `a`\n"
    assert text[body_start(text) :] == "`b` c\n"


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("---\n---\nx", None),
        ("---\n\n---\nx", None),
        ("---\n\n# A\n\n---\n", None),
        ("---\r\na: 1\r\n---\r\nx", "a: 1\r\n"),
        ("---\na: 1\n...\nx", "a: 1\n"),
        ("---\na: 1\n---", "a: 1\n"),
        ("--- \t\na: |\n  ----\n---  \nx", "a: |\n  ----\n"),
        ("\n---\na: 1\n---\n", None),
        (" ---\na: 1\n---\n", None),
        ("---\na: 1\n", None),
        ("----\na: 1\n----\n", None),
        ("", None),
    ],
)
def test_front_matter_stands_between_two_rules_at_the_very_beginning(text: str, matter: str | None) -> None:
    found = front_matter(text)
    assert (text[slice(*found)] if found else None) == matter


FORMULAS = {
    "$a$ and $b+c$": ["a", "b+c"],
    "$$a$$": ["a"],
    "$$\na\n= b\n$$": ["\na\n= b\n"],
    "($a$), $a$.": ["a", "a"],
    "$a\nb$": ["a\nb"],
    "$\\$5$": ["\\$5"],
    "costs $5 and $6": [],
    "costs $5, or US$6": [],
    "\\$a$ b": [],
    "$ a$ $a $": [],
    "$$ a $ b $$": [],
    "$a\n\nb$": [],
    "$$a\n\nb$$": [],
    "$$$a$$$": [],
    "$a$$b$$c$": ["b"],
    "$$a$$ $b$ $$c$$": ["a", "b", "c"],
    "$": [],
    "`$a$` and $b$": ["b"],
    "```\n$a$\n```\n\n$b$": ["b"],
    "<code>$a$</code> <pre>$b$</pre>": [],
    "- costs $5\n- or 6$ then": [],
    "- $a$\n- $b$": ["a", "b"],
    "| $a$ | $b|c$ |\n|---|---|": ["a", "b|c"],
    "> $$\n> a\n> $$": ["\n> a\n> "],
    "[x](https://example.org/?$filter=a&$top=b)": [],
    "https://example.org/?$filter=a&$top=b and $c$": ["c"],
    "$\\href{https://example.org}{x}$": ["\\href{https://example.org}{x}"],
    "!!! note\n    $a$\n\n        $b$": ["a"],
}


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_formulas_stand_between_dollars_that_are_not_money(text: str) -> None:
    assert [tex for _, tex, _ in document(text).formulas] == FORMULAS[text]


def test_two_dollars_display_a_formula() -> None:
    text = "a $b$ c $$d$$ e"
    assert formulas(text) == [(2, 5, "b", False), (8, 13, "d", True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>one</b> <br/> two", "one two"),
        ('<img alt="a > b" src="x"> one', "one"),
        ("<img alt='a\nb'> one", "one"),
        ("x < y and z > w", "x < y and z > w"),
        ("<https://example.org/a> <someone@example.org> one", "one"),
        ("see https://example.org/@a, then", "see then"),
        ("see www.example.org/a(b) then", "see then"),
        ("(see https://example.org)[one]", "(see )[one]"),
        ('<a href="x">one</a> <a id="y"></a> two', "two"),
        ('<a id="y"/> one\n\ntwo', "one two"),
        ('<a href="x"> one\n\ntwo', "one two"),
        ("<svg><text>one</text></svg> <math><mi>x</mi></math> two", "two"),
        ("<!-- one --> two", "two"),
        ("a <!-- one", "a <!-- one"),
        ("$one$ two", "two"),
    ],
)
def test_prose_is_without_tags_addresses_and_formulas(text: str, words: str) -> None:
    prose = document(text).prose
    assert len(prose) == len(text)
    assert prose.split() == words.split()


def test_blanked_places_may_overlap_and_stand_in_any_order() -> None:
    assert blanked("0123\n56789", [(6, 8), (1, 7), (2, 3)]) == "0   \n  89".replace("\n  ", "\n   ")
    assert blanked("ab", []) == "ab"


# Texts of a few signs, repeated: what a contributor's mistake or malice may send.
SHAPES = [
    *("`", "` ", "``a` ", "\\`", "\\", "[", "]", "[a](", "![", "[^", "<a", "<a>", '<a href="x">', "<!--", "-->"),
    *("$", "$ x", "$$a ", "$a$ ", "> ", ">", "- ", "- a\n", "1. a\n\n", "#", "# a\n", "# a\n\n", "***\n", "---\n"),
    *("<!--\n", "- - ", "<p>\n\n"),
    *("@", "@a ", "[@a ", "[@a] ", "[@a;", "[@a, ", "@a [1] ", "@{", "{", '{a="', "{#a ", "_a ", "*a ", "# *a", "# `a"),
    *("http://", "www.", "<a@", "(", "[r]: a\n", "[x][r] ", "<div>\n", "<div></div>", "<pre></pre>", "<code>"),
    *("```\n", "~~~ x\n", "``` a=", "|a|b|\n", "|-|-|\n", "[^1]: a\n\n", "a\n: b\n", "!!! a\n\n    b\n\n", '=== "a"\n'),
    *("??? b c ", "/// a\n///\n", "    a\n", "    a\n\n", "\t", "\n", "\r", "a\r\n", " ", '<a title="', "*[a]: b\n"),
    *("# [@a]\n\n", "> - a\n> ```\n", "> a\n\n", "<b x='", "<!-- a --><div></div>", "[a [b](c)", "$a [@b] ", "a\n=\n"),
    *("@fig-a ", "{#fig-a} ", "{:", "{a:", "{a b", "{a=", "/// html | #a\n", "///\n    attrs:", "///\n    id: "),
    *("<a id ", "<a href='", "<img src=", "<a id=", "<b id"),
]  # fmt: skip
DEEP = "".join("    " * (number % 30) + "- a\n" for number in range(900))


def read_all(text: str) -> None:
    """Ask for everything that a document can tell."""
    read = document(text)
    for found in (read.prose, read.formulas, read.links, read.citation_groups, read.headings, read.anchors):
        assert found is not None
    assert None not in (read.html_links, read.cross_references, read.labels)


@contextmanager
def guarded(seconds: float) -> Iterator[None]:
    """Stop what takes minutes of this process's own time, whatever else the machine does."""

    def stop(*_: Any) -> None:
        raise TimeoutError(f"no end after {seconds} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer of CPU time")
@pytest.mark.parametrize("shape", [*SHAPES, DEEP], ids=lambda shape: ascii(shape[:12]))
def test_no_text_takes_more_than_its_length_deserves(shape: str) -> None:
    with guarded(10):
        read_all((shape * 40_000)[:40_000])


def calls(function: Callable[[], None]) -> int:
    """How many functions are called."""
    number = 0

    def count(*_: Any) -> None:
        nonlocal number
        number += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("shape", [*SHAPES, DEEP], ids=lambda shape: ascii(shape[:12]))
def test_twice_the_text_takes_twice_the_steps(shape: str) -> None:
    once, twice = (calls(lambda size=size: read_all((shape * size)[:size])) for size in (1_500, 3_000))
    assert twice <= 2.4 * once + 500
