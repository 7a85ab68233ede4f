"""The cards' data: a file beside each chapter that cites something, with what a reader wants to know of a work."""

import json
from collections.abc import Mapping
from typing import Any

import lxml.html
import pytest
from in_memory import REPOSITORY, Page, survey_of

import livingsurvey
from livingsurvey.render.cards import cards
from livingsurvey.render.pages import Pages

STORE = r"""
@inproceedings{ash2020,
  author = {Ash, Ann and Beech, Bob},
  title = {First with $n > 3$ {Peers} \& more},
  booktitle = {Proceedings of Firsts},
  year = 2020,
  doi = {10.1145/1.2},
  code = {https://example.org/code},
  abstract = {We say it first.},
}
@book{cedar1999, editor = {Cedar, Cy and Dogwood, Di}, title = {Second}, publisher = {Press}, year = 1999}
@misc{elm2021,
  author = {Elm, E. and F, F. and G, G. and H, H. and I, I. and J, J. and K, K. and L, L.},
  title = {<img src=x onerror=alert(1)></script>},
  note = {forthcoming},
}
@misc{fir2022, author = {Fir, Flo and others}, title = {Never cited}, year = 2022}
"""


def told(files: Mapping[str, str], store: str = STORE, settings: str = "") -> dict[str, dict[str, Any]]:
    """The cards' files by their paths, read back."""
    config = {"mkdocs.yml": f"site_name: Test\n{settings}", "bibliography/a.bib": store}
    pages = Pages(survey_of(config | {f"docs/{path}": text for path, text in files.items()}))
    return {source.path: json.loads(source.text) for source in cards(pages)}


def card(key: str, store: str = STORE) -> dict[str, Any]:
    found: dict[str, Any] = told({"a.md": f"As [@{key}] says."}, store)["a/cards.json"][key]
    return found


def test_card_tells_what_a_reader_wants_to_know() -> None:
    known = card("ash2020")
    title = lxml.html.fragment_fromstring(known["title"], create_parent="p")
    assert title.text_content().startswith("First with ")
    assert title.xpath(".//math")
    assert title.text_content().endswith(" Peers & more")
    assert known["by"] == "Ann Ash and Bob Beech"
    assert known["where"] == "Proceedings of Firsts, 2020"
    assert known["abstract"] == "We say it first."
    assert known["links"] == [["DOI", "https://doi.org/10.1145/1.2"], ["Code", "https://example.org/code"]]
    assert known["bibtex"].startswith("@inproceedings{ash2020,\n  author = {Ash, Ann and Beech, Bob},")


def test_card_counts_the_places_of_all_chapters() -> None:
    found = told({"a.md": "[@ash2020] and @ash2020 [p. 3]", "b.md": "[see @ash2020; @cedar1999]"})
    assert found["a/cards.json"]["ash2020"]["places"] == found["b/cards.json"]["ash2020"]["places"] == 3
    assert list(found["a/cards.json"]) == ["ash2020"]
    assert list(found["b/cards.json"]) == ["ash2020", "cedar1999"]


def test_card_names_editors_and_who_is_too_many() -> None:
    assert card("cedar1999")["by"] == "Cy Cedar and Di Dogwood (Eds.)"
    assert card("elm2021")["by"] == "E. Elm, F. F, G. G, H. H, I. I, J. J and 2 more"
    assert card("fir2022")["by"] == "Flo Fir and others"


def test_card_leaves_out_what_is_not_known() -> None:
    bare = card("x", "@misc{x}")
    assert set(bare) == {"title", "bibtex", "links", "places", "page"}
    assert bare["title"] == "x"
    assert "abstract" not in card("cedar1999")
    assert card("elm2021")["where"] == "forthcoming"


def test_long_abstract_ends_at_a_word() -> None:
    abstract = card("x", f"@misc{{x, abstract = {{{'word ' * 300}}}}}")["abstract"]
    assert len(abstract) <= 600
    assert abstract.endswith("word …")


def test_contributed_text_is_text() -> None:
    title = lxml.html.fragment_fromstring(card("elm2021")["title"], create_parent="p")
    assert title.text_content() == "<img src=x onerror=alert(1)></script>"
    assert len(title) == 0


@pytest.mark.parametrize(
    ("settings", "paths"),
    [
        ("", {"index.md": "cards.json", "a/index.md": "a/cards.json", "a/b.md": "a/b/cards.json"}),
        (
            "use_directory_urls: false\n",
            {"index.md": "cards.json", "a/index.md": "a/cards.json", "a/b.md": "a/b-cards.json"},
        ),
    ],
)
def test_file_stands_beside_its_chapter_and_leads_to_the_works_page(settings: str, paths: dict[str, str]) -> None:
    found = told(
        dict.fromkeys(paths, "[@ash2020]") | {"c.md": "Nothing is cited, not even [@nobody]."}, settings=settings
    )
    assert set(found) == set(paths.values())
    page = f"references/ash2020{'/index.html' if settings else '/'}"
    assert [found[path]["ash2020"]["page"] for path in paths.values()] == [
        page, "../" + page, ("../" if settings else "../../") + page
    ]  # fmt: skip


def test_contributed_file_of_the_same_name_stays() -> None:
    found = told({"a.md": "[@ash2020]", "a/cards.json": "{}"})
    assert set(found) == {"a/cards-cited.json"}


def test_page_tells_where_its_cards_are() -> None:
    assert Page("As [@ash2020] says.", path="a/b.md").values("//section/@data-cards") == ["cards.json"]
    assert Page("As nobody says.", path="a/b.md").values("//section/@data-cards") == []


def test_cards_of_our_own_chapters_are_small() -> None:
    files = list(cards(Pages(livingsurvey.load(REPOSITORY))))
    assert files
    sizes = {file.path: len(file.encode()) / len(json.loads(file.text)) for file in files}
    assert max(sizes.values()) < 1_100, sizes  # bytes a work
