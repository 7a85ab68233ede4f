"""Names of one venue find one another; those that could mean two do not."""

from __future__ import annotations

import pytest

from livingsurvey.model.venues import same_venues

SAME = [
    ("Journal of Trees", "Journal of trees"),
    ("Science and Society", "The Science & Society"),
    ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci."),
    ("IEEE Transactions on Information Theory", "IEEE Trans. Inf. Theory"),
    ("International Conference on Trees", "Int'l Conf. on Trees"),
    ("Advances in Neural Information Processing Systems (NeurIPS)", "NeurIPS"),
    (
        "Advances in Neural Information Processing Systems (NeurIPS)",
        "Advances in Neural Information Processing Systems",
    ),
    ("Annals of Trees (AoTr)", "Ann. Trees"),
]
DIFFERENT = [
    ("Nature", "Nature Communications"),
    ("Nature", "Nat."),
    ("Physics of Trees A", "Phys. Trees B"),
    ("Journal of Trees", "J. Roots"),
    ("Statistics (Methodological)", "Statistics (Applied)"),
    ("Conference on Trees", "Conference on Trees 2020"),
    ("IEEE Access", "IEEE Acoustics"),
    ("?", "..."),
]


@pytest.mark.parametrize("names", SAME)
def test_names_of_one_venue(names: tuple[str, str]) -> None:
    assert [set(group) for group in same_venues(names)] == [set(names)]
    assert [set(group) for group in same_venues(reversed(names))] == [set(names)]


@pytest.mark.parametrize("names", DIFFERENT)
def test_names_of_two_venues(names: tuple[str, str]) -> None:
    assert same_venues(names) == ()


def test_a_name_that_could_mean_two_is_in_no_group() -> None:
    assert same_venues(["Conference on Trees (CT)", "Congress of Timber (CT)", "CT"]) == ()
    assert same_venues(["Journal of Computer Science", "Journal of Computational Science", "J. Comput. Sci."]) == ()


def test_three_names_of_one_venue_are_one_group() -> None:
    names = ("Conference on Neural Trees (CoNT)", "Conf. on Neural Trees", "CoNT")
    assert [set(group) for group in same_venues(names)] == [set(names)]
