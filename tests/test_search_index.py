"""The search index: what it holds of each work, how words are told apart, and that it stays small."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from conftest import MINIMAL, Project
from in_memory import survey_of

from livingsurvey.build.search_index import add_works
from livingsurvey.render.pages import Pages
from livingsurvey.render.search_entries import plain, search_entries

# What Material writes for a language whose words stand between spaces (search/search_index.json).
CONFIG = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
}
PETALS = "@misc{ash2020petals, author={Ash, Ann and M{\\'u}nk, Bo}, title={Petals: A <b>System</b> & More}, "
PETALS += "year=2020, eprint={2209.01188}, archiveprefix={arXiv}, ids={old2019}}\n"


def entries(store: str, style: str = "author-year") -> dict[str, Any]:
    settings = f"site_name: T\nextra: {{survey: {{style: {style}}}}}\n"
    pages = Pages(survey_of({"mkdocs.yml": settings, "bibliography/a.bib": store}))
    return {str(entry["location"]): entry for entry in search_entries(pages)}


def entry(store: str, style: str = "author-year") -> Any:
    (only,) = entries(store, style).values()
    return only


def titled(title: str, more: str = "") -> Any:
    return entry(f"@misc{{a, author={{Ash, Ann}}, title={{{title}}}, year=2020{more}}}\n")


@pytest.mark.parametrize("style", ["author-year", "numeric"])
def test_work_is_found_by_what_its_page_tells(style: str) -> None:
    found = entry(PETALS, style)
    assert found["location"] == "references/ash2020petals/"
    assert found["title"] == "Petals: A &lt;b&gt;System&lt;/b&gt; &amp; More (Ash and Múnk, 2020)"
    assert found["text"] == "<p>Ann Ash, Bo Múnk · arXiv:2209.01188 <code>ash2020petals</code></p>"
    assert found["name"] == "Petals"
    assert found["words"].split() == ["ash", "munk", "old2019"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DiLoCo: Distributed Training", "DiLoCo"),
        ("{SWARM} Parallelism: Training Large Models", "SWARM Parallelism"),
        ("Élan: A System", "Elan"),
        ("GPT-4 Technical Report", "GPT-4"),
        ("INTELLECT-2: A Reasoning Model", "INTELLECT-2"),
        ("Protocol Models: Scaling Training", None),
        ("Will we run out of data? Limits: An Outlook", None),
        ("Streaming DiLoCo with Overlap", None),
        ("2020 in Review", None),
    ],
)
def test_name_of_a_system_is_what_its_title_begins_with(title: str, name: str | None) -> None:
    assert titled(title).get("name") == name


def test_short_title_is_a_name() -> None:
    assert titled("Averaging Models", ", shorttitle={FedAvg}")["name"] == "FedAvg"


def test_all_authors_can_be_searched_for_and_a_long_list_is_cut() -> None:
    people = [f"Family{letter}, Given" for letter in "abcdefghijkl"]
    found = entry(f"@misc{{a, author={{{' and '.join(people)}}}, title={{T}}, year=2020}}\n")
    assert "familyl" in found["words"].split()
    assert "Familyl" not in found["text"]
    assert "Given Familyh et al. <code>" in found["text"]


def test_work_without_authors_is_titled_with_its_year_alone() -> None:
    assert entry("@misc{a, title={The Nameless}, year=2020}\n")["title"] == "The Nameless (2020)"


def test_words_with_accents_can_be_typed_without_them() -> None:
    assert plain("Rényi divergence by Jakub Konečný, naïve, Straße; μ, 中") == "renyi konecny naive strasse"
    assert plain("plain") == ""


def indexed(project: Project, config: dict[str, Any], *docs: dict[str, Any]) -> Any:
    """The index of a site after the works of its survey have joined it."""
    file = project.root / "site/search/search_index.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"config": config, "docs": docs}), "utf-8")
    add_works(Pages(survey_of({"bibliography/a.bib": PETALS})), project.root / "site")
    return json.loads(file.read_text("utf-8"))


def test_fields_that_are_not_shown_are_searched(minimal: Project) -> None:
    fields = indexed(minimal, CONFIG)["config"]["fields"]
    assert fields == {"name": {"boost": 1e4}, "words": {"boost": 1e3}} | CONFIG["fields"]


def test_settings_of_a_user_stay(minimal: Project) -> None:
    own = {**CONFIG, "separator": "[ ]+", "fields": {"title": {"boost": 2.0}, "name": {"boost": 7.0}}}
    config = indexed(minimal, own)["config"]
    assert config["separator"] == "[ ]+"
    assert config["fields"] == {"title": {"boost": 2.0}, "name": {"boost": 7.0}, "words": {"boost": 2.0}}


def test_index_of_another_theme_gets_the_works_too(minimal: Project) -> None:
    index = indexed(minimal, {"lang": ["en"], "separator": r"[\s\-]+"})
    assert "fields" not in index["config"]
    assert [doc["location"] for doc in index["docs"]] == ["references/ash2020petals/"]


def test_words_are_told_apart_by_punctuation(minimal: Project) -> None:
    separator = indexed(minimal, CONFIG)["config"]["separator"]
    text = "see (DiLoCo), “SWARM”/Petals: AT&amp;T; low-communication · arXiv:2311.08105. don't 0.01%"
    told = ["see", "DiLoCo", "SWARM", "Petals", "AT", "T", "low", "communication", "arXiv", "2311.08105", "don't"]
    assert [word for word in re.split(separator, text) if word] == [*told, "0.01%"]


def test_headings_with_accents_are_found_without_them(minimal: Project) -> None:
    docs = [
        {"location": "a/#b", "title": "R&eacute;nyi, caf\u00e9", "text": "<p>x</p>"},
        {"location": "a/", "title": "A", "text": ""},
    ]
    found = indexed(minimal, CONFIG, *docs)["docs"]
    assert found[0] == {**docs[0], "words": "renyi cafe"}
    assert found[1] == docs[1]


def test_index_for_a_site_without_a_server_is_the_same(minimal: Project) -> None:
    script = minimal.root / "site/search/search_index.js"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text("var __index = {}", "utf-8")
    index = indexed(minimal, CONFIG)
    assert json.loads(script.read_text("utf-8").removeprefix("var __index = ")) == index


def test_site_without_an_index_gets_none(minimal: Project) -> None:
    add_works(Pages(survey_of({"bibliography/a.bib": PETALS})), minimal.root)
    assert not (minimal.root / "search").exists()


def test_our_own_index_stays_small(own: Project) -> None:
    file = own.site / "search/search_index.json"
    assert file.stat().st_size < 1_500_000
    docs = json.loads(file.read_text("utf-8"))["docs"]
    works = [doc for doc in docs if re.match(r"references/[^/]+/$", doc["location"])]
    assert len(works) > 90
    size = len(json.dumps(works, ensure_ascii=False, separators=(",", ":")).encode())
    assert size / len(works) < 600  # so 2,000 works stay under 1.2 MB


def test_lists_and_tools_of_chapters_are_not_searched(own: Project) -> None:
    docs = json.loads((own.site / "search/search_index.json").read_text("utf-8"))["docs"]
    assert not [doc["location"] for doc in docs if doc["location"].endswith("#references")]
    assert not [doc["location"] for doc in docs if "References (BibTeX)" in doc["text"]]


def test_works_are_searched_in_a_site_of_the_theme_that_mkdocs_brings(project: Any) -> None:
    plain_theme = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"].replace("name: material", "name: mkdocs")})
    plain_theme.build()
    index = json.loads((plain_theme.site / "search/search_index.json").read_text("utf-8"))
    assert "references/lamport1978time/" in [doc["location"] for doc in index["docs"]]
