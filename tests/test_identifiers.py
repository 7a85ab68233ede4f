"""Identifiers in the wordings that stores have, and what only looks like one."""

from collections.abc import Callable

import pytest

from livingsurvey.syntax import identifiers
from livingsurvey.syntax.identifiers import arxiv, arxiv_in, doi, doi_in, isbn_in, issn_in, pmid, version


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
    ("text", "normal", "named"),
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
def test_arxiv(text: str, normal: str, named: str) -> None:
    assert identifiers.arxiv(text) == normal
    assert identifiers.version(text) == named


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
        ("urn:isbn:9780306406157", "9780306406157", "7"),
        ("978–0–306–40615–7", "9780306406157", "7"),
        ("ISBN-10: 0306406152", "9780306406157", "2"),
        ("979-0-2600-0043-8", "", ""),
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


@pytest.mark.parametrize(
    "text",
    [
        "10.1145/3292500.3330701",
        " 10.1145/3292500.3330701. ",
        "doi:10.1145/3292500.3330701",
        "DOI: 10.1145/3292500.3330701",
        "doi 10.1145/3292500.3330701,",
        "https://doi.org/10.1145/3292500.3330701",
        "http://dx.doi.org/10.1145/3292500.3330701",
        "https://www.doi.org/10.1145/3292500.3330701",
        "doi.org/10.1145/3292500.3330701",
        "https://doi.org/doi:10.1145/3292500.3330701",
        "http://doi.acm.org/10.1145/3292500.3330701",
        "https://doi.org/10.1145%2F3292500.3330701?nosfx=y#top",
        "doi: https://doi.org/10.1145/3292500.3330701",
    ],
)
def test_doi_in_every_wording(text: str) -> None:
    assert doi(text) == doi_in(text) == "10.1145/3292500.3330701"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10.1000.10/ABC", "10.1000.10/ABC"),
        ("10.123456789/x", "10.123456789/x"),
        ("https://doi.org/10.1002/%28SICI%291097%3C1::AID%3E3.0.CO;2-B", "10.1002/(SICI)1097<1::AID>3.0.CO;2-B"),
        ("10.1002/(SICI)1097<1::AID>3.0.CO;2-B", "10.1002/(SICI)1097<1::AID>3.0.CO;2-B"),
        ("10.1000/a%20b", "10.1000/a%20b"),
        ("10.1000/a#b?c", "10.1000/a#b?c"),
        ("10.1000/größe", "10.1000/größe"),
        ("https://doi.org/10.1000/%FF", "10.1000/%FF"),
    ],
)
def test_doi_keeps_what_its_suffix_is_made_of(text: str, name: str) -> None:
    assert doi(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "10.1145", "10.1145/", "10.12/abc", "10.1234567890/abc", "11.1000/abc", "10.1000/a b", "10.1000/a\x07b",
     "https://example.org/10.1000/abc", "https://doi.org/", "https://doi.org/10.1000%2Fa%20b", "n/a", "10.1000/..."],
)  # fmt: skip
def test_no_doi(text: str) -> None:
    assert doi(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://link.springer.com/content/pdf/10.1007/978-3-030-12345-6.pdf", "10.1007/978-3-030-12345-6"),
        ("https://www.frontiersin.org/articles/10.3389/fnins.2019.00001/full", "10.3389/fnins.2019.00001"),
        ("https://dl.acm.org/doi/abs/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/10.1145/3292500?casa_token=x", "10.1145/3292500"),
        ("https://example.org/view?doi=10.1000/xyz&format=pdf", "10.1000/xyz"),
        ("https://example.org/view?u=https%3A%2F%2Fdoi.org%2F10.1000%2Fxyz&a=b", "10.1000/xyz"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://doi.org/10.1000/full/pdf", "10.1000/full/pdf"),
        ("See the paper (doi: 10.1000/a(b)c).", "10.1000/a(b)c"),
        ("Available: <https://doi.org/10.1000/xyz>, last seen in 2020", "10.1000/xyz"),
        ("in “10.1000/xyz”; but 10.1 is none", "10.1000/xyz"),
        ("version 10.1 / 10.1000", ""),
        ("1210.1000/xyz", ""),
        ("https://example.org/10/1000", ""),
    ],
)
def test_doi_within_addresses_and_texts(text: str, name: str) -> None:
    assert doi_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "2311.08105", "arXiv:2311.08105", "arxiv: 2311.08105v2", "arXiv:2311.08105v2 [cs.LG]",
        "https://arxiv.org/abs/2311.08105", "http://www.arxiv.org/pdf/2311.08105v1.pdf", "arxiv.org/abs/2311.08105",
        "https://arxiv.org/pdf/2311.08105", "https://export.arxiv.org/abs/2311.08105", "abs/2311.08105",
        "10.48550/arXiv.2311.08105", "https://doi.org/10.48550/ARXIV.2311.08105", "CoRR abs/2311.08105",
        "arXiv preprint arXiv:2311.08105", "arXiv e-prints, arXiv:2311.08105", "CoRR, abs/2311.08105",
        "https://ar5iv.labs.arxiv.org/html/2311.08105", "https://arxiv.org/abs/2311.08105?context=cs",
    ],
)  # fmt: skip
def test_arxiv_in_every_wording(text: str) -> None:
    assert arxiv(text) == "2311.08105"
    assert arxiv_in(text) == ("" if text == "2311.08105" else "2311.08105")


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("cs/0501001", "cs/0501001"),
        ("arXiv:math.gt/0309136v1", "math.GT/0309136"),
        ("https://arxiv.org/abs/hep-th/9901001v3", "hep-th/9901001"),
        ("cond-mat.stat-mech/0703001", "cond-mat.stat-mech/0703001"),
        ("1412.6980", "1412.6980"),
        ("0704.0001", "0704.0001"),
        ("1501.00001", "1501.00001"),
        ("1501.0001", ""),
        ("1412.00001", ""),
        ("2313.08105", ""),
        ("2300.08105", ""),
        ("0703.0001", ""),
        ("cs/0704001", ""),
        ("hep-th/9013001", ""),
        ("blog/0501001", ""),
        ("2311.081055", ""),
        ("2311.08105v0", ""),
        ("12311.08105", ""),
        ("", ""),
    ],
)
def test_arxiv_old_and_new(text: str, identifier: str) -> None:
    assert arxiv(text) == identifier


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Preprint at arXiv (2311.08105), 2023", "2311.08105"),
        ("Submitted; arXiv:2311.08105v2. 12 pages", "2311.08105"),
        ("see hep-th/9901001 and others", "hep-th/9901001"),
        ("https://www.alphaxiv.org/x?u=https://arxiv.org/abs/2311.08105", "2311.08105"),
        ("pages 2311.08105 of the volume", ""),
        ("arXiv", ""),
        ("arXiv:2399.08105, really arXiv:2311.08105", "2311.08105"),
    ],
)
def test_arxiv_within_texts(text: str, identifier: str) -> None:
    assert arxiv_in(text) == identifier


