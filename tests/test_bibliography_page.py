"""The bibliography: its pages for readers without scripts, its data for the script, its chart."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
from conftest import MINIMAL, Project
from in_memory import survey_of
from site_links import broken_links

from livingsurvey.model.slugs import slugs
from livingsurvey.model.targets import bibliography_pages
from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.facets import facets
from livingsurvey.render.pages import Pages
from livingsurvey.render.works import works_json
from livingsurvey.render.year_chart import year_chart

FILES = {
    "docs/index.md": "# Home\n\nFirst [@ash2020; @oak].\n",
    "docs/part/a.md": "---\ntitle: A & B\n---\n\nAgain [@ash2020], twice [@ash2020].\n",
    "bibliography/a.bib": "@article{ash2020, author={Ash, Ann Maria and S{\\o}rensen, {\\'E}mile}, "
    "title={On <i> & $x$}, journal={Leaves}, year=2020, keywords={roots, Bark}, ids={old2019}}\n"
    "@inproceedings{oak, author={Oak, O}, title={Twigs}, booktitle={Proc. Trees}, year=2021, keywords={bark}}\n"
    "@misc{Lone, title={The Lone One}, eprint={2311.08105}, archiveprefix={arXiv}}\n",
}


def data(files: dict[str, str] = FILES, style: str = "author-year") -> Any:
    settings = f"site_name: T\nextra: {{survey: {{style: {style}}}}}\n"
    return json.loads(works_json(Pages(survey_of({"mkdocs.yml": settings} | files))))


def many(works: int, settings: str = "") -> Pages:
    """A survey of works by authors whose names go through the alphabet."""
    names = [f"{chr(65 + number * 26 // works)}name{number:05}" for number in range(works)]
    store = "\n".join(f"@misc{{k{n}, author={{{name}, A}}, title={{T{n}}}, year=2020}}" for n, name in enumerate(names))
    return Pages(survey_of({"mkdocs.yml": f"site_name: T\n{settings}", "bibliography/a.bib": store}))


def tree(pages: Pages, path: str = "references/index.md") -> Any:
    return lxml.html.fromstring(f"<div>{bibliography(pages, path)}</div>")


def works(found: Any) -> dict[str, list[Any]]:
    return {work[0]: work for work in found["works"]}


def test_data_hold_each_work_in_the_order_of_the_list_with_its_text_and_places() -> None:
    found = data()
    assert list(works(found)) == ["ash2020", "Lone", "oak"]
    ash = works(found)["ash2020"]
    assert ash[1].startswith("Ash, A. M., &amp; Sørensen, É. (2020). <a>On &lt;i&gt; &amp; <math>")
    assert [work[3] for work in found["works"]] == [3, 0, 1]
    assert found["page"] == "/"


def test_data_hold_words_that_the_text_does_not_show() -> None:
    words = works(data())["ash2020"][2].split()
    # Given names, a former key, and in plain letters what no script takes apart.
    assert words == ["sorensen", "ann", "maria", "emile", "old2019"]


def test_data_name_values_of_each_facet_and_those_of_each_work() -> None:
    found = data()
    shown = {name: (label, values) for name, label, values in found["facets"]}
    assert shown == {
        "topic": ("Topic", ["Bark", "roots"]),
        "year": ("Year", ["2021", "2020", "undated"]),
        "type": ("Type", [["article", "Journal article"], ["paper", "Conference paper"], ["preprint", "Preprint"]]),
        "venue": ("Venue", ["arXiv", "Leaves", "Proc. Trees"]),
        "chapter": ("Cited in", [["index", "Home"], ["part/a", "A & B"]]),
    }
    assert [work[4] for work in found["works"]] == [
        [[0, 1], [1], [0], [1], [0, 1]],
        [[], [2], [2], [0], []],
        [[0], [0], [1], [2], [0]],
    ]


def test_data_name_pages_and_keys_of_exports_where_they_are_not_the_key() -> None:
    odd = {"bibliography/a.bib": "@misc{Größe:1, title={A}}\n@misc{plain, title={B}}\n@misc{Upper, title={C}}\n"}
    found = works(data(odd))
    assert found["Größe:1"][5:] == ["gr-e-1", "Grosse:1"]
    assert found["plain"][5:] == []
    assert found["Upper"][5:] == ["upper"]


def test_data_of_the_numeric_style_have_numbers_and_the_places_of_names() -> None:
    found = data(style="numeric")
    assert list(works(found)) == ["ash2020", "oak", "Lone"]
    assert [re.match(r'<span class="sv-number">\[(\d)\]</span> ', work[1])[1] for work in found["works"]] == [  # type: ignore[index]
        "1", "2", "3",
    ]  # fmt: skip
    assert [work[7] for work in found["works"]] == [0, 2, 1]


def test_files_of_a_store_without_keywords_are_its_topics() -> None:
    store = {"bibliography/federated-learning.bib": "@misc{a}\n", "bibliography/trust.bib": "@misc{b}\n@misc{c}\n"}
    topic = facets(survey_of(store))[0]
    assert list(topic.values) == ["Trust", "Federated learning"]
    assert topic.of == {"a": ("Federated learning",), "b": ("Trust",), "c": ("Trust",)}


def test_what_all_works_share_is_no_facet() -> None:
    assert [facet.name for facet in facets(survey_of({"bibliography/a.bib": "@misc{a}\n@misc{b}\n"}))] == []


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (500, 1), (501, 2), (1000, 2), (1001, 3)])
def test_a_page_lists_at_most_500_works(count: int, pages: int) -> None:
    survey = many(count)
    paths = bibliography_pages(survey.survey)
    assert len(paths) == pages
    listed = [str(link) for path in paths for link in tree(survey, path).xpath("//li[@id]//a/@href")]
    assert len(listed) == len(set(listed)) == count
    sizes = [len(tree(survey, path).xpath("//li[@id]")) for path in paths]
    assert all(size == 500 for size in sizes[:-1])


def test_pages_lead_to_one_another_and_to_letters() -> None:
    survey = many(1001)
    first, second, third = (tree(survey, path) for path in bibliography_pages(survey.survey))

    def hrefs(page: Any, what: str) -> list[str]:
        return [str(href) for href in page.xpath(f"//nav[@class='sv-lists']/a[{what}]/@href")]

    assert (hrefs(first, "@rel='prev'"), hrefs(first, "@rel='next'")) == ([], ["page-2/"])
    assert (hrefs(second, "@rel='prev'"), hrefs(second, "@rel='next'")) == (["../"], ["../page-3/"])
    assert (hrefs(third, "@rel='prev'"), hrefs(third, "@rel='next'")) == (["../page-2/"], [])
    assert [each.text for each in second.xpath("//*[@aria-current='page']")] == ["501–1000"]
    letters = {link.text: str(link.get("href")) for link in second.xpath("//nav[@class='sv-letters']/a")}
    assert len(letters) == 26
    assert (letters["A"], letters["Z"]) == ("../#ref-k0", "#ref-k963")
    assert not second.xpath("//form")  # searching is for the first page, which has all works
    assert first.xpath("//form/@data-works") == ["works.json"]


def test_pages_stand_in_a_site_out_of_the_navigation(tmp_path: Any) -> None:
    store = "\n".join(f"@misc{{k{n}, title = {{T{n}}}}}" for n in range(501)) + "\n@misc{page-2, title = {Mine}}\n"
    settings = MINIMAL["mkdocs.yml"] + "use_directory_urls: false\nextra: {survey: {select: [CIT001]}}\n"
    made = Project(
        tmp_path, MINIMAL | {"mkdocs.yml": settings, "docs/index.md": "# A\n", "bibliography/store.bib": store}
    )
    made.build()
    second = lxml.html.fromstring((made.site / "references/page-2/index.html").read_text("utf-8"))
    assert len(second.xpath("//ol/li[@id]")) == 2
    assert not lxml.html.fromstring((made.site / "index.html").read_text("utf-8")).xpath(
        "//nav//a[contains(., 'page 2')]"
    )
    assert (made.site / f"references/{slugs(['page-2'])['page-2']}/index.html").is_file()
    assert json.loads((made.site / "references/works.json").read_text("utf-8"))["page"] == "/index.html"
    assert broken_links(made.site) == []


def test_a_file_of_ones_own_in_the_place_of_the_data_leaves_the_plain_list() -> None:
    own = tree(Pages(survey_of(FILES | {"docs/references/works.json": "{}"})))
    assert not own.xpath("//form | //template | //button")
    assert len(own.xpath("//li[@id]")) == 3


def years(*given: int | str) -> Any:
    store = "\n".join(f"@misc{{k{n}, title={{T}}, year={{{year}}}}}" for n, year in enumerate(given))
    chart = year_chart(Pages(survey_of({"bibliography/a.bib": store})))
    return lxml.html.fromstring(f"<div>{chart}</div>")


def test_chart_has_a_bar_for_each_year_with_works_and_tells_itself_in_words() -> None:
    chart = years(2019, 2021, 2021, 2021, 2021, "in press")
    bars = {str(bar.get("data-year")): bar for bar in chart.xpath("//svg/a")}
    assert {year: bar.findtext("title") for year, bar in bars.items()} == {
        "2019": "2019: 1 work",
        "2021": "2021: 4 works",
    }
    heights = {year: float(bar.xpath("rect[2]/@height")[0]) for year, bar in bars.items()}
    assert heights["2021"] == pytest.approx(4 * heights["2019"])
    assert chart.xpath("//svg/@role") == ["img"]
    assert chart.findtext(".//desc") == "2019 to 2021; most in 2021: 4 works. 1 work without a year."
    rows = [[cell.text for cell in row.xpath("td")] for row in chart.xpath("//tbody/tr")]
    assert rows == [["2021", "4"], ["2019", "1"]]
    assert not chart.xpath("//@href")  # a link would do nothing without scripts


def test_chart_of_a_long_time_has_one_bar_for_the_distant_past() -> None:
    chart = years(1687, 1859, 1990, 2020, 2021)
    assert chart.xpath("//svg/a/@data-year") == ["1990", "2020", "2021"]
    assert chart.xpath("//svg/a/title")[0].text == "before 1982: 2 works"
    places = [float(str(x).rstrip("%")) for x in chart.xpath("//svg/a/rect[2]/@x")]
    assert places == sorted(places)
    assert places[-1] < 100


def test_works_of_one_year_make_no_chart() -> None:
    assert not years(2020, 2020).xpath("//svg")
