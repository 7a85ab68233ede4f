"""Names of people and bodies."""

import pytest

from livingsurvey.syntax.names import Name, Names, names


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
        ("Smith, John,", "Smith, John,"),
        ("{Smith", "Smith"),
        ("Smith}, John", "Smith, John"),
        ("Ada {}", "Ada"),
        (",", ","),
    ],
)
def test_what_cannot_be_split_is_one_literal(value: str, literal: str) -> None:
    assert names(value) == Names((Name(literal=literal),))
