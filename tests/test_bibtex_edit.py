"""Edits of single fields: what is asked for changes, and not a byte beside it."""

from itertools import pairwise

import pytest

from livingsurvey.syntax.bibtex import Entry, scan
from livingsurvey.syntax.bibtex.edit import added, literal, renamed, with_value, without
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

LAYOUTS = {
    "lines": "@misc{k,\n  title = {A, {B}},\n  year = {2020},\n  note = {n}\n}\n",
    "trailing comma": "@misc{k,\n\ttitle = {A, {B}},\n\tyear = 2020,\n\tnote = {n},\n}\n",
    "one line": '@misc{k, title = "A, {B}", year = 2020 , note = {n}}',
    "tight": "@misc(k,title={A, {B}},year={2020},note={n},)",
    "commas first": "@misc{k\n, title = {A, {B}}\n, year = {2020}\n, note = {n}\n}",
    "carriage returns": "@misc{k,\r\n  title = {A, {B}},\r\n  year = {2020},\r\n  note = {n}\r\n}\r\n",
    "two on a line": "@misc{k, title = {A, {B}},\n year = {2020}, note = {n}}\n",
}


def read(text: str) -> Entry:
    file = scan(Source("a.bib", text))
    assert file.problems == ()
    return file.entries[0]


def facts(text: str) -> dict[str, str]:
    return {field.name: field.value for field in read(text).fields}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("name", ["title", "year", "note"])
def test_a_field_is_taken_out_and_the_others_stay(text: str, name: str) -> None:
    entry = read(text)
    field = entry.field(name)
    assert field
    after = edited(entry.span.source, [without(field)]).text
    assert facts(after) == {other: value for other, value in facts(text).items() if other != name}
    assert all(line.strip() or not below.strip() for line, below in pairwise(after.splitlines()))


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_field_is_added_renamed_and_gets_another_value(text: str) -> None:
    entry = read(text)
    source = entry.span.source
    assert facts(edited(source, [added(entry, "doi", "10.1/x")]).text) == facts(text) | {"doi": "10.1/x"}
    title = entry.fields[0]
    assert list(facts(edited(source, [renamed(title, "shorttitle")]).text)) == ["shorttitle", "year", "note"]
    assert facts(edited(source, [with_value(title, "B")]).text)["title"] == "B"
    assert facts(edited(source, [with_value(entry.fields[1], "1999")]).text)["year"] == "1999"


def test_an_added_field_stands_as_the_others_do() -> None:
    entry = read(LAYOUTS["trailing comma"])
    assert "\tnote = {n},\n\tdoi = {x},\n}" in edited(entry.span.source, [added(entry, "doi", "x")]).text


def test_an_entry_without_fields_gets_its_first() -> None:
    for text in ("@misc{k}", "@misc{k,}", "@misc{k,\n}\n"):
        entry = read(text)
        assert facts(edited(entry.span.source, [added(entry, "doi", "x")]).text) == {"doi": "x"}


def test_a_literal_is_the_text_between_the_delimiters_and_nothing_else_is_one() -> None:
    entry = read('@string{s = "S"}@misc{k, a = {x {y}}, b = "q", c = 12, d = s, e = "a" # "b", f = {a} # {b}, g = jan}')
    shown = [literal(field) for field in entry.fields]
    assert [span and span.text for span in shown] == ["x {y}", "q", "12", None, None, None, None]
