"""A chapter's headings, links and formulas with their places, compared with what Python-Markdown makes of them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html
import pytest
from in_memory import document, engine

from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.yaml import YamlError


def contents(tokens: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Level, text and id of each heading in the contents that Python-Markdown makes."""
    for token in tokens:
        yield token["level"], html.unescape(token["name"]), token["id"]
        yield from contents(token["children"])


def headings_of_engine(text: str) -> list[tuple[int, str, str]]:
    markdown = engine()
    markdown.convert(text)
    return list(contents(markdown.toc_tokens))  # type: ignore[attr-defined]


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(heading.level, heading.text, heading.anchor) for heading in document(text).headings]


HEADINGS = """\
# Plain title
## Plain title
## Plain title
## plain-title
## Über Größe — naïve
## 日本語
## 日本語 und mehr
## a_b, `a_b` and `__init__`
## `__init__`
## _em_ and *em* and **strong *both***
## __init__ method
## Title {#own}
## Title {#own-2 .class key="value"}
## Title { #own_3 }
## Title {: id="own4" }
## Title {.class}
## own
## Title{#part-of-the-text}
## C# and F#
## Trailing marks ##
##No space
## [Link](a.md) and [link *2*](a.md "t") and `[no](link)`
## ![picture](x.png) behind
## <b>bold</b> tag and <https://example.org/x>
## A & B &amp; C &lt; D
## 1. Numbered, with 100% "quotes" and 'more'
## What? Why!
## x_1
## x
## x
## ...
## !!!
## (a) [b] {c}
## \\*escaped\\* and a\\_b
## Note[^1]
## 🎉
## ``a ` b``
## ![picture](x.png){#fig-heading} and [link](a.md){.own} and *it*{.c}
## 2 * 3 * 4 < 5 and 6 > 5
## a -- b --- c
## Ünïcode e\u0301
## Ends with colon:
###### Six
####### Seven
"""


def test_headings_have_the_texts_and_ids_that_the_page_gives_them() -> None:
    text = HEADINGS.replace("\n", "\n\n") + "[^1]: x\n"
    assert len(headings(text)) == HEADINGS.count("\n")
    assert headings(text) == headings_of_engine(text)


@pytest.mark.parametrize(
    "text",
    [
        "One\n===\n\nTwo\n---\n\nThree *x*\n-\n",
        "text\n# A\nmore\n## B\n",
        "Not this\none\n---\n",
        "!!! note\n    ## In a note\n",
        "- item\n\n    ### In an item\n",
        "> ## In a quotation\n",
        '=== "T"\n\n    ## In a tab\n\n    ## In a tab\n',
        "<div markdown>\n## In HTML\n</div>\n",
        "```\n# not\n```\n\n    # not\n\n<!-- \n# not\n-->\n\n# yes\n",
        "<div>\n# not\n</div>\n",
        " # not\n",
        "# A\r\n\r\n## B\r\n\r\nC\r\n---\r\n",
        "# A {#a}\n\n# A\n\n![x](y.png){#a_1}\n\n# A\n",
        "# A\n\ntext\n{#a}\n",
        "# A\n\n# A_1\n\n# A\n\n# A_2\n\n# A\n",
        "#\n\n##\n\n# #\n",
        "# A\n# B\n",
        "---\n\n# A\n\n---\n",
        "- # A\n- ## B\n",
    ],
    ids=ascii,
)
def test_headings_are_found_where_python_markdown_finds_them(text: str) -> None:
    assert headings(text) == headings_of_engine(text)


def test_headings_know_their_places_and_those_of_citations_and_formulas_are_left_out() -> None:
    found = document("---\ntitle: x\n---\n\n# On $\\ell_2$ [@a; @b], see @c {#d}\r\n\r\n> Two\r\n> ---\r\n").headings
    assert [(heading.text, heading.anchor) for heading in found] == [("On \\ell_2 , see", "d"), ("Two", "two")]
    assert [heading.span.position for heading in found] == [(5, 1), (7, 3)]
    assert found[0].span.text == "# On $\\ell_2$ [@a; @b], see @c {#d}"
    assert document("# The $\\ell_2$ norm").headings[0].anchor == "the-ell_2-norm"


