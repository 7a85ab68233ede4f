"""Terms of the glossary: where chapters use them, the page that lists them, and what of it is in the book."""

from __future__ import annotations

import json

import lxml.html
import pytest
from in_memory import STORE, survey_of
from markdown import Markdown

from livingsurvey import check
from livingsurvey.build.stage import generated
from livingsurvey.model.survey import Survey
from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.machines.twins import twins
from livingsurvey.render.pages import Pages

GLOSSARY = """\
Federated learning: {acronym: FL, definition: 'Training on data that stay [@beech2021].', also: [federated training]}
Learning: What a model does.
DiLoCo: {definition: 'Local steps, *then* an average [@ash2020; see @beech2021, p. 3].', see: [fl, Learning, DiLoCo]}
Data party: Who has <b>data</b> & $x$.
"""
TERMS = "# Terms\n\n/// glossary\n///\n"


def survey(text: str = "", glossary: str = GLOSSARY, **others: str) -> Survey:
    files = {f"docs/{name}.md": page for name, page in others.items()}
    return survey_of(
        {"docs/index.md": text, "docs/glossary.yml": glossary, "bibliography/a.bib": STORE, "mkdocs.yml": SETTINGS}
        | files
    )


SETTINGS = "site_name: Test\nmarkdown_extensions: [footnotes, attr_list, admonition, pymdownx.blocks.caption]\n"


def html(of: Survey, path: str = "index.md") -> lxml.html.HtmlElement:
    page = of.chapter_by_path.get(path) or of.data_pages[path]
    extensions = ["toc", "tables", *SETTINGS.partition("[")[2].rstrip("]\n").split(", ")]
    markdown = Markdown(extensions=[*extensions, LivingSurvey(pages=Pages(of), path=path)])
    return lxml.html.fromstring(f"<div>{markdown.convert(page.source.text[page.document.body_start :])}</div>")


def explained(text: str, glossary: str = GLOSSARY) -> list[tuple[str, str]]:
    """The words of a page that are explained, and the term that explains each."""
    links = html(survey(text, glossary)).xpath('//a[@class="sv-gloss"]')
    return [(link.text_content(), link.get("href").partition("#term-")[2]) for link in links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On federated learning, FL and federated learning.", [("federated learning", "federated-learning")]),
        ("On FL, then learning.", [("FL", "federated-learning"), ("learning", "learning")]),
        ("*Federated\n  Training*, then.", [("Federated Training", "federated-learning")]),
        ("> Federated\n> learning", [("Federated learning", "federated-learning")]),
        ("Two data parties, FLs.", [("data parties", "data-party"), ("FLs", "federated-learning")]),
        ("Relearning, learning_rate, DP-learning, learning-free, learnings.", [("learnings", "learning")]),
        ("diloco, DILOCO, fl, _DiLoCo_.", [("DiLoCo", "diloco")]),
        ("A learning's worth.", [("learning", "learning")]),
    ],
)  # fmt: skip
def test_the_first_use_of_a_term_is_explained(text: str, found: list[tuple[str, str]]) -> None:
    assert explained(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "## Learning",
        "[learning](https://example.org) and [learning][x] ![learning](x.svg)\n\n[x]: learning.md",
        "`learning` $learning$ <https://example.org/learning> https://example.org/learning",
        "[see learning, @ash2020, learning] @ash2020 [p. 3, learning]",
        "| learning |\n|---|\n| learning |",
        "![x](x.svg)\n/// figure-caption\nLearning and learning.\n///",
        '!!! note "Learning"\n    Text.',
        "<div>learning</div>\n\n<!-- learning -->",
        "Text.[^learning]\n\n[^learning]: Text.",
    ],
)
def test_what_is_no_prose_is_left_as_it_is(text: str) -> None:
    assert explained(text) == []


def test_without_a_glossary_nothing_is_explained() -> None:
    assert explained("On learning.", "") == []
    assert Pages(survey("On learning.", "")).survey.terms.page is None


def test_a_chapter_leads_to_the_page_that_lists_the_terms_and_that_back_to_the_place() -> None:
    of = survey("On *DiLoCo*.", part="## DiLoCo\n", terms=TERMS)
    link = html(of).xpath('//a[@class="sv-gloss"]')[0]
    assert (link.get("href"), link.getparent().tag) == ("terms/#term-diloco", "em")
    entry = html(of, "terms.md").xpath('//h2[@id="term-diloco"]')[0]
    facts = entry.xpath("following-sibling::p[2]")[0]
    assert [(a.text, a.get("href")) for a in facts.iter("a")] == [
        ("Federated learning", "#term-federated-learning"),
        ("Learning", "#term-learning"),
        ("Index", f"../#{link.get('id')}"),
        ("Part", "../part/"),
    ]


def test_without_a_page_of_its_own_the_glossary_gets_one() -> None:
    of = survey("On DiLoCo.")
    assert html(of).xpath('//a[@class="sv-gloss"]/@href') == ["glossary/#term-diloco"]
    assert "glossary/index.md" in {source.path for source in Pages(of).sources()}
    assert html(of, "glossary/index.md").xpath("//h2/dfn/text()") == [
        "Data party", "DiLoCo", "Federated learning (FL)", "Learning",
    ]  # fmt: skip


