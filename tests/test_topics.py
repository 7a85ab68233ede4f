"""What readers see of a taxonomy: tags, the pages of terms, the bibliography's filters, and the data behind them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import lxml.html
import pytest
from in_memory import survey_of
from markdown import Markdown

from livingsurvey.build.stage import generated
from livingsurvey.model.targets import is_generated, page_at, topic_pages
from livingsurvey.render.facets import facets
from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.reference_page import reference_pages

TAXONOMY = """\
facets:
  challenges:
    label: Challenges & more
    description: What makes it hard.
    terms:
      privacy: {label: "Privacy <b>@ash2020", description: "Nobody: learns.", also: [confidentiality]}
      cost: {label: Cost, color: "#d55e00"}
      speed: {label: Speed}
  stages:
    label: Stages
    terms:
      data: {label: Data}
"""
FILES: Mapping[str, str] = {
    "docs/taxonomy.yml": TAXONOMY,
    "docs/index.md": "---\ntitle: Home\n---\n\nText.\n",
    "docs/a.md": "---\ntitle: A\ndescription: On A.\nchallenges: [cost, privacy]\nstages: [data]\n---\n\n"
    "One [@beech2021], two [@beech2021].\n",
    "docs/b/c.md": "---\ntitle: C\nchallenges: [privacy]\n---\n\nOne [@ash2020].\n",
    "bibliography/a.bib": "@misc{ash2020, title={First}, year=2020, keywords={challenges:privacy, graphs}}\n"
    "@misc{beech2021, title={Second}, year=2021, keywords={challenges:privacy, challenges:cost, stages:data}}\n"
    "@misc{cedar2022, title={Third}, year=2022, keywords={graphs, trees}}\n",
}


def made(files: Mapping[str, str] = FILES) -> Pages:
    return Pages(survey_of(files))


def shown(pages: Pages, path: str) -> lxml.html.HtmlElement:
    """A page as an engine renders it."""
    sources = {source.path: source.text for source in pages.sources()}
    sources |= {chapter.path: chapter.source.text for chapter in pages.survey.chapters}
    text = sources[path].split("---\n", 2)[2]
    return lxml.html.fromstring(
        f"<div>{Markdown(extensions=[LivingSurvey(pages=pages, path=path)]).convert(text)}</div>"
    )


def texts(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def test_a_terms_page_has_its_chapters_and_its_works_and_leads_to_the_narrowed_bibliography() -> None:
    page = shown(made(), "topics/challenges/privacy.md")
    assert texts(page, ".//h1") == ["Privacy <b>@ash2020"]
    assert texts(page, ".//*[contains(@class, 'sv-description')]") == ["Nobody: learns."]
    assert texts(page, ".//h2") == ["Chapters 2", "Works 2"]
    cards = page.xpath(".//*[contains(@class, 'sv-card-title')]/a")
    assert [(card.text, card.get("href")) for card in cards] == [("A", "../../../a/"), ("C", "../../../b/c/")]
    assert [work.get("href") for work in page.xpath(".//a[@class='sv-work']")] == [
        "../../../references/ash2020/",
        "../../../references/beech2021/",
    ]
    assert texts(page, ".//li/*[@class='sv-places']") == ["cited in 1 place", "cited in 2 places"]
    links = [link.get("href") for link in page.xpath(".//*[contains(@class, 'sv-facts')]//a")]
    assert links == [
        "../../#challenges",
        "../../../references/?challenges=privacy",
        "../../../exports/topics/challenges-privacy.bib",
    ]


def test_a_terms_page_says_when_nothing_has_the_term() -> None:
    page = shown(made(), "topics/challenges/speed.md")
    assert texts(page, ".//h2") == []
    assert texts(page, ".//p")[-1] == "Nothing in this survey has this term yet."


def test_of_many_works_those_cited_most_are_shown_and_of_these_the_newest() -> None:
    works = "".join(
        f"@misc{{work{n}, title={{Work {n}}}, year={1900 + n}, keywords={{stages:data}}}}\n" for n in range(60)
    )
    page = shown(made({**FILES, "bibliography/b.bib": works}), "topics/stages/data.md")
    found = [work.get("href").split("/")[-2] for work in page.xpath(".//a[@class='sv-work']")]
    assert sorted(found) == sorted(["beech2021", *(f"work{n}" for n in range(11, 60))])
    assert texts(page, ".//*[@id='works']") == ["Works 61"]
    assert "All 61 in the bibliography" in texts(page, ".//*[contains(@class, 'sv-facts')]//a")


def test_the_page_of_all_terms_counts_what_has_them() -> None:
    page = shown(made(), "topics/index.md")
    assert texts(page, ".//h2") == ["Challenges & more", "Stages"]
    assert texts(page, ".//dt") == ["Privacy <b>@ash2020", "Cost", "Speed", "Data"]
    assert texts(page, ".//dd") == [
        "Nobody: learns. 2 chapters, 2 works",
        "1 chapter, 1 work",
        "",
        "1 chapter, 1 work",
    ]


def test_a_chapter_and_a_work_name_their_terms_by_label_and_lead_to_them() -> None:
    pages = made()
    page = shown(pages, "a.md")
    assert texts(page, ".//*[@class='sv-tags']/dt") == ["Challenges & more", "Stages"]
    links = page.xpath(".//*[@class='sv-tags']//a")
    assert [link.text for link in links] == ["Privacy <b>@ash2020", "Cost", "Data"]
    assert [link.get("href") for link in links][1] == "../topics/challenges/cost/"
    assert [link.get("style") for link in links][1] == "--term:#d55e00"
    assert texts(shown(pages, "index.md"), ".//*[@class='sv-tags']") == []
    stamps = {stamp.title: lxml.html.fromstring(str(stamp.body)) for stamp in reference_pages(pages)}
    rows = [" ".join(row.text_content().split()) for row in stamps["First"].xpath(".//*[@class='sv-about']/div")]
    assert rows == ["Challenges & more Privacy <b>@ash2020", "Topics graphs", "Key ash2020"]
    assert stamps["First"].xpath(".//*[@class='sv-tag']")[0].get("href") == "../../topics/challenges/privacy/"


def test_the_bibliography_is_narrowed_by_each_facet_and_by_free_keywords() -> None:
    found = {facet.name: facet for facet in facets(made().survey)}
    assert list(found)[:4] == ["challenges", "stages", "topic", "year"]
    assert found["challenges"].label == "Challenges & more"
    assert found["challenges"].values == {"privacy": "Privacy <b>@ash2020", "cost": "Cost"}
    assert found["topic"].values == {"graphs": "graphs", "trees": "trees"}


def test_a_survey_without_a_taxonomy_has_keywords_as_topics_and_no_pages_of_terms() -> None:
    pages = made({path: text for path, text in FILES.items() if path != "docs/taxonomy.yml"})
    assert not [source.path for source in generated(pages) if "topics/" in source.path and source.path.endswith(".md")]
    first = facets(pages.survey)[0]
    assert first.name == "topic"
    assert "challenges:privacy" in first.values
    assert texts(shown(pages, "a.md"), ".//*[@class='sv-tags']") == []


def test_pages_of_terms_may_be_linked_and_are_found_by_their_addresses() -> None:
    survey = made().survey
    assert list(topic_pages(survey)) == [
        "topics/index.md",
        "topics/challenges/privacy.md",
        "topics/challenges/cost.md",
        "topics/challenges/speed.md",
        "topics/stages/data.md",
    ]
    assert all(is_generated(survey, path) for path in topic_pages(survey))
    assert page_at(survey, "topics/challenges/privacy/") == "topics/challenges/privacy.md"
    assert not is_generated(survey, "topics/challenges/gone.md")


def test_a_document_in_the_place_of_a_terms_page_stays_and_the_lists_follow_it() -> None:
    own = "# Of privacy\n\nOur own words.\n"
    pages = made({**FILES, "docs/topics/challenges/privacy.md": "---\ntitle: P\n---\n" + own})
    assert "topics/challenges/privacy.md" not in {source.path for source in pages.sources()}
    page = shown(pages, "topics/challenges/privacy.md")
    assert texts(page, ".//h1") == ["Of privacy"]
    assert texts(page, ".//h2") == ["Chapters 2", "Works 2"]


def test_data_files_name_terms() -> None:
    files = {source.path: source.text for source in generated(made())}
    taxonomy = json.loads(files["api/taxonomy.json"])
    assert [facet["id"] for facet in taxonomy["facets"]] == ["challenges", "stages"]
    assert taxonomy["facets"][0]["terms"][0] == {
        "id": "privacy",
        "label": "Privacy <b>@ash2020",
        "also": ["confidentiality"],
        "description": "Nobody: learns.",
        "color": "#0072b2",
        "address": "topics/challenges/privacy/",
    }
    works = {work["key"]: work.get("terms") for work in json.loads(files["api/references.json"])["references"]}
    assert works == {
        "ash2020": ["challenges:privacy"],
        "beech2021": ["challenges:privacy", "challenges:cost", "stages:data"],
        "cedar2022": None,
    }
    chapters = {each["path"]: each.get("terms") for each in json.loads(files["api/chapters.json"])["chapters"]}
    assert chapters["b/c.md"] == ["challenges:privacy"]
    assert "(api/taxonomy.json)" in files["llms.txt"]


@pytest.mark.parametrize("label", ["A: b", '"quoted" \\', "- x", "#1 & <i>"])
def test_a_label_stands_in_the_front_matter_as_it_is(label: str) -> None:
    taxonomy = f"facets:\n  f:\n    label: F\n    terms:\n      t: {{label: {json.dumps(label)}}}\n"
    pages = made({**FILES, "docs/taxonomy.yml": taxonomy})
    (source,) = (source for source in pages.sources() if source.path == "topics/f/t.md")
    assert survey_of({"docs/t.md": source.text}).chapters[0].title == label
    assert texts(shown(pages, "topics/f/t.md"), ".//h1") == [" ".join(label.split())]


def test_the_book_has_no_tags() -> None:
    pages = made()
    assert "sv-tag" not in chapter_html(pages, pages.survey.chapter_by_path["a.md"])
