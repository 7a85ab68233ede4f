"""Works for programs that read pages: COinS, read back as such programs do."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import lxml.html
import pytest
from in_memory import REPOSITORY, Page, survey_of

from livingsurvey.render.bibliography_page import bibliography
from livingsurvey.render.coins import coins
from livingsurvey.render.exports.csl_json import csl_json
from livingsurvey.render.pages import Pages

STORE = r"""
@article{ash, author = {van der Ash, Ann and Beech, Jr, Bob and {Oak \& Elm Ltd}}, title = {A + B = 100\% {C};},
  subtitle = {é, <b> "&amp;"}, journal = {J. of Trees}, year = 2020, month = may, volume = 1, number = {2/3},
  pages = {7--19}, doi = {10.1000/a(b)<c>}, issn = {2049-3630}, url = {https://example.org/a?b&c=d#e}, pmid = {12345}}
@inproceedings{beech, author = {Beech, Bob}, title = {Second}, booktitle = {Proc. of Woods}, year = 2021,
  pages = {1, 5--7}, publisher = {Press}, address = {Town}, series = {Lectures}}
@incollection{cedar, author = {Cedar, Cy}, title = {Third}, booktitle = {The Book}, editor = {Elm, E}, year = 2022}
@book{elm, editor = {Elm, Eve}, title = {Fourth}, publisher = {Press}, edition = {2}, isbn = {978-3-16-148410-0},
  date = {2023-04-05}}
@phdthesis{fir, author = {Fir, F}, title = {Fifth}, school = {Univ}, year = 1999}
@misc{gorse, author = {Gorse, G}, title = {Sixth}, eprint = {2311.08105}, archiveprefix = {arXiv}, date = {2023-11}}
@software{holly, author = {Holly, H}, title = {Seventh}, year = {n.d.}, url = {https://example.org/}}
@techreport{ivy, author = {Ivy, I}, title = {Eighth}, institution = {Lab}, year = {199X}}
@misc{nameless, author = {Nobody, N}}
"""


def read(markup: str) -> dict[str, list[str]]:
    """The keys and values of a span, as a browser and an OpenURL reader take it apart."""
    span = lxml.html.fromstring(markup)
    assert (span.tag, span.get("class"), span.text_content()) == ("span", "Z3988", "")
    return parse_qs(str(span.get("title")), keep_blank_values=True, strict_parsing=True)


def of(key: str) -> dict[str, list[str]]:
    return read(coins(survey_of({"bibliography/a.bib": STORE}).references[key]))


@pytest.mark.parametrize(
    ("key", "facts"),
    {
        "ash": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
            "rft.genre": ["article"],
            "rft_id": ["info:doi/10.1000/a(b)<c>", "info:pmid/12345", "https://example.org/a?b&c=d#e"],
            "rft.atitle": ['A + B = 100% C;: é, <b> "&amp;"'],
            "rft.jtitle": ["J. of Trees"],
            "rft.au": ["van der Ash, Ann", "Beech, Bob, Jr"],
            "rft.aucorp": ["Oak & Elm Ltd"],
            "rft.volume": ["1"],
            "rft.issue": ["2/3"],
            "rft.spage": ["7"],
            "rft.epage": ["19"],
            "rft.issn": ["2049-3630"],
            "rft.date": ["2020-05"],
        },
        "beech": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
            "rft.genre": ["proceeding"],
            "rft.atitle": ["Second"],
            "rft.btitle": ["Proc. of Woods"],
            "rft.au": ["Beech, Bob"],
            "rft.series": ["Lectures"],
            "rft.pages": ["1, 5–7"],
            "rft.pub": ["Press"],
            "rft.place": ["Town"],
            "rft.date": ["2021"],
        },
        "cedar": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
            "rft.genre": ["bookitem"],
            "rft.atitle": ["Third"],
            "rft.btitle": ["The Book"],
            "rft.au": ["Cedar, Cy"],
            "rft.date": ["2022"],
        },
        "elm": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
            "rft.genre": ["book"],
            "rft.btitle": ["Fourth"],
            "rft.au": ["Elm, Eve"],
            "rft.edition": ["2"],
            "rft.pub": ["Press"],
            "rft.isbn": ["9783161484100"],
            "rft.date": ["2023-04-05"],
        },
        "fir": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dissertation"],
            "rft.title": ["Fifth"],
            "rft.au": ["Fir, F"],
            "rft.inst": ["Univ"],
            "rft.degree": ["PhD thesis"],
            "rft.date": ["1999"],
        },
        "gorse": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
            "rft_id": ["https://arxiv.org/abs/2311.08105"],
            "rft.type": ["preprint"],
            "rft.title": ["Sixth"],
            "rft.creator": ["Gorse, G"],
            "rft.publisher": ["arXiv"],
            "rft.date": ["2023-11"],
        },
        "holly": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
            "rft_id": ["https://example.org/"],
            "rft.type": ["computerProgram"],
            "rft.title": ["Seventh"],
            "rft.creator": ["Holly, H"],
        },
        "ivy": {
            "ctx_ver": ["Z39.88-2004"],
            "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
            "rft.genre": ["report"],
            "rft.btitle": ["Eighth"],
            "rft.au": ["Ivy, I"],
            "rft.pub": ["Lab"],
        },
    }.items(),
)
def test_a_work_is_told_in_the_terms_of_its_kind(key: str, facts: dict[str, list[str]]) -> None:
    assert of(key) == facts


def test_a_work_without_a_title_is_not_offered() -> None:
    assert coins(survey_of({"bibliography/a.bib": STORE}).references["nameless"]) == ""


def test_every_work_of_our_own_store_is_told_with_its_title_and_all_its_authors() -> None:
    files = {f"bibliography/{file.name}": file.read_text("utf-8") for file in REPOSITORY.glob("bibliography/*.bib")}
    references = survey_of(files).references
    lengths = []
    for reference in references.values():
        told = read(coins(reference))
        (item,) = json.loads(csl_json([reference]))
        title = item["title"].replace('<span class="nocase">', "").replace("</span>", "")
        titles = {title, item.get("container-title", "")} - {""}
        assert titles <= {value for key, values in told.items() if key.endswith("title") for value in values}
        people = [name for key in ("rft.au", "rft.aucorp", "rft.creator") for name in told.get(key, ())]
        assert len(people) == len([name for name in item["author"] if name != {"literal": "others"}])
        lengths.append(len(coins(reference)))
    assert sorted(lengths)[len(lengths) // 2] < 600  # a page has hundreds of them


def test_lists_offer_each_of_their_works_once() -> None:
    page = Page("# A\n\nSee [@ash2020; @beech2021] and @ash2020.\n")
    listed = lxml.html.fromstring(f"<div>{bibliography(page.pages, 'references/index.md')}</div>")
    for tree in (page.tree, listed):
        items = tree.xpath("//section[contains(@class, 'sv-references')]//li")
        told = [parse_qs(str(item.xpath("string(.//span[@class='Z3988']/@title)"))) for item in items]
        assert [facts["rft.atitle"] for facts in told] == [["First"], ["Second"]]
        assert len(tree.xpath("//span[@class='Z3988']")) == 2


def test_the_book_has_no_such_spans() -> None:
    pages = Pages(survey_of({"bibliography/a.bib": STORE}))
    assert "Z3988" not in "".join(pages.style.listed(key) for key in pages.survey.references)
