"""Names of people and bodies."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Person

from livingsurvey.syntax.names import Name, Names, names

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Donald E. Knuth", Name("Donald E.", "", "Knuth")),
        ("Knuth, Donald E.", Name("Donald E.", "", "Knuth")),
        ("Ludwig van Beethoven", Name("Ludwig", "van", "Beethoven")),
        ("van der Berg, Jan", Name("Jan", "van der", "Berg")),
        (r"de la Vall{\'e}e Poussin, Charles Louis", Name("Charles Louis", "de la", "Vallée Poussin")),
        ("King, Jr., Martin Luther", Name("Martin Luther", "", "King", "Jr.")),
        (r"M{\"u}ller, J{\"o}rg", Name("Jörg", "", "Müller")),
        (r"{\L}ukasz Kaiser", Name("Łukasz", "", "Kaiser")),
        (r"{\'E}mile~Zola", Name("Émile", "", "Zola")),
        ("Jean-Paul {Sartre Camus}", Name("Jean-Paul", "", "Sartre Camus")),
        ("Plato", Name("", "", "Plato")),
        ("H. Brendan McMahan", Name("H. Brendan", "", "McMahan")),
        ("孔子", Name("", "", "孔子")),
    ],
)
def test_person_is_split_and_decoded(value: str, name: Name) -> None:
    assert names(value) == Names((name,))


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("{OpenAI}", "OpenAI"),
        ("{Barnes and Noble, Inc.}", "Barnes and Noble, Inc."),
        (r"{{\'E}cole Normale {\&} Co}", "École Normale & Co"),
    ],
)
def test_body_in_braces_is_a_literal(value: str, literal: str) -> None:
    assert names(value) == Names((Name(literal=literal),))


def test_names_are_split_at_and_outside_braces_in_either_case() -> None:
    found = names("Ada Lovelace and {Simon and Schuster} AND Alan\n Turing")
    assert [name.family or name.literal for name in found.people] == ["Lovelace", "Simon and Schuster", "Turing"]


@pytest.mark.parametrize("value", ["Ada Lovelace and others", "Ada Lovelace and Others"])
def test_others_are_told_apart_from_people(value: str) -> None:
    assert names(value) == Names((Name("Ada", "", "Lovelace"),), others=True)


@pytest.mark.parametrize("value", ["Ada Lovelace and", "and Ada Lovelace", "and and Ada Lovelace and and"])
def test_dangling_and_is_no_name(value: str) -> None:
    assert names(value) == Names((Name("Ada", "", "Lovelace"),))


@pytest.mark.parametrize("value", ["", "  ", "and", "\n", "~", "{}"])
def test_no_names(value: str) -> None:
    assert names(value) == Names()


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("a, b, c, d", "a, b, c, d"),
        ("{Smith", "Smith"),
        ("Smith}, John", "Smith, John"),
        ("Ada {}", "Ada"),
        (",", ","),
    ],
)
def test_what_cannot_be_split_is_one_literal(value: str, literal: str) -> None:
    assert names(value) == Names((Name(literal=literal),))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        # first, von, last, Jr, as BibTeX finds them ("Tame the BeaST", section 11)
        ("AA BB", ("AA", "", "BB", "")),
        ("AA", ("", "", "AA", "")),
        ("AA bb", ("AA", "", "bb", "")),
        ("aa", ("", "", "aa", "")),
        ("aa bb", ("", "aa", "bb", "")),
        ("AA bb CC", ("AA", "bb", "CC", "")),
        ("AA bb CC dd EE", ("AA", "bb CC dd", "EE", "")),
        ("AA bb CC dd", ("AA", "bb", "CC dd", "")),
        ("AA 1B cc dd", ("AA 1B", "cc", "dd", "")),
        ("AA 1b cc dd", ("AA", "1b cc", "dd", "")),
        ("AA {b}B cc dd", ("AA bB", "cc", "dd", "")),
        ("AA {b}b cc dd", ("AA", "bb cc", "dd", "")),
        ("AA {B}b cc dd", ("AA", "Bb cc", "dd", "")),
        ("AA {bb} cc DD", ("AA bb", "cc", "DD", "")),
        ("AA bb {cc} DD", ("AA", "bb", "cc DD", "")),
        ("AA {bb} CC", ("AA bb", "", "CC", "")),
        ("bb CC, AA", ("AA", "bb", "CC", "")),
        ("bb, AA", ("AA", "", "bb", "")),
        ("bb CC dd EE, AA", ("AA", "bb CC dd", "EE", "")),
        ("BB,", ("", "", "BB", "")),
        ("bb CC,XX, AA", ("AA", "bb", "CC", "XX")),
        ("BB,, AA", ("AA", "", "BB", "")),
        ("jean de la fontaine", ("", "jean de la", "fontaine", "")),
        ("Jean De La Fontaine", ("Jean De La", "", "Fontaine", "")),
        (r"Charles {\relax Ch}arles Smith", ("Charles Charles", "", "Smith", "")),
        (r"Vincent {\relax van} Gogh", ("Vincent", "van", "Gogh", "")),
        (r"{\ae}thelred Unready King", ("", "æthelred", "Unready King", "")),
        (r"Jean {\'e}mile Zola", ("Jean", "émile", "Zola", "")),
        (r"{\'E}mile Zola", ("Émile", "", "Zola", "")),
        (r"\'{E}mile Zola", ("Émile", "", "Zola", "")),
        (r"{\OE}uvre, {\O}yvind", ("Øyvind", "", "Œuvre", "")),
        # what comes with other scripts and countries
        ("Muhammad ibn Musa al-Khwarizmi", ("Muhammad", "ibn", "Musa al-Khwarizmi", "")),
        ("al-Khwarizmi, Muhammad", ("Muhammad", "", "al-Khwarizmi", "")),
        ("Jean le Rond d'Alembert", ("Jean", "le", "Rond d'Alembert", "")),
        ("'t Hooft, Gerard", ("Gerard", "'t", "Hooft", "")),
        ("Jean-Paul  Sartre", ("Jean-Paul", "", "Sartre", "")),
        ("Ó hÉigeartaigh, Seán", ("Seán", "", "Ó hÉigeartaigh", "")),
        ("山田 太郎", ("山田", "", "太郎", "")),
        ("Yamada, 太郎", ("太郎", "", "Yamada", "")),
        ("King Jr., Martin Luther", ("Martin Luther", "", "King Jr.", "")),
        ("Smith, John,", ("John", "", "Smith", "")),
        ("de~Gaulle, Charles~A.", ("Charles A.", "de", "Gaulle", "")),
    ],
)
def test_parts_of_a_name_are_those_that_bibtex_finds(value: str, parts: tuple[str, str, str, str]) -> None:
    given_name, particle, family, suffix = parts
    assert names(value) == Names((Name(given_name, particle, family, suffix),))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("family=Beauvoir, given=Simone, prefix=de", Name("Simone", "de", "Beauvoir")),
        ("given={Martin Luther}, family=King, suffix=Jr.", Name("Martin Luther", "", "King", "Jr.")),
        ("given=Hans, given-i=H, family = {von Harman}, useprefix=true", Name("Hans", "", "von Harman")),
        ('family="Ash Bee", given=Ann', Name("Ann", "", "Ash Bee")),
        (r"family={M{\"u}ller}, given=J", Name("J", "", "Müller")),
    ],
)
def test_extended_names_of_biblatex(value: str, name: Name) -> None:
    assert names(f"{value} and Ada Lovelace") == Names((name, Name("Ada", "", "Lovelace")))


def test_sign_of_equality_alone_makes_no_extended_name() -> None:
    assert names("E=mc, Group") == Names((Name("Group", "", "E=mc"),))


@pytest.mark.parametrize("value", ["Ada Lovelace and et al.", "Ada Lovelace and et~al", "Ada Lovelace and and others"])
def test_typed_others_are_others(value: str) -> None:
    assert names(value) == Names((Name("Ada", "", "Lovelace"),), others=True)


@pytest.mark.parametrize("joint", [" and ", "\nand\n", " AND ", "\t and  and "])
def test_names_are_joined_by_and_with_any_blanks(joint: str) -> None:
    assert names(f"Ash, Ann{joint}{{Bee and Co}}{joint}Cedar") == Names(
        (Name("Ann", "", "Ash"), Name(literal="Bee and Co"), Name("", "", "Cedar"))
    )


WORDS = st.sampled_from(
    ["Ann", "Bo", "de", "la", "von", "Ash", "Jr.", "J.-P.", "{Two Words}", "X", "1st", "Élan", "été"]
)
PARTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150 * EFFORT, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=3).map(", ".join))
def test_pybtex_splits_names_alike(value: str) -> None:
    [name] = names(value).people
    other = Person(value)
    theirs = [other.first_names + other.middle_names, other.prelast_names, other.last_names, other.lineage_names]
    ours = [name.given, name.particle, name.family or name.literal, name.suffix]
    assert ours == [" ".join(part).replace("{", "").replace("}", "") for part in theirs]


@pytest.mark.parametrize("piece", ["{", "}", "a ", "and ", "a and ", "\\", "{a}", "a,", "~", r"{\'", "family=a, "])
def test_hostile_values_are_read(piece: str) -> None:
    assert names(piece * 20_000 + " and Ada Lovelace").people