@pytest.mark.parametrize(
    ("text", "named"),
    [("2311.08105v2", "v2"), ("arXiv:2311.08105V12 [cs.LG]", "v12"), ("hep-th/9901001v3", "v3"), ("2311.08105", ""),
     ("https://arxiv.org/pdf/2311.08105v1.pdf", "v1"), ("see arXiv:2311.08105v4, p. 3", "v4"), ("v2", "")],
)  # fmt: skip
def test_version_of_an_arxiv_paper(text: str, named: str) -> None:
    assert version(text) == named


@pytest.mark.parametrize(
    ("find", "text", "first"),
    [
        (isbn_in, "978-0-262-03384-9; 0-8044-2957-X (paperback)", "9780804429573"),
        (isbn_in, "978 0 262 03384 8 (hardcover), 0-8044-2957-X", "9780262033848"),
        (isbn_in, "9780262033848 9780804429573", "9780262033848"),
        (issn_in, "0028-0836 (print), 1476-4687 (online)", "0028-0836"),
        (issn_in, "Nature", ""),
    ],
)
def test_first_sound_one_of_a_list(find: Callable[[str], str], text: str, first: str) -> None:
    assert find(text) == first


@pytest.mark.parametrize(
    "piece", ["10.1000/", "(", ")", "arxiv ", "arXiv:2311.08105v", "978-", "1 ", "doi:", "%2F", "/pdf"]
)
@pytest.mark.parametrize("find", [doi, doi_in, arxiv, arxiv_in, version, isbn_in, issn_in, pmid])
def test_hostile_texts_are_answered(find: Callable[[str], str], piece: str) -> None:
    assert isinstance(find(piece * 20_000 + "\x00"), str)
