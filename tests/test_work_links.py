"""The links to a work: each from whatever field the store keeps it in, and nothing that is no address."""

import pytest
from in_memory import survey_of

from livingsurvey.render.work_links import work_links


def links(*fields: str) -> dict[str, str]:
    survey = survey_of({"bibliography/a.bib": f"@misc{{ash2020, title = {{First}}, {', '.join(fields)}}}"})
    return dict(work_links(survey.references["ash2020"]))


def test_preprint_has_its_page_and_its_pdf() -> None:
    found = links("eprint = {2311.08105}", "archiveprefix = {arXiv}", "url = {https://arxiv.org/abs/2311.08105}")
    assert found == {"arXiv": "https://arxiv.org/abs/2311.08105", "PDF": "https://arxiv.org/pdf/2311.08105"}


def test_links_come_in_the_order_in_which_they_are_wanted() -> None:
    found = links("url = {https://example.org/first}", "code = {https://example.org/code}", "doi = {10.1145/1.2}",
                  "pdf = {https://example.org/~ash/first.pdf}")  # fmt: skip
    assert list(found.items()) == [
        ("DOI", "https://doi.org/10.1145/1.2"),
        ("PDF", "https://example.org/~ash/first.pdf"),
        ("Code", "https://example.org/code"),
        ("Web page", "https://example.org/first"),
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/papers/First.PDF", "PDF"),
        ("https://github.com/ash/first", "Code"),
        ("https://www.github.com/ash/first", "Code"),
        ("https://example.org/github.com", "Web page"),
        ("https://example.org/?of=first.pdf", "Web page"),
    ],
)
def test_address_is_called_what_it_leads_to(url: str, name: str) -> None:
    assert links(f"url = {{{url}}}") == {name: url}


@pytest.mark.parametrize(
    "field",
    ["pdf = {/home/ash/first.pdf}", "code = {yes}", "github = {ash/first}", "code = {javascript:alert(1)}", "pdf = {file:///first.pdf}"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(field: str) -> None:
    assert links(field) == {}
