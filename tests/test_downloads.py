"""Files of references on the site, and the links that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import lxml.html
import pytest
from conftest import SMALL, Project, contents
from in_memory import Page, survey_of
from site_links import broken_links

from livingsurvey.build.stage import generated
from livingsurvey.check.checker import check
from livingsurvey.model.bibliography import Bibliography
from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.source import Source

Make = Callable[..., Project]
KEYED = SMALL | {
    "bibliography/time.bib": SMALL["bibliography/time.bib"].replace(
        "  year = {1988},\n", "  year = {1988},\n  keywords = {clocks, message passing},\n"
    ),
}


def keys(text: str) -> list[str]:
    return list(Bibliography((Source("x.bib", text),)).references)


def files(survey: Mapping[str, str]) -> dict[str, str]:
    made = generated(Pages(survey_of(survey)))
    return {source.path: source.text for source in made if is_export(source.path)}


def is_export(path: str) -> bool:
    """Whether a file holds works that the survey cites; how to cite the survey itself stands in others."""
    return path.endswith((".bib", ".ris", ".csv", "survey.json")) and not path.endswith("citation.bib")


def test_a_site_offers_all_works_those_of_topics_and_those_of_chapters() -> None:
    made = files(KEYED)
    assert sorted(made) == [
        "agreement/generals/references.bib",
        "exports/survey.bib",
        "exports/survey.csv",
        "exports/survey.json",
        "exports/survey.ris",
        "exports/topics/clocks.bib",
        "exports/topics/message-passing.bib",
        "foundations/references.bib",
        "foundations/time/references.bib",
    ]
    assert len(keys(made["exports/survey.bib"])) == 6
    assert keys(made["exports/topics/clocks.bib"]) == ["fidge1988timestamps"]
    assert keys(made["foundations/references.bib"]) == ["lamport1978time"]
    assert keys(made["foundations/time/references.bib"]) == [
        "fidge1988timestamps", "lamport1978time", "mattern1989virtual",
    ]  # fmt: skip


def test_a_document_of_the_same_name_stays_as_it_is(project: Make) -> None:
    mine = {"docs/exports/survey.csv": "mine\n", "docs/foundations/references.bib": "@misc{mine, title = {M}}\n"}
    made = project({**SMALL, **mine})
    made.build()
    assert (made.site / "exports/survey.csv").read_text() == "mine\n"
    assert keys((made.site / "foundations/references.bib").read_text()) == ["mine"]
    assert keys((made.site / "foundations/references-cited.bib").read_text()) == ["lamport1978time"]
    assert 'href="references-cited.bib"' in made.page("foundations")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_each_list_of_references_leads_to_its_file(project: Make, directory_urls: bool) -> None:
    flat = "" if directory_urls else "\nuse_directory_urls: false\n"
    made = project(KEYED | {"mkdocs.yml": KEYED["mkdocs.yml"] + flat})
    made.build()
    assert broken_links(made.site, "/small/") == []
    found = 0
    for page in made.site.rglob("*.html"):
        tree = lxml.html.fromstring(page.read_text("utf-8"))
        for link in tree.xpath("//a[@download]"):
            file = page.parent / str(link.get("href"))
            assert file.is_file()
            if "Download these references" in link.text_content():
                found += 1
                listed = tree.xpath("//section[contains(@class, 'sv-references')]//li/@id")
                assert sorted(f"ref-{key}" for key in keys(file.read_text("utf-8"))) == sorted(listed)
    assert found == 3


def test_the_bibliography_names_each_format_and_topic() -> None:
    listed = bibliography(Pages(survey_of(KEYED)), "references/index.md")
    tree = lxml.html.fromstring(f"<div>{listed}</div>")
    assert [(str(link.get("href")), link.text_content()) for link in tree.xpath("//a[@download]")] == [
        ("../exports/survey.bib", "BibTeX"),
        ("../exports/survey.ris", "RIS"),
        ("../exports/survey.json", "CSL-JSON"),
        ("../exports/survey.csv", "CSV"),
        ("../exports/topics/clocks.bib", "clocks"),
        ("../exports/topics/message-passing.bib", "message passing"),
    ]
    listed = bibliography(Pages(survey_of(SMALL)), "references/index.md")
    without = lxml.html.fromstring(f"<div>{listed}</div>")
    assert not without.xpath("//details[contains(@class, 'sv-topics')]")


def test_a_page_that_cites_nothing_offers_nothing() -> None:
    assert not Page("Nothing.\n").values("//a[@download]/@href")
    assert Page("A claim [@ash2020].\n", path="part/a.md").values("//a[@download]/@download") == ["part-a.bib"] * 2
    assert Page("A claim [@ash2020].\n").values("//a[@download]/@download") == ["references.bib"]


def test_links_to_generated_files_are_sound_and_others_are_not() -> None:
    text = KEYED["docs/index.md"] + (
        "\n[a](exports/survey.ris) [b](exports/topics/clocks.bib) [c](foundations/time/references.bib)"
        " [d](exports/topics/tides.bib) [e](agreement/references.bib)\n"
    )
    found = [
        diagnostic.problem.message
        for diagnostic in check(survey_of(KEYED | {"docs/index.md": text}))
        if diagnostic.rule.code == "REF001"
    ]
    assert found == [
        "there is no page or file `exports/topics/tides.bib`",
        "there is no page or file `agreement/references.bib`",
    ]


def test_a_bare_build_offers_the_same_files(project: Make) -> None:
    made = project(KEYED)
    made.build()
    offered = {path: data for path, data in contents(made.site).items() if is_export(path)}
    done = made.command("mkdocs", "build", "-q", "--site-dir", "bare")
    assert done.code == 0, done
    bare = contents(made.root / "bare")
    assert len(offered) == 9 + 2 * 6  # beside the pages of works, .bib and .ris
    assert {path: bare.get(path) for path in offered} == offered
