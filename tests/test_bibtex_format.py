"""The canonical layout of .bib files."""

import re

import pytest

from livingsurvey.syntax.bibtex.format import formatted, same_references
from livingsurvey.syntax.source import Source


def laid_out(text: str) -> str:
    """The formatted text, which must be stable and hold the same references."""
    source = Source("store.bib", text)
    result = formatted(source)
    assert formatted(result) == result
    assert same_references(source, result)
    return result.text


def test_entry_gets_a_line_for_each_field_and_keeps_raw_values() -> None:
    text = """@Article( smith20 ,Title={The  {B}ig
      \\"{O}ne},
YEAR = 2020 , author="Smith, {J}ane" , journal = jmlr, month = 1 # "~" # jan)"""
    assert laid_out("@string{jmlr = {J}}\n" + text) == (
        "@string{jmlr = {J}}\n"
        "\n"
        "@article{smith20,\n"
        "  author = {Smith, {J}ane},\n"
        "  title = {The  {B}ig\n"
        '      \\"{O}ne},\n'
        "  journal = jmlr,\n"
        "  year = {2020},\n"
        '  month = 1 # "~" # jan,\n'
        "}\n"
    )


def test_canonical_file_is_left_alone() -> None:
    text = "% The store.\n\n@misc{a,\n  title = {x},\n}\n\n% about b\n@misc{b,\n}\n"
    assert laid_out(text) == text


def test_quotes_joined_by_hash_stay_quotes() -> None:
    assert '  x = "a" # "b",\n' in laid_out('@misc{a, x = "a" # "b"}')


def test_missing_and_superfluous_commas_are_put_right() -> None:
    assert laid_out("@misc{a x = {1}\n y = {2},,}") == "@misc{a,\n  x = {1},\n  y = {2},\n}\n"


def test_one_blank_line_stands_between_entries() -> None:
    assert laid_out("\n\n@misc{a}@misc{b}\n@misc{c}\n\n\n\n@misc{d}\n\n") == (
        "@misc{a,\n}\n\n@misc{b,\n}\n\n@misc{c,\n}\n\n@misc{d,\n}\n"
    )


def test_remarks_stay_with_the_entry_they_precede() -> None:
    text = "@misc{a}\n% about b\n% more\n@misc{b} % of b\n\n\n% PART TWO\n\n\n@misc{c}\n% the end"
    assert laid_out(text) == (
        "@misc{a,\n}\n\n% about b\n% more\n@misc{b,\n} % of b\n\n\n% PART TWO\n\n@misc{c,\n}\n\n% the end\n"
    )


def test_strings_preambles_and_comments_stay_as_grouped() -> None:
    text = '@STRING{a = "x"}\n@string( b="y" )\n\n\n@preamble{ "z" }\n@Comment{ {w} }\n'
    assert laid_out(text) == text
    assert laid_out(text + "@misc{k}") == text + "\n@misc{k,\n}\n"


def test_broken_entries_stay_byte_for_byte() -> None:
    broken = "@Article{b,\r\n   title = {x,\n\tYEAR=1"
    assert laid_out(f"@misc{{a}}\n{broken}\n@misc{{c}}\n") == f"@misc{{a,\n}}\n\n{broken}\n\n@misc{{c,\n}}\n"


def test_entry_with_comments_inside_stays_as_it_is() -> None:
    text = "@Misc{a,\n  % why\n  X = 1 }\n"
    assert laid_out(text) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_prevailing_line_end_is_kept(end: str) -> None:
    text = f"@misc{{a,{end}x = {{1}}{end}}}{end}{end}@misc{{b}}{end}"
    assert laid_out(text) == end.join(["@misc{a,", "  x = {1},", "}", "", "@misc{b,", "}", ""])


def test_byte_order_mark_and_path_are_kept() -> None:
    result = formatted(Source("a/b.bib", "@misc{a}", bom=True))
    assert (result.path, result.encode()) == ("a/b.bib", b"\xef\xbb\xbf@misc{a,\n}\n")


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n "])
def test_file_without_content_becomes_empty(text: str) -> None:
    assert laid_out(text) == ""


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ('@MISC(a, Title = "A  b", year = {1})', True),
        ("@misc{a, title = {A b}, year = 2}", False),
        ("@misc{a, title = {A b}}", False),
        ("@misc{b, title = {A b}, year = 1}", False),
        ("@book{a, title = {A b}, year = 1}", False),
        ("@misc{a, title = {{A} b}, year = 1}", False),
        ("@misc{a, title = {A b}, year = 1}@misc{b", False),
        ("", False),
    ],
)
def test_same_references_tells_layout_from_content(changed: str, same: bool) -> None:
    original = Source("a.bib", "@misc{a, title = {A b}, year = 1}")
    assert same_references(original, Source("b.bib", changed)) is same


