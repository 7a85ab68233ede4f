"""Types of entries and their fields: what is asked for, what is known, what is a slip."""

import pytest

from livingsurvey.model.entry_types import FIELDS, PRINTED, REQUIRED, TYPES, known_field, meant_field, meant_type

BIBTEX_TYPES = (
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings"
    " techreport unpublished"
).split()


def test_what_a_type_is_taken_for_is_a_type() -> None:
    assert all(meant_type(name) in TYPES for name in ("blog", "paper", "bachelorthesis", "workshop", "chapter"))


def test_all_types_of_bibtex_have_their_fields() -> None:
    assert set(BIBTEX_TYPES) <= REQUIRED.keys() <= TYPES


def test_what_is_required_or_printed_is_a_known_field() -> None:
    assert {name for groups in REQUIRED.values() for names in groups for name in names} <= FIELDS
    assert PRINTED <= FIELDS


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("auhtor", "author"),
        ("authors", "author"),
        ("yaer", "year"),
        ("titel", "title"),
        ("booktitel", "booktitle"),
        ("jornal", "journal"),
        ("adress", "address"),
        ("dio", "doi"),
        ("pp", "pages"),
        ("vol", "volume"),
        ("keyword", "keywords"),
    ],
)
def test_a_slip_is_known_for_what_it_is(slip: str, meant: str) -> None:
    assert not known_field(slip)
    assert meant_field(slip) == meant


@pytest.mark.parametrize("own", ["colour", "url2", "title2", "kind", "area", "rank", "link", "names", "dir", "pissn"])
def test_an_own_field_is_no_slip(own: str) -> None:
    assert known_field(own) or not meant_field(own)


@pytest.mark.parametrize("name", ["bdsk-url-1", "mendeley-tags", "zotero-key", "date-added", "optauthor", "x-color"])
def test_fields_of_programs_are_known(name: str) -> None:
    assert known_field(name)


def test_slips_of_types() -> None:
    assert meant_type("artcile") == "article"
    assert meant_type("inproceeding") == "inproceedings"
    assert meant_type("bookchapter") == "incollection"
    assert meant_type("leaflet") == ""
