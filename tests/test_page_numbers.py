"""Page numbers: which texts are ranges, of which pages."""

import pytest

from livingsurvey.syntax.page_numbers import behind_label, is_article_page, items, page_range


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12--34", 12, 34),
        ("12-34", 12, 34),
        ("12 – 34", 12, 34),
        ("345--52", 345, 352),
        ("99--101", 99, 101),
        ("S12--S15", 12, 15),
        ("12:1--12:27", 1, 27),
        ("12:1--27", 1, 27),
        ("27a--31b", 27, 31),
        ("iv--xii", 4, 12),
        ("XCIX--CI", 99, 101),
        ("12\\textendash{}34", 12, 34),
    ],
)
def test_a_range_is_two_pages_of_one_kind(text: str, first: int, last: int) -> None:
    pages = page_range(text)
    assert pages
    assert (pages.first.number, pages.last.number) == (first, last)
    assert text[slice(*pages.dash)].strip(" -–") in ("", "\\textendash{}")


@pytest.mark.parametrize("text", ["12", "e-12", "S12-5", "3-1--3-12", "iv--12", "iv--XII", "Article 12-14", "--", ""])
def test_anything_else_is_none(text: str) -> None:
    assert page_range(text) is None


def test_the_page_of_an_article_is_told_from_a_range() -> None:
    for text, article in (("021106-4", True), ("063110-12", True), ("12345-52", False), ("345-52", False)):
        pages = page_range(text)
        assert pages
        assert is_article_page(pages) == article, text


def test_parts_stand_between_commas_and_labels_before_them() -> None:
    text = "pp. 12--34, p.~40; P12003"
    parts = [text[behind_label(text, start) : end] for start, end in items(text)]
    assert parts == ["12--34", "40", "P12003"]
