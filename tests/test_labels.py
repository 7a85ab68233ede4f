"""Labels and cross-references: where a text gives an id, and where it names one."""

from __future__ import annotations

import html

import lxml.html
import pytest
from in_memory import document, engine, survey_of

GIVEN = {
    "![A curve](a.png){#fig-curve}": ["fig-curve"],
    "![A curve](a.png){ #fig-curve .wide width=50% }": ["fig-curve"],
    "![A curve](a.png){: id='fig-curve' }": ["fig-curve"],
    '![A curve](a.png){title="see #fig-b" id=fig-curve}': ["fig-curve"],
    "## Methods {#sec-methods}": ["sec-methods"],
    "Text\n{: #eq-loss}": ["eq-loss"],
    "x\n\n/// figure-caption | #fig-b\nText\n///": ["fig-b"],
    "x\n\n/// figure-caption | < 3.2 #fig-b.wide\nText\n///": ["fig-b"],
    "x\n\n/// caption | .wide#fig-b\nText\n///": ["fig-b"],
    "x\n\n/// table-caption\n    attrs: {id: tbl-b, class: wide}\nText\n///": ["tbl-b"],
    'x\n\n/// table-caption\n    type: x\n    attrs:\n        class: wide\n        id: "tbl-b"\nText\n///': ["tbl-b"],
    "- x\n\n    /// table-caption | #tbl-b\n    Text\n    ///": ["tbl-b"],
    "x\r\n\r\n/// table-caption\r\n    attrs: {id: tbl-b}\r\nText\r\n///\r\n": ["tbl-b"],
    '<figure id="fig-c"><img src="a.png" alt=""></figure>': ["fig-c"],
    "<a name='sec-d'></a>": ["sec-d"],
    "| a {#tbl-cell} | b |\n|---|---|\n": ["tbl-cell"],
    "`{#fig-code}`": [],
    "```\n/// caption | #fig-code\n///\n```": [],
    "<!-- {#fig-comment} -->": [],
    "$$x \\tag{#eq-inside}$$": [],
    "x\n\n/// details | Fault #fig-5\nText\n///": [],
    '<input name="fig-input">': [],
    "{#figure} {#fig} {#fig-}": [],
}


@pytest.mark.parametrize("text", GIVEN, ids=ascii)
def test_labels_are_ids_that_begin_with_a_kind(text: str) -> None:
    labels = document(text).labels
    assert [label.name for label in labels] == GIVEN[text]
    assert [label.span.text for label in labels] == GIVEN[text]


# Of the engine's own ids, those of captions without any begin with `__`.
@pytest.mark.parametrize(
    "text", [text for text in GIVEN if GIVEN[text] and "cell" not in text and "type" not in text], ids=ascii
)
def test_python_markdown_gives_the_same_ids(text: str) -> None:
    tree = lxml.html.fromstring(f"<div>{engine().convert(text)}</div>")
    assert [str(value) for value in tree.xpath(".//@id | .//a/@name")] == GIVEN[text]


def test_a_displayed_formula_is_labelled_behind_its_dollars() -> None:
    (label,) = document("$$\nx_{1}\n$$ {#eq-loss}\n").labels
    assert (label.name, label.kind, label.span.position) == ("eq-loss", "equation", (3, 6))


def test_kinds_are_told_by_what_a_name_begins_with() -> None:
    labels = document("{#fig-a} {#tbl-a} {#eq-a} {#sec-a} {#own}").labels
    assert [label.kind for label in labels] == ["figure", "table", "equation", "section"]


NAMED = {
    "See @fig-a.": ["fig-a"],
    "See @{fig-a}": ["fig-a"],
    "[@fig-a]": ["fig-a"],
    "[-@fig-a]": ["fig-a"],
    "[@fig-a; @tbl-b]": ["fig-a", "tbl-b"],
    "[Figure @fig-a and @eq-c]": ["fig-a", "eq-c"],
    "[@key, see @fig-a] and [@fig-b; @key]": ["fig-a", "fig-b"],
    "@fig-a's axis, *@tbl-b*": ["fig-a", "tbl-b"],
    "# On @sec-a\n\n- item @fig-b\n\n> | @tbl-c | x |\n> |---|---|": ["sec-a", "fig-b", "tbl-c"],
    "!!! note\r\n\r\n    As @sec-a shows.\r\n": ["sec-a"],
    "`@fig-a` $@fig-a$ <!-- @fig-a --> \\@fig-a a@fig-a.org": [],
    "[@fig-a](b.md) ![@fig-a](b.png) <b title='@fig-a'>": [],
    "@Fig-a and [@Sec-b]": ["fig-a", "sec-b"],
    "@fig @fig- @figure-a @FIG-a @lst-a": [],
}


@pytest.mark.parametrize("text", NAMED, ids=ascii)
def test_cross_references_stand_where_citations_may(text: str) -> None:
    found = document(text).cross_references
    assert [reference.label for reference in found] == NAMED[text]
    assert [reference.label_span.text.lower() for reference in found] == NAMED[text]
    assert not {key for group in document(text).citation_groups for key in group.citations if key.key in NAMED[text]}


def test_the_place_of_a_cross_reference_is_exact() -> None:
    (found,) = document("> Größe\r\n> 😀 [see -@fig-a]").cross_references
    assert (found.span.text, found.label_span.position) == ("-@fig-a", (2, 12))


def test_a_survey_knows_where_each_label_is_given() -> None:
    survey = survey_of({"docs/index.md": "{#fig-a} {#own}", "docs/b.md": "{#fig-a} {#tbl-b}"})
    assert {name: [str(label.span) for label in labels] for name, labels in survey.labels.items()} == {
        "fig-a": ["docs/index.md:1:3", "docs/b.md:1:3"],
        "tbl-b": ["docs/b.md:1:12"],
    }


HTML_LINKS = {
    '<a href="b.md">x</a>': [("b.md", False)],
    "<A class='y' HREF='b.md#c'>x</A>": [("b.md#c", False)],
    "<img alt=\"\" src=b.png> <img\nsrc='c.png'/>": [("b.png", True), ("c.png", True)],
    '<a name="b"></a> <abbr href="b">': [],
    "<a title='x > y' href='b.md?c=1&amp;d=2'>x</a>": [("b.md?c=1&d=2", False)],
    '`<a href="b">` <!-- <img src="b"> --> $x <a href="b">$ [x](<a href="b">)': [],
    '\\<a href="b">': [("b", False)],  # Python-Markdown knows no such escape
    "<a href> <a hrefs='b'> </a href='b'>": [],
}


@pytest.mark.parametrize("text", HTML_LINKS, ids=ascii)
def test_raw_html_has_links_and_images_too(text: str) -> None:
    found = document(text).html_links
    assert [(link.target, link.image) for link in found] == HTML_LINKS[text]
    assert all(html.unescape(link.target_span.text) == link.target for link in found)
