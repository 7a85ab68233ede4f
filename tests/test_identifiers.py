"""Identifiers in the wordings that stores have, and what only looks like one."""

import pytest

from livingsurvey.syntax import identifiers


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("10.1145/359545.359563", "10.1145/359545.359563"),
        (" doi:10.1145/359545.359563 ", "10.1145/359545.359563"),
        ("DOI: 10.1145/359545.359563", "10.1145/359545.359563"),
        ("https://doi.org/10.1145/359545.359563", "10.1145/359545.359563"),
        ("http://dx.doi.org/10.1145/359545.359563", "10.1145/359545.359563"),
        ("doi.org/10.1145/359545.359563", "10.1145/359545.359563"),
        ("https://doi.acm.org/10.1145/359545.359563", "10.1145/359545.359563"),
        ("https://doi.org/10.1002/%28SICI%291097-0258", "10.1002/(SICI)1097-0258"),
        ("https://doi.org/10.1000%2Fxyz", "10.1000/xyz"),
        ("10.1016/S0022-0000(98)00031-4", "10.1016/S0022-0000(98)00031-4"),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("10.1145/359545.359563.", "10.1145/359545.359563"),
        ("10.48550/arXiv.2311.08105", "10.48550/arXiv.2311.08105"),
        ("10.1/x", ""),
        ("11.1145/359545", ""),
        ("10.1145", ""),
        ("10.1145/a b", ""),
        ("https://example.org/10.1145/359545", ""),
        ("", ""),
    ],
)
def test_doi(text: str, normal: str) -> None:
    assert identifiers.doi(text) == normal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://doi.org/10.1145/359545.359563, page 4", "10.1145/359545.359563"),
        ("(doi:10.1145/359545.359563)", "10.1145/359545.359563"),
        ("https://dl.acm.org/doi/10.1145/359545.359563", "10.1145/359545.359563"),
        ("version 10.1145/x", "10.1145/x"),
        ("https://example.org/a?b=1", ""),
        ("3.10.1145/x", ""),
    ],
)
def test_doi_within_a_text(text: str, found: str) -> None:
    assert identifiers.doi_in(text) == found


@pytest.mark.parametrize(
    ("text", "normal", "version"),
    [
        ("2311.08105", "2311.08105", ""),
        ("0704.0001v1", "0704.0001", "v1"),
        ("arXiv:2311.08105v2 [cs.LG]", "2311.08105", "v2"),
        ("https://arxiv.org/abs/2311.08105", "2311.08105", ""),
        ("https://arxiv.org/pdf/2311.08105v1.pdf", "2311.08105", "v1"),
        ("10.48550/arXiv.2311.08105", "2311.08105", ""),
        ("https://doi.org/10.48550/ARXIV.2311.08105", "2311.08105", ""),
        ("cs/0501001", "cs/0501001", ""),
        ("arXiv:math.GT/0309136", "math.GT/0309136", ""),
        ("HEP-TH/9901001v3", "hep-th/9901001", "v3"),
        ("2313.08105", "", ""),
        ("2311.8105", "", ""),
        ("1412.12345", "", ""),
        ("0611.0001", "", ""),
        ("cs/0513001", "", ""),
        ("2311.081055", "", ""),
        ("arXiv preprint", "", ""),
    ],
)
def test_arxiv(text: str, normal: str, version: str) -> None:
    assert identifiers.arxiv(text) == normal
    assert identifiers.version(text) == version


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arXiv preprint arXiv:2311.08105", "2311.08105"),
        ("CoRR, abs/2311.08105", "2311.08105"),
        ("https://arxiv.org/pdf/cs/0501001v2", "cs/0501001"),
        ("doi 10.48550/arXiv.2311.08105.", "2311.08105"),
        ("pp. 2311.08105", ""),
    ],
)
def test_arxiv_within_a_text(text: str, found: str) -> None:
    assert identifiers.arxiv_in(text) == found


@pytest.mark.parametrize(
    ("text", "normal", "digit"),
    [
        ("978-0-306-40615-7", "9780306406157", "7"),
        ("ISBN 0-306-40615-2", "9780306406157", "2"),
        ("ISBN-13: 979 10 90636 07 1", "9791090636071", "1"),
        ("080442957X", "9780804429573", "X"),
        ("0-8044-2957-x", "9780804429573", "X"),
        ("978-0-306-40615-8", "", "7"),
        ("0-306-40615-3", "", "2"),
        ("977-0-306-40615-7", "", ""),
        ("12345", "", ""),
    ],
)
def test_isbn(text: str, normal: str, digit: str) -> None:
    assert identifiers.isbn(text) == normal
    assert identifiers.isbn_check_digit(text) == digit


@pytest.mark.parametrize(
    ("text", "normal", "digit"),
    [
        ("0317-8471", "0317-8471", "1"),
        ("ISSN 2434561x", "2434-561X", "X"),
        ("e-ISSN: 0317–8471", "0317-8471", "1"),
        ("0317-8472", "", "1"),
        ("0317-847", "", ""),
    ],
)
def test_issn(text: str, normal: str, digit: str) -> None:
    assert identifiers.issn(text) == normal
    assert identifiers.issn_check_digit(text) == digit


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("23193287", "23193287"),
        ("PMID: 23193287", "23193287"),
        ("https://pubmed.ncbi.nlm.nih.gov/23193287/", "23193287"),
        ("PMC3531190", ""),
        ("123456789", ""),
        ("0", ""),
    ],
)
def test_pmid(text: str, normal: str) -> None:
    assert identifiers.pmid(text) == normal


def test_long_texts_are_searched_in_linear_time() -> None:
    for text in ("10." * 50_000, "10.1000/" + ")" * 100_000, "arxiv:" * 50_000, "arxiv " * 9 + " " * 50_000):
        for function in (
            identifiers.doi,
            identifiers.doi_in,
            identifiers.arxiv,
            identifiers.arxiv_in,
            identifiers.isbn,
        ):
            function(text)