def test_thousands_of_equal_headings_get_ids_of_their_own() -> None:
    found = document("# A\n\n" * 3_000).headings
    assert [heading.anchor for heading in found[:3]] == ["a", "a_1", "a_2"]
    assert len({heading.anchor for heading in found}) == 3_000


def test_anchors_are_all_ids_of_a_page() -> None:
    text = """\
# Heading

![figure](x.png){#fig-a .wide}

text
{: #par }

<a name="old"></a> <span class="x" id='new'>x</span>

/// table-caption
    attrs: {id: tbl-b, class: y}
Caption
///

`{#code}` and <!-- <a id="comment"> --> and $x_{#math}$
"""
    assert document(text).anchors == {"heading", "fig-a", "par", "old", "new", "tbl-b"}


LINKS = {
    "[a](b.md)": ["b.md"],
    "[a](b.md#c 'title')": ["b.md#c"],
    '[a](b.md "title (with) parentheses")': ["b.md"],
    '[a](b.md\n"title")': ["b.md"],
    "[a [b] c](d.md)": ["d.md"],
    "[a](b(c).md)": ["b(c).md"],
    "[a](<b c.md>)": ["b c.md"],
    "[a](b c.md)": ["b c.md"],
    '[a](b c.md "t")': ["b c.md"],
    "[a]()": [""],
    "[a](#b)": ["#b"],
    "[a\nb](c.md)": ["c.md"],
    "![a](b.png)": ["b.png"],
    "[![a](b.png)](c.md)": ["c.md", "b.png"],
    "[a](b.md)[c](d.md)": ["b.md", "d.md"],
    "[a]: b.md": ["b.md"],
    "[a]: <b.md> 'title'\n[b]: c.md (t)\n": ["b.md", "c.md"],
    '[a]: b.md\n    "title"\n': ["b.md"],
    "[a]: b c d": [],
    "[@a]: b.md": [],
    "[^1]: b.md": [],
    "[a] (b.md)": [],
    "[a]\n(b.md)": [],
    "\\[a](b.md)": [],
    "`[a](b.md)`": [],
    "    [a](b.md)": [],
    "<!-- [a](b.md) -->": [],
    "$[a](b)$": [],
    "[a\n\nb](c.md)": [],
    "[a `](b.md)` c": [],
    "[a `](b.md)` c](d.md)": ["d.md"],
    "| [a](b.md) | c |\n|---|---|\n": ["b.md"],
    "> - [a](b.md)\n": ["b.md"],
    "[ ] (x) [x]": [],
}


@pytest.mark.parametrize("text", LINKS, ids=ascii)
def test_links_are_found_with_their_destinations(text: str) -> None:
    links = document(text).links
    assert [link.target for link in links] == LINKS[text]
    assert [link.target_span.text for link in links] == LINKS[text]


# Python-Markdown shows no definitions, and formulas are no matter of it.
@pytest.mark.parametrize("text", [text for text in LINKS if "]: " not in text and "$" not in text], ids=ascii)
def test_python_markdown_makes_the_same_links(text: str) -> None:
    tree = lxml.html.fromstring(f"<div>{engine().convert(text)}</div>")
    assert [str(value) for value in tree.xpath(".//a/@href | .//img/@src")] == LINKS[text]


