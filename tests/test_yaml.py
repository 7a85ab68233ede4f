"""YAML with places: values as PyYAML has them, tags never executed, mistakes told where they are."""

from __future__ import annotations

import datetime
import os
from typing import Any

import pytest

from livingsurvey.syntax import yaml
from livingsurvey.syntax.source import Source


def parse(text: str) -> yaml.Node:
    node = yaml.parse(Source("a.yml", text))
    assert node is not None
    return node


def problem(text: str) -> tuple[str, str]:
    """Place and message of what is wrong."""
    with pytest.raises(yaml.YamlError) as error:
        yaml.parse(Source("a.yml", text))
    return str(error.value.problem.span), error.value.problem.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: text", {"a": "text"}),
        ("a: [1, 2.5, true, null, 'no']", {"a": [1, 2.5, True, None, "no"]}),
        ("a: 2026-04-30", {"a": datetime.date(2026, 4, 30)}),
        ("a: 2026-02-31", {"a": "2026-02-31"}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a:\r\n  - b\r\n  - c\r\n", {"a": ["b", "c"]}),
        ("1: a\nno: b\n", {"1": "a", "no": "b"}),
        ("a: &x {b: c}\nd: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: " + "9" * 5_000, {"a": "9" * 5_000}),
        ("a: !!bool maybe\nb: !!int x\nc: !!timestamp x", {"a": "maybe", "b": "x", "c": "x"}),
        ("a: !!binary eA==", {"a": "eA=="}),
        ("😀: 'ä'", {"😀": "ä"}),
    ],
)
def test_values_are_plain(text: str, value: Any) -> None:
    assert parse(text).plain == value


def test_nothing_is_nothing() -> None:
    assert yaml.parse(Source("a.yml", "")) is None
    assert yaml.parse(Source("a.yml", "# a remark\n")) is None


def test_keys_and_values_know_their_places() -> None:
    node = parse("title: Größe 😀\nlist:\n  - 'one'\n  - two\n")
    places = [(key, str(span), value.span.text.strip()) for key, span, value in node.items()]
    assert places == [("title", "a.yml:1:1", "Größe 😀"), ("list", "a.yml:2:1", "- 'one'\n  - two")]
    found = node.get("list")
    assert found is not None
    assert [str(item.span) for item in found.value] == ["a.yml:3:5", "a.yml:4:5"]
    assert node.get("gone") is None
    assert found.get("one") is None


def test_places_count_from_the_beginning_of_the_file_and_not_of_the_front_matter() -> None:
    source = Source("a.md", "---\ntitle: x\n---\ntext\n")
    node = yaml.parse(source, 4, 13)
    assert node is not None
    assert [str(span) for _, span, _ in node.items()] == ["a.md:2:1"]


def test_tags_are_kept_and_never_executed(tmp_path: os.PathLike[str]) -> None:
    marker = os.path.join(tmp_path, "executed")  # noqa: PTH118 (it stands in a command)
    text = (
        f"a: !!python/object/apply:os.system ['touch {marker}']\n"
        "b: !!python/name:pymdownx.superfences.fence_code_format\n"
        "c: !ENV [NAME, OTHER, default]\nd: !ENV NAME\ne: !relative\n"
    )
    node = parse(text)
    opaque = {key: (value.value.tag, value.value.parts) for key, _, value in node.items()}
    assert opaque["a"][0] == "tag:yaml.org,2002:python/object/apply:os.system"
    assert opaque["b"] == ("tag:yaml.org,2002:python/name:pymdownx.superfences.fence_code_format", ("",))
    assert opaque["c"] == ("!ENV", ("NAME", "OTHER", "default"))
    assert opaque["d"] == ("!ENV", ("NAME",))
    assert not os.path.exists(marker)  # noqa: PTH110


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c\n", "a.yml:1:5", "mapping values are not allowed"),
        ("a: 1\nb: 2\na: 3\n", "a.yml:3:1", "the key `a` stands here twice"),
        ("a: [1\nb: 2\n", "a.yml:2:2", "did not find expected"),
        ("a: *b\n", "a.yml:1:4", "undefined alias"),
        ("a: \x07b\n", "a.yml:1:4", "control characters are not allowed"),
        ("a: 1\n---\nb: 2\n", "a.yml:2:1", "single document"),
        ("- &a [*a]\n", "a.yml:1:3", "contains itself"),
        ("ä: 'b\n", "a.yml:1:4", "quoted scalar"),
        ("a:\n\t- b\n", "a.yml:2:1", "cannot start any token"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place(text: str, place: str, words: str) -> None:
    where, message = problem(text)
    assert where == place
    assert words in message


@pytest.mark.parametrize("shape", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_nesting_that_would_end_the_process_is_a_mistake(shape: str) -> None:
    assert problem(shape * 100_000)[1] == "this YAML is nested too deeply"
    closing = "".join({"[": "]", "{": "}"}.get(char, "") for char in reversed(shape))
    assert parse(shape * 40 + "x" + closing * 40).plain


def test_aliases_do_not_make_a_text_grow() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 60)]
    node = parse("\n".join(lines))
    inner = node.get("a59")
    assert inner is not None
    assert len({id(item) for item in inner.value}) == 1
    assert len(node.plain["a59"]) == 9


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("a: @key shows", "1:4", "put the text into quotes"),
        ("a: {value: 5 [@key], note: x}", "1:14", "put a text that holds brackets"),
        ("a: b: c", "1:5", "put a text with a colon in it into quotes"),
        ("a: 1\n  b: 2", "2:4", "indent a name as those beside it"),
        ("a:\n\tb: 1", "2:1", "indent by spaces"),
        ("\ta: 1", "1:1", "indent by spaces"),
        ("a: *so* it is", "1:7", "put the text into quotes"),
        ("a: *so", "1:4", "put the text into quotes"),
        ('a: "so\nb: 1\nc: 2\n', "1:4", "close these quotes"),
        ("a: 'it's so'", "1:8", "write an apostrophe in single quotes twice"),
        ('a: "\\cite{b}"', "1:5", "write a backslash in double quotes twice"),
        ("a: ]", "1:4", "close what is open"),
        ("a: - b", "1:4", "begin the list on a line of its own"),
        ("- a\nb: 1", "2:1", "indent this below its item"),
        ("a: 1\n---\nb: 2", "2:1", "take out the line"),
    ],
)
def test_what_people_get_wrong_is_told_with_its_remedy(text: str, place: str, remedy: str) -> None:
    with pytest.raises(yaml.YamlError) as error:
        yaml.parse(Source("a.yml", text))
    assert str(error.value.problem.span) == f"a.yml:{place}"
    assert remedy in error.value.problem.hint
