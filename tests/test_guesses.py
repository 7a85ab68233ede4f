"""Guesses at what was meant: the most alike, and no more of them than a person would read."""

from __future__ import annotations

from livingsurvey.check.guesses import Guesses


def test_the_most_alike_name_is_guessed_and_nothing_that_is_unlike() -> None:
    guesses = Guesses()
    assert guesses.near("defintion", ["definition", "definitive", "attacks"]) == "definition"
    assert guesses.near("gone", ["definition", "attacks"]) is None
    assert guesses.near("gone", ["goner"], among="another page") == "goner"


def test_a_hundred_names_are_guessed_and_the_guesses_are_kept() -> None:
    guesses = Guesses()
    names = [f"name-{number:03}" for number in range(150)]
    found = [guesses.near(name, [f"{name}x"], among=name) for name in names]
    assert found == [f"{name}x" for name in names[:100]] + [None] * 50
    assert guesses.near(names[0], [], among=names[0]) == f"{names[0]}x"


def test_among_very_many_names_fewer_are_guessed() -> None:
    guesses = Guesses()
    known = [f"name-{number}" for number in range(90_000)]
    assert [guesses.near(name, known) is None for name in ("nme-17", "nam-18", "nmae-19")] == [False, False, True]
