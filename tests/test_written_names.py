"""Names as they are written: each at its place, and none that is not there."""

import pytest

from livingsurvey.syntax.bibtex import Field, scan
from livingsurvey.syntax.bibtex.written_names import fix_of, people, written_names
from livingsurvey.syntax.source import Source


def field(value: str) -> Field:
    return scan(Source("a.bib", f"@string{{me = {{Ash, Ann}}}}\n@misc{{k, author = {value}}}")).entries[0].fields[0]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ash, Ann and Bob Beech", ["Ash, Ann", "Bob Beech"]),
        ("Ash, Ann\n  AND\tBeech~and Cedar", ["Ash, Ann", "Beech", "Cedar"]),
        ("{Ash and Sons} and {\\'A}lvarez, A.", ["{Ash and Sons}", "{\\'A}lvarez, A."]),
        ("Ash, Ann; Beech, Bob; and Cedar, C.", ["Ash, Ann", "Beech, Bob", "Cedar, C."]),
        ("M&uuml;ller, Jan and Anderson, Andy", ["M&uuml;ller, Jan", "Anderson, Andy"]),
        ("and Ash and and Beech and", ["Ash", "Beech"]),
        ("Ash, Ann and others", ["Ash, Ann"]),
        ("Ash, Ann, {\\em et al.}", ["Ash, Ann"]),
        ("Ash, Ann and Others, Al", ["Ash, Ann", "Others, Al"]),
        ("", []),
    ],
)
def test_people_are_found_at_their_places_and_others_are_none(value: str, names: list[str]) -> None:
    found = people(field(f"{{{value}}}"))
    assert [str(name) for name in found] == names
    assert [name.span.text for name in found] == [name.text for name in found]


def test_an_and_that_joins_nothing_leaves_an_empty_name() -> None:
    assert [name.text for name in written_names(field("{and Ash and and Beech}"))] == ["", "Ash", "", "Beech"]


def test_what_braces_and_macros_hold_is_hidden_at_the_same_offsets() -> None:
    [name] = people(field('{M{\\"u}ller \\& {Sons, 3}, J.$^1$}'))
    assert len(name.outside) == len(name.text)
    assert name.outside == "M_____ller && _________, J.$^1$"


def test_names_from_macros_are_read_and_cannot_be_edited() -> None:
    written = field('me # " and Beech, Bob"')
    found = people(written)
    assert [name.text for name in found] == ["Ash, Ann", "Beech, Bob"]
    assert {name.span for name in found} == {written.value_span}
    assert fix_of(written, [found[0].replaced(0, 3, "Elm")]) is None