def order(text: str) -> list[str]:
    return re.findall(r"^@\w+\{(\w+),", laid_out(text), re.M)


def test_entries_stand_by_key_whatever_its_case() -> None:
    assert order("@misc{b}\n@misc{C}\n@misc{a}\n@misc{A2}") == ["a", "A2", "b", "C"]


def test_remarks_move_with_their_entries() -> None:
    text = "@misc{b}\n\n% about a\n% still about a\n@misc{a} % behind a\n% about c\n@misc{c}\n"
    assert laid_out("@misc{d} % behind d\n" + text) == (
        "% about a\n% still about a\n@misc{a,\n} % behind a\n\n@misc{b,\n}\n\n% about c\n@misc{c,\n}\n\n"
        "@misc{d,\n} % behind d\n"
    )


def test_entries_stay_in_the_section_that_a_lone_remark_begins() -> None:
    text = "@misc{d}\n@misc{c}\n\n% PART TWO\n\n@misc{b}\n\n% about a\n@misc{a}\n"
    assert order(text) == ["c", "d", "a", "b"]
    assert laid_out(text).index("PART TWO") > laid_out(text).index("@misc{d")


def test_macros_stay_before_their_use_and_unreadable_entries_where_they_are() -> None:
    assert order('@misc{z}\n@string{a = "A"}\n@misc{y, note = a}\n@misc{x}') == ["z", "x", "y"]
    assert order("@misc{d}\n@misc{c}\n@misc{broken, x}\n@misc{b}\n@misc{a}\n@misc{Z}") == [
        "c",
        "d",
        "broken",
        "b",
        "a",
        "Z",
    ]


def test_parents_stand_behind_their_children_as_bibtex_demands() -> None:
    text = "@book{b}\n@collection{a}\n@inbook{c, crossref = {B}}\n@incollection{d, crossref = {a}}\n@misc{e}"
    assert order(text) == ["c", "d", "e", "a", "b"]
    assert order("@misc{a, crossref = {b}}\n@misc{b, crossref = {c}}\n@misc{c}\n@misc{d}") == ["a", "d", "b", "c"]
    assert sorted(order("@misc{b, crossref = {a}}\n@misc{a, crossref = {b}}")) == ["a", "b"]


def test_of_entries_with_one_key_the_first_stays_first() -> None:
    assert laid_out("@misc{b, note = {1}}\n@misc{a}\n@misc{B}\n@misc{b, note = {2}}").index("{1}") < laid_out(
        "@misc{b, note = {1}}\n@misc{a}\n@misc{B}\n@misc{b, note = {2}}"
    ).index("@misc{B")


def test_fields_stand_in_one_order_and_the_first_of_a_name_stays_first() -> None:
    text = "@misc{a, note={n}, url={u}, year={1}, own={o}, title={t}, year={2}, author={x}, abstract={a}, mine={m}}"
    names = re.findall(r"^  (\w+) = (\{\w\})", laid_out(text), re.M)
    assert [name for name, _ in names] == "author title year year url own mine note abstract".split()
    assert [value for name, value in names if name == "year"] == ["{1}", "{2}"]


def test_references_are_not_the_same_when_one_is_lost_or_changed() -> None:
    whole = Source("a.bib", "@misc{a, title={A}, year={1}, year={2}}\n@misc{b}\n@string{s = {S}}\n@comment{kept}\n")
    assert same_references(whole, Source("a.bib", whole.text.replace("@misc{b}\n", "") + "@misc{b}"))
    for old, new in [
        ("@misc{b}", ""),
        ("{A}", "{B}"),
        ("year={1}, year={2}", "year={2}, year={1}"),
        ("{S}", "{T}"),
        ("kept", "lost"),
        ("@misc{a", "@book{a"),
    ]:
        assert not same_references(whole, Source("a.bib", whole.text.replace(old, new)))


def test_a_file_with_remains_of_entries_keeps_its_order_until_they_are_mended() -> None:
    text = "@misc{b,\n}\n\n@misc{a,\n}\n"
    assert laid_out(text).startswith("@misc{a,")
    assert laid_out(text + "}\n").startswith("@misc{b,")
    assert laid_out("misc{x, year = 1}\n" + text) == "misc{x, year = 1}\n@misc{b,\n}\n\n@misc{a,\n}\n"
