"""Exported references, read back by ourselves and by others (law 5)."""

import os
from pathlib import Path

import bibtexparser
import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.exports.clean_keys import clean_keys
from livingsurvey.syntax.source import Source

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=150 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)

WILD = r"""
@string{acm = "ACM" # { Press}}
@Article( one:2020/a+b.c , Author = "M{\"u}ller, J. and {A and B}", title="A {"}quoted{"} one"
  , publisher = acm # " Inc", year = 2020, month = jan, note = {50\% @ #1 = $a_{b}$ % no comment} , note = {second})
@misc{empty}
@misc{nothing, title = {}, author = ""}
@misc{ünïcode, title = {王 — “x”}}
@misc{lines, abstract = {One
   two	three}}
"""


def references(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Type and fields by the key that leaves; of a field that stands twice the first counts."""
    stored = Bibliography((Source("x.bib", text),)).references
    keys = clean_keys(stored)
    found = {}
    for key, reference in stored.items():
        found[keys[key]] = (reference.type, {name: reference.raw(name) for name in reference.fields if name != "ids"})
    return found


def exported(text: str) -> str:
    return bibtex(Bibliography((Source("x.bib", text),)).references.values())


def test_wild_entries_come_back_with_macros_put_in() -> None:
    text = exported(WILD)
    assert references(text) == references(WILD)
    assert references(text)["one:2020/a+b.c"][1]["publisher"] == "ACM Press Inc"
    assert "@string" not in text.lower()
    assert exported(text) == text


@pytest.mark.parametrize("file", sorted((REPOSITORY / "bibliography").glob("*.bib")), ids=lambda file: file.name)
def test_our_own_store_comes_back(file: Path) -> None:
    text = file.read_text("utf-8")
    assert references(text)
    assert references(exported(text)) == references(text)


def test_two_other_readers_see_the_same_fields() -> None:
    text = exported(WILD)
    entries = {entry.key: entry for entry in bibtexparser.parse_string(text, parse_stack=[]).entries}
    others = parse_string(text, "bibtex").entries
    assert list(entries) == list(others) == list(references(WILD))
    assert others["one:2020/a+b.c"].fields["publisher"] == "ACM Press Inc"
    assert [str(person) for person in others["one:2020/a+b.c"].persons["author"]] == [r"M{\"u}ller, J.", "{A and B}"]
    assert entries["lines"]["abstract"] == "{One two three}"


def test_no_reference_makes_an_empty_file() -> None:
    assert bibtex([]) == ""


balanced = st.recursive(
    st.text(st.characters(exclude_characters="{}\r\n\t", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"))),
    lambda inner: st.lists(st.one_of(inner, inner.map(lambda text: "{" + text + "}")), max_size=4).map("".join),
    max_leaves=6,
)


@law
@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_+-]{0,8}", fullmatch=True), balanced, max_size=4))
def test_any_balanced_value_comes_back_and_is_read_by_another_reader(fields: dict[str, str]) -> None:
    text = "@misc{key,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    before = references(text)
    assert set(before) == {"key"}
    after = exported(text)
    assert references(after) == before
    if "\\" in after:
        return  # to BibTeX a brace counts behind a backslash too; readers differ about it
    library = bibtexparser.parse_string(after, parse_stack=[])
    assert not library.failed_blocks
    read = {field.key: field.value for field in library.entries[0].fields}
    assert read == {name: f"{{{value}}}" for name, value in before["key"][1].items()}


def test_every_format_is_one_of_the_contract() -> None:
    assert set(EXPORTERS) == {"bibtex", "ris", "csl-json", "csv"}
