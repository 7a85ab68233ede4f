"""Tags of HTML and schemes of addresses, as browsers find them."""

from __future__ import annotations

import pytest

from livingsurvey.syntax.addresses import running, scheme
from livingsurvey.syntax.tags import tags


def read(text: str, nested: bool = True) -> list[tuple[object, ...]]:
    return [(tag.name, *((each.name, each.value) for each in tag.attributes)) for tag in tags(text, 0, None, nested)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>", [("b",)]),
        ("a < b, <3, <, </ b>", []),
        ("<IMG SRC = a.png  alt='x > y'/>", [("img", ("src", "a.png"), ("alt", "x > y"))]),
        ("<svg/onload=go()>", [("svg", ("onload", "go()"))]),
        ('<a\r\n\ttitle="&lt;b&gt;"\nhref=x&amp;y>', [("a", ("title", "<b>"), ("href", "x&y"))]),
        ("<a b c=>", [("a", ("b", ""), ("c", ""))]),
        ("<a =b='c'>", [("a", ("=b", "c"))]),
        ("<a 'b'>", [("a", ("'b'", ""))]),
        ("<b", []),
        ("<p\u00a0x>", [("p\u00a0x",)]),
        ("<p <b>", [("p", ("<b", ""))]),
    ],
)
def test_tags_are_read_as_browsers_read_html(text: str, expected: list[object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b and <i>c</i>", [("i",), ("i",)]),
        ("<p title='<b>'>", [("p", ("title", "<b>"))]),
        ("<a x='<b>", [("b",)]),
        ("<img<b>", [("b",)]),
    ],
)
def test_in_a_paragraph_another_tag_ends_what_is_none(text: str, expected: list[object]) -> None:
    assert read(text, nested=False) == expected


def test_places_are_those_of_name_and_value() -> None:
    text = "x <a  href = 'y&amp;z' b>"
    [tag] = tags(text)
    [href, alone] = tag.attributes
    assert text[tag.start : tag.end] == "<a  href = 'y&amp;z' b>"
    assert (text[href.start : href.end], text[href.value_start : href.value_end]) == ("href", "y&amp;z")
    assert (text[alone.start : alone.end], alone.value_start, alone.value_end) == ("b", 24, 24)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.b", "https"), ("JavaScript:x", "javascript"), ("java\tscript:x", "javascript"),
        (" \x01javascript:x", "javascript"), ("&#106;avascript&colon;x", "javascript"), ("a/b:c", None), ("#a:b", None),
        ("notes%3A1.md", None), ("a b:c", None), ("", None), (":x", None), ("1a:x", None), ("java script:x", None),
    ],
)  # fmt: skip
def test_a_scheme_is_what_a_browser_takes_for_one(address: str, expected: str | None) -> None:
    assert scheme(address) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("javascript:x", "javascript"), ("java script:x", "javascript"), ("javascript%3Ax", "javascript"),
        ("java%26%23115;cript:x", "javascript"), ("java\\script:x", "javascript"), ("DATA:x", "data"),
        ("java\u200bscript:x", "javascript"), ("https://a.b/javascript:x", None), ("data.md", None), ("x-data:y", None),
        ("#javascript:x", None), ("database:x", None), ("&" * 2_000 + "javascript:x", None),
    ],
)  # fmt: skip
def test_an_address_that_runs_is_known_whatever_hides_it(address: str, expected: str | None) -> None:
    assert running(address) == expected
