"""What the fixes of identifiers leave, word for word, and whether they are safe."""

from __future__ import annotations

import pytest

import livingsurvey
from livingsurvey.config import read_settings
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

SETTINGS = read_settings(Source("mkdocs.yml", "site_name: Fixes\n"))
SAFE, UNSAFE, NONE = True, False, None
ARXIV = "archiveprefix = {arXiv}"


def mended(code: str, fields: str, type_: str = "article") -> tuple[str, bool | None]:
    """The entry with all fixes of a rule, and whether these are safe (`None` without any)."""
    source = Source("a.bib", f"@{type_}{{k, {fields}}}")
    found = livingsurvey.check(Survey(SETTINGS, (source,)), select=[code])
    assert found, f"{code} finds nothing"
    fixes = [finding.problem.fix for finding in found if finding.problem.fix]
    after = edited(source, [edit for fix in fixes for edit in fix.edits]).text
    return after, all(fix.safe for fix in fixes) if fixes else None


@pytest.mark.parametrize(
    ("code", "fields", "after", "safe"),
    [
        ("BIB006", 'year = {1968}, year = 1968, title = "T"', 'year = {1968}, title = "T"', SAFE),
        ("BIB006", "year = 1968, year = 1969", "year = 1968, year = 1969", NONE),
        ("BIB012", "doi = {10.1145/ 359545.359563}", "doi = {10.1145/359545.359563}", UNSAFE),
        ("BIB012", "doi = {10.1145/359545.359563.}", "doi = {10.1145/359545.359563}", UNSAFE),
        ("BIB012", "doi = {10.1145%2F359545.359563}", "doi = {10.1145/359545.359563}", UNSAFE),
        ("BIB012", "doi = {359545.359563}", "doi = {359545.359563}", NONE),
        ("BIB012", "doi = {10.1000/a, 10.1000/b}", "doi = {10.1000/a, 10.1000/b}", NONE),
        ("BIB014", "isbn = {0-201-89683-5}", "isbn = {0-201-89683-5}", NONE),
        ("BIB016", r"url = {\url{https://example.org/a\_b}}", r"url = {https://example.org/a\_b}", SAFE),
        ("BIB016", "url = {<https://example.org/>}", "url = {https://example.org/}", SAFE),
        ("BIB016", r"url = {\url{see there}}", "url = {see there}", UNSAFE),
        ("BIB016", "url = {www.example.org/a}", "url = {https://www.example.org/a}", UNSAFE),
        ("BIB016", "url = {paper.pdf}", "url = {paper.pdf}", NONE),
        ("BIB022", "url = {https://doi.org/10.1000/A_b}", "doi = {10.1000/A_b}", SAFE),
        ("BIB022", r"note = {doi: 10.1000/a\_b}", "doi = {10.1000/a_b}", UNSAFE),
        ("BIB022", "note = {With 10.1000/a, revised}", "note = {With 10.1000/a, revised}", NONE),
        ("BIB040", "doi = {10.1000/a}, url = {https://doi.org/10.1000/A}", "doi = {10.1000/a}", SAFE),
        ("BIB045", "doi = {http://dx.doi.org/10.1000/a}", "doi = {10.1000/a}", SAFE),
        ("BIB045", f"eprint = {{arXiv:2311.08105v3}}, {ARXIV}", f"eprint = {{2311.08105v3}}, {ARXIV}", SAFE),
        ("BIB045", "eprint = {arXiv:2311.08105}", f"eprint = {{2311.08105}}, {ARXIV}", SAFE),
        ("BIB045", "isbn = {0-201-89683-4}", "isbn = {978-0-201-89683-1}", SAFE),
        ("BIB045", "isbn = {0201896834}", "isbn = {9780201896831}", SAFE),
        ("BIB045", "isbn = {ISBN 978 0 201 89683 1}", "isbn = {978-0-201-89683-1}", SAFE),
        ("BIB045", "issn = {2434561x}", "issn = {2434-561X}", SAFE),
        ("BIB045", "pmid = {PMID: 12345678}", "pmid = {12345678}", SAFE),
        ("BIB039", "doi = {arXiv:2311.08105v2}", f"eprint = {{2311.08105v2}}, {ARXIV}", UNSAFE),
        (
            "BIB039",
            f"doi = {{arXiv:2311.08105}}, eprint = {{2311.08105}}, {ARXIV}",
            "eprint = {2311.08105}, " + ARXIV,
            UNSAFE,
        ),
        ("BIB039", "isbn = {10.1000/a}, doi = {10.1000/b}", "isbn = {10.1000/a}, doi = {10.1000/b}", NONE),
        ("BIB039", "isbn = {0001-0782}", "issn = {0001-0782}", UNSAFE),
        ("BIB039", "doi = {https://example.org/a.pdf}", "url = {https://example.org/a.pdf}", UNSAFE),
    ],
)
def test_a_fix_leaves_this_and_nothing_else(code: str, fields: str, after: str, safe: bool | None) -> None:
    assert mended(code, fields) == (f"@article{{k, {after}}}", safe)


