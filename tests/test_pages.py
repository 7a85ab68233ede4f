"""What the site has beside the chapters: addresses, reference pages, the bibliography."""

from __future__ import annotations

import posixpath
import re

import lxml.html
import pytest
from in_memory import survey_of

from livingsurvey.model.slugs import slugs
from livingsurvey.render.address import Addresses
from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import Stamp, reference_pages

FILES = {
    "mkdocs.yml": "nav: [index.md, part/a.md]\n",
    "docs/index.md": "# Home\n\nFirst. See [@ash2020]\nfor *this* claim. Last.\n",
    "docs/part/a.md": "---\ntitle: A & B\n---\n\n## Sec $x$ [@oak]\n\n"
    "- One. `Two.` $a. B$ by @ash2020 [p. 3], <b>here</b>! Three.\n\n"
    "> Quoted [see @ash2020;\n> @oak].[^1]\n\n[^1]: Note @oak.\n",
    "bibliography/a.bib": "@book{ash2020, author={Ash, Ann and others}, title={On $x$ & y}, year=2020, "
    "abstract={An <i>}, doi={10.1000/x}, eprint={2311.08105}, archiveprefix={arXiv}, url={https://example.org/a?b&c}}\n"
    "@misc{oak, author={Oak, O}}\n@misc{lone, title={Lone}}\n",
}  # fmt: skip


def addresses(directory_urls: bool = True) -> Addresses:
    settings = "" if directory_urls else "use_directory_urls: false\n"
    return Addresses(survey_of({"mkdocs.yml": settings, "bibliography/a.bib": "@misc{a}\n"}))


def stamps() -> dict[str, Stamp]:
    return {re.sub(r"^references/|/$", "", each.address): each for each in reference_pages(Pages(survey_of(FILES)))}


def test_slugs_are_safe_unique_and_the_same_whatever_else_is_there() -> None:
    keys = ["a2020", "DBLP:conf/x", "dblp-conf-x", "李", "Größe", "index", "../../etc", "a2020b", "A2020B"]
    made = slugs(keys)
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in made.values())
    assert len({slug.lower() for slug in made.values()}) == len(keys)
    assert (made["a2020"], made["Größe"], made["../../etc"]) == ("a2020", "gr-e", "etc")
    assert made["index"] != "index"
    assert slugs(reversed(keys)) == made


@pytest.mark.parametrize(
    ("path", "directory", "file"),
    [
        ("index.md", "", "index.html"),
        ("a.md", "a/", "a.html"),
        ("part/index.md", "part/", "part/index.html"),
        ("part/a.md", "part/a/", "part/a.html"),
    ],
)
def test_pages_stand_where_mkdocs_puts_them(path: str, directory: str, file: str) -> None:
    assert addresses().page(path) == directory
    assert addresses(directory_urls=False).page(path) == file


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("path", ["index.md", "a.md", "part/index.md", "part/a.md", "part/deep/a.md"])
@pytest.mark.parametrize("target", ["index.md", "a.md", "part/a.md", "references/a/index.md"])
def test_links_between_pages_lead_there(path: str, target: str, directory_urls: bool) -> None:
    known = addresses(directory_urls)
    here = "/site/" + known.page(path)
    link = known.between(path, known.page(target))
    assert not link.startswith("/")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(here), link))
    assert there == posixpath.normpath("/site/" + known.page(target))


def test_a_reference_page_shows_the_work_and_where_it_is_cited() -> None:
    page = stamps()["ash2020"]
    tree = lxml.html.fromstring(f"<div>{page.body}</div>")
    assert page.title == "On $x$ & y"
    assert page.heading == "On <math><mi>x</mi></math> &amp; y"
    assert [" ".join(found.text_content().split()) for found in tree.xpath("//p[@class='sv-authors']")] == [
        "Ann Ash, et al."
    ]
    assert [str(href) for href in tree.xpath("//p[@class='sv-actions']/a[not(@download)]/@href")] == [
        "https://doi.org/10.1000/x",
        "https://arxiv.org/abs/2311.08105",
        "https://arxiv.org/pdf/2311.08105",
        "https://example.org/a?b&c",
    ]
    assert "An &lt;i&gt;" in page.body
    chapters = [(found.text_content(), str(found.get("href"))) for found in tree.xpath("//h3/a")]
    assert chapters == [("Home", "../../"), ("A & B", "../../part/a/")]
    sentences = [" ".join(found.text_content().split()) for found in tree.xpath("//ul/li/p")]
    assert sentences == [
        "See (Ash et al., 2020) for this claim.",
        "Two. a.B by Ash et al. (2020, p. 3), here!",
        "Quoted (see Ash et al., 2020; Oak, n.d.).",
    ]
    marked = [found.text_content() for found in tree.xpath("//ul/li/p/a")]
    assert marked == ["(Ash et al., 2020)", "Ash et al. (2020, p. 3)", "(see Ash et al., 2020; Oak, n.d.)"]
    places = [str(href) for href in tree.xpath("//ul/li/p/a/@href")]
    assert places == ["../../#cite-ash2020-1", "../../part/a/#cite-ash2020-1", "../../part/a/#cite-ash2020-2"]


def test_a_reference_page_says_if_nobody_cites_the_work() -> None:
    page = stamps()["lone"]
    assert "No chapter cites this work." in page.body
    assert "@misc{lone" in page.body


def test_the_bibliography_lists_every_work_with_the_number_of_places() -> None:
    listed = bibliography(Pages(survey_of(FILES)), "references/index.md")
    tree = lxml.html.fromstring(f"<div>{listed}</div>")
    assert [found.text_content() for found in tree.xpath("//li[@id]/span[@class='sv-places']")] == [
        "cited in 3 places",
        "not cited",
        "cited in 3 places",
    ]
    assert [str(value) for value in tree.xpath("//li/@id")] == ["ref-ash2020", "ref-lone", "ref-oak"]
    assert [str(value) for value in tree.xpath("//a[@class='sv-work']/@href")] == ["ash2020/", "lone/", "oak/"]


def test_generated_pages_give_way_to_contributed_ones() -> None:
    own = {**FILES, "docs/references/index.md": "# Mine\n"}
    assert [source.path for source in Pages(survey_of(own)).sources()] == ["references/_shell/index.md"]
    assert "references/index.md" in [source.path for source in Pages(survey_of(FILES)).sources()]