def test_a_document_in_the_place_of_the_page_stays_and_nothing_is_explained() -> None:
    of = survey("On DiLoCo.", glossary="# Our words\n")
    of = survey_of({source.path: source.text for source in of.sources} | {"docs/glossary.md": "# Our words\n"})
    assert of.terms.page is None
    assert html(of).xpath('//a[@class="sv-gloss"]') == []


def test_definitions_cite_like_the_page_that_lists_them() -> None:
    of = survey("Text [@ash2020].", terms=f"{TERMS}\nSee [@ash2020].\n")
    mentions = [(mention.chapter.path, mention.number) for mention in of.cited_by["ash2020"]]
    assert mentions == [("index.md", 1), ("terms.md", 1), ("terms.md", 2)]
    page = html(of, "terms.md")
    assert page.xpath('//h2[@id="term-diloco"]/following-sibling::p[1]//a/@id') == [
        "cite-ash2020-2",
        "cite-beech2021-1",
    ]
    definition = page.xpath('//h2[@id="term-diloco"]/following-sibling::p[1]')[0]
    assert definition.text_content() == "Local steps, then an average (Ash, 2020; see Beech and Cedar, 2021, p. 3)."
    backlinks = page.xpath('//li[@id="ref-beech2021"]//a[starts-with(@href, "#cite-")]/@href')
    assert backlinks == ["#cite-beech2021-1", "#cite-beech2021-2"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_definitions_are_sanitised_and_nobody_takes_the_ids_of_terms() -> None:
    of = survey(
        'Text.\n\n<div id="use-gossip">x</div>\n\nOn gossip.',
        "Gossip: Talk <script>alert(1)</script> <b onclick='x()'>on</b>.\n",
        terms=f'<p id="term-gossip">x</p>\n\n{TERMS}',
    )
    page = html(of, "terms.md")
    assert page.xpath('//*[@id="term-gossip"]')[0].tag == "h2"
    assert not page.xpath("//script | //@onclick")
    assert [each.tag for each in html(of).xpath('//*[@id="use-gossip"]')] == ["a"]


def test_cards_have_the_definitions_without_links_beside_the_page_that_lists_them() -> None:
    of = survey("On DiLoCo.", terms=TERMS)
    made = {source.path: source.text for source in generated(Pages(of))}
    told = json.loads(made["terms/definitions.json"])
    assert list(told) == ["term-data-party", "term-diloco", "term-federated-learning", "term-learning"]
    assert told["term-federated-learning"][0] == "Federated learning (FL)"
    definition = lxml.html.fromstring(f"<p>{told['term-diloco'][1]}</p>")
    assert definition.text_content() == "Local steps, then an average (Ash, 2020; see Beech and Cedar, 2021, p. 3)."
    assert definition.xpath("//a | //@id") == []
    taken = survey_of({source.path: source.text for source in of.sources} | {"docs/terms/definitions.json": "{}"})
    assert "terms/definitions.json" not in {source.path for source in generated(Pages(taken))}


def test_many_terms_have_a_way_to_each_letter() -> None:
    names = [*"abcdefghijklm", "mole", "élan", "3D"]
    page = html(survey("Text.", "".join(f"{name}: A word.\n" for name in names)), "glossary/index.md")
    letters = page.xpath('//nav[@aria-label="Letters"]/a')
    assert [letter.text for letter in letters] == list("ABCDEFGHIJKLM")
    assert letters[-1].get("href") == "#term-m"
    targets = set(page.xpath("//@id"))
    assert all(letter.get("href")[1:] in targets for letter in letters)


def test_a_link_may_lead_to_a_term_that_the_glossary_has() -> None:
    of = survey(
        "[Known](terms.md#term-diloco), [unknown](terms.md#term-gossip), [there](part.md#term-diloco).",
        terms=TERMS,
        part="Text.",
    )
    of = survey_of(
        {source.path: source.text for source in of.sources} | {"docs/terms.md": TERMS, "docs/part.md": "Text."}
    )
    found = [each.problem.message for each in check(of, select=["REF002"])]
    assert found == ["there is no place `#term-gossip` in terms.md", "there is no place `#term-diloco` in part.md"]


def test_the_book_lists_the_terms_and_marks_none() -> None:
    of = survey("On DiLoCo.", terms=TERMS)
    pages = Pages(of)
    assert "<a" not in chapter_html(pages, of.chapter_by_path["index.md"])
    listed = lxml.html.fromstring(chapter_html(pages, of.chapter_by_path["terms.md"]))
    assert listed.xpath("//dt/text()")[2] == "Federated learning (FL)"
    assert listed.xpath('//dd//a[@href="#term-learning"]/text()') == ["Learning"]


def test_a_twin_lists_the_terms_in_words() -> None:
    twin = {source.path: source.text for source in twins(Pages(survey("Text.", terms=TERMS)))}["terms/index.html.md"]
    assert "- **DiLoCo**: Local steps, *then* an average (Ash, 2020; see Beech and Cedar, 2021, p. 3).\n" in twin
    assert "- **Data party**: Who has data & $x$.\n" in twin
    assert "///" not in twin


def test_terms_of_one_name_in_other_signs_have_ids_of_their_own() -> None:
    of = survey("k-NN and k NN and 梯度.", "k-NN: One.\nk NN: Two.\n梯度: Three.\n")
    assert of.glossary
    assert sorted(of.glossary.ids.values()) == ["k-nn", "k-nn-2", "term"]
    assert [text for text, _ in explained("k-NN and k NN and 梯度.", of.glossary.source.text)] == [
        "k-NN",
        "k NN",
        "梯度",
    ]