PREPRINT = f"eprint = {{2311.08105}}, {ARXIV}"


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ("journal = {arXiv preprint arXiv:2311.08105}, year = 2023", f"{PREPRINT}, year = 2023"),
        ("journal = {CoRR}, volume = {abs/2311.08105}", PREPRINT),
        (f"journal = {{ArXiv}}, {PREPRINT}", PREPRINT),
        (f"journal = {{arXiv e-prints}}, eid = {{arXiv:2311.08105}}, {PREPRINT}", PREPRINT),
        ("journal = {arXiv}, eprint = {2311.08105}", f"{ARXIV}, eprint = {{2311.08105}}"),
        ("journal = {arXiv:2311.08105v2 [cs.LG]}", f"eprint = {{2311.08105v2}}, {ARXIV}"),
    ],
)
def test_an_article_of_arxiv_becomes_what_it_is_unsafely(fields: str, after: str) -> None:
    facts, safe = mended("BIB038", fields)
    assert sorted(facts.removeprefix("@misc{k, ").removesuffix("}").split(", ")) == sorted(after.split(", "))
    assert safe is UNSAFE


@pytest.mark.parametrize(
    "journal",
    [
        "ArXiv",
        "arXiv preprint arXiv:2311.08105, to appear in a journal",
        "arXiv:2311.08105 and arXiv:2312.00001 volume",
    ],
)
def test_an_article_of_arxiv_that_says_more_or_too_little_stays(journal: str) -> None:
    fields = f"journal = {{{journal}}}"
    assert mended("BIB038", fields) == (f"@article{{k, {fields}}}", NONE)


def test_a_page_on_the_web_keeps_its_address_unless_asked() -> None:
    assert mended("BIB040", "doi = {10.1000/a}, url = {https://doi.org/10.1000/a}", "online")[1] is UNSAFE


@pytest.mark.parametrize(
    "value", ["978-0-201-89683-1, 9780262033848", "9780201896831 9780262033848", "0201896834 (print)"]
)
def test_of_several_numbers_in_a_field_none_is_lost(value: str) -> None:
    source = Source("a.bib", f"@book{{k, isbn = {{{value}}}}}")
    found = livingsurvey.check(Survey(SETTINGS, (source,)), select=["BIB014", "BIB039", "BIB045"])
    assert not [finding for finding in found if finding.problem.fix and finding.problem.fix.safe]


@pytest.mark.parametrize(
    "address",
    ["http://[2001:db8::1]:8080/a", "https://ann:secret@example.org/", "https://example.org/a|b?c=[d]", "ftp://a.b/c"],
)
def test_unusual_addresses_are_addresses(address: str) -> None:
    source = Source("a.bib", f"@misc{{k, url = {{{address}}}}}")
    assert not livingsurvey.check(Survey(SETTINGS, (source,)), select=["BIB016"])