def test_links_know_their_places_and_what_they_name() -> None:
    text = "Größe: ![a](../b%20c.png?x=1#d%C3%A4) und [e](f.md)"
    image, link = document(text).links
    assert (image.path, image.fragment, image.image) == ("../b c.png", "dä", True)
    assert (link.path, link.fragment, link.image) == ("f.md", "", False)
    assert image.span.text == "![a](../b%20c.png?x=1#d%C3%A4)"
    assert link.target_span.position == (1, text.index("f.md") + 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_definitions_end_with_their_line(end: str) -> None:
    links = document(end.join(["[one]: a.md", "[two]: b.md 'T'  ", "", "[three]: c.md", ""])).links
    assert [link.span.text.rstrip() for link in links] == ["[one]: a.md", "[two]: b.md 'T'", "[three]: c.md"]


def test_links_know_their_texts_and_whether_they_define() -> None:
    text = "[*a* b](c.md) ![alt](d.png)\n\n> [Label]: e.md\n\n[Label]: f.md\n"
    found = document(text).links
    assert [(link.text_span.text, link.definition) for link in found] == [
        ("*a* b", False),
        ("alt", False),
        ("Label", True),
    ]


USES = {
    "[text][a]": [("text", "[text][a]", "x.md")],
    "[text] [A]": [("text", "[text] [A]", "x.md")],
    "[a][] and [a]": [("a", "[a][]", "x.md"), ("a", "[a]", "x.md")],
    "![alt][a]": [("alt", "![alt][a]", "x.md")],
    "[![alt][a]][b c]": [("![alt][a]", "[![alt][a]][b c]", "y.md"), ("alt", "![alt][a]", "x.md")],
    "[a][b\nC]": [("a", "[a][b\nC]", "y.md")],
    "[a](z.md) [text](z.md)": [],
    "[text][none] \\[a] `[a]`": [],
    "- [text][a]": [("text", "[text][a]", "x.md")],
}


@pytest.mark.parametrize("text", USES, ids=ascii)
def test_uses_of_definitions_are_found(text: str) -> None:
    read = document(f"{text}\n\n[a]: w.md\n[a]: x.md\n[b c]: y.md\n")
    assert [(use.text_span.text, use.span.text, use.definition.target) for use in read.link_uses] == USES[text]
    tree = lxml.html.fromstring(f"<div>{engine().convert(read.source.text)}</div>")
    made = [str(value) for value in tree.xpath(".//a/@href | .//img/@src") if value != "z.md"]
    assert made == [target for _, _, target in USES[text]]


def test_formulas_know_their_places_and_whether_they_are_displayed() -> None:
    found = document("ä $b$\n\n$$\nc\n$$\n").formulas
    assert [(span.text, tex, display) for span, tex, display in found] == [
        ("$b$", "b", False),
        ("$$\nc\n$$", "\nc\n", True),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**bold** *it* _it_ __b__", "bold it it b"),
        ("***both*** **a *b* c**", "both a b c"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
        ("`a_b` and ``c ` *d*``", "a_b and c ` *d*"),
        ("[link](a.md) and [ref][r] and [a `]` b](c)", "link and ref and a ] b"),
        ("![alt](x.png)b", "b"),
        ("a[^1] b", "a b"),
        ("<b>x</b> a < b > c", "x a < b > c"),
        ("&amp; &lt;b&gt; &eacute;", "& <b> é"),
        (r"\*a\* \[b\] \@c \\", r"*a* [b] @c \ ".rstrip()),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("~~gone~~ ==marked==", "gone marked"),
        ("\ue0000\ue001 x", "0 x"),
        ("**unclosed _and_ `this", "**unclosed and `this"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_front_matter_is_read_or_says_where_it_is_wrong() -> None:
    good = document("---\r\ntitle: Größe\r\n---\r\n# x\r\n")
    assert good.front_matter is not None
    assert good.front_matter.plain == {"title": "Größe"}
    bad = document("---\ntitle: a: b\n---\n")
    with pytest.raises(YamlError) as error:
        assert bad.front_matter
    assert error.value.problem.span.position == (2, 9)
    assert document("# x\n").front_matter is None
    assert not document("# x\n").has_front_matter
    assert not document("---\n---\n").has_front_matter


def test_line_ends_of_old_macs_are_read_as_others() -> None:
    text = (
        "---\ntitle: Page\n---\n\n# Head [@a] {#own}\n\nSee [x][r] and $a\nb$.\n\n<code>x\n\ny</code> [@b]\n\n"
        "[r]: z.md\n[s]: w.md\n\n```\n[@c]\n```\n"
    )
    unix, mac = document(text), document(text.replace("\n", "\r"))
    assert mac.front_matter is not None
    assert mac.front_matter.plain == {"title": "Page"}
    for made in (unix, mac):
        assert [heading.anchor for heading in made.headings] == ["own"]
        assert [each.key for group in made.citation_groups for each in group.citations] == ["a", "b"]
        assert [link.target for link in made.links] == ["z.md", "w.md"]
        assert len(made.formulas) == 1
    assert mac.prose == unix.prose
