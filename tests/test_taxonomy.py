"""What a taxonomy says, and which chapters and works have its terms."""

from __future__ import annotations

from collections.abc import Mapping

from in_memory import survey_of

from livingsurvey.model.tagging import Tagging
from livingsurvey.model.taxonomy import PALETTE, read_taxonomy
from livingsurvey.syntax.source import Source

TAXONOMY = """\
facets:
  challenges:
    label: Challenges
    description: What makes it
      hard.
    color: "#0072B2"
    terms:
      privacy: {label: Privacy, description: Nobody learns., also: [confidentiality]}
      network-scalability: {label: Network scalability, color: "#D55E00"}
  stages:
    label: Stages
    terms:
      data: {label: Data}
"""
FILES: Mapping[str, str] = {
    "docs/taxonomy.yml": TAXONOMY,
    "docs/index.md": "---\ntitle: Home\nstages: data\n"
    "challenges: [network-scalability, privacy, privacy, 3, gone]\n---\n",
    "docs/a.md": "---\ntitle: A\nchallenges: [privacy]\n---\n",
    "docs/b.md": "Nothing.\n",
    "bibliography/a.bib": "@misc{ash2020, title={First}, keywords={stages:data, free, challenges:privacy}}\n"
    "@misc{beech2021, title={Second}, keywords={challenges:gone; Challenges:privacy}}\n",
}


def tagging(files: Mapping[str, str] = FILES) -> Tagging:
    return Tagging(survey_of(files))


def test_facets_and_terms_stand_in_the_files_order_with_what_it_says():
    taxonomy = read_taxonomy(Source("docs/taxonomy.yml", TAXONOMY))
    assert [term.keyword for term in taxonomy.terms] == [
        "challenges:privacy",
        "challenges:network-scalability",
        "stages:data",
    ]
    challenges = taxonomy.facets["challenges"]
    assert (challenges.label, challenges.description) == ("Challenges", "What makes it hard.")
    privacy = challenges.terms["privacy"]
    assert (privacy.label, privacy.description, privacy.also) == ("Privacy", "Nobody learns.", ("confidentiality",))
    assert privacy.span.text == "privacy"
    assert privacy.label_span.text == "Privacy"


def test_a_term_without_a_colour_has_that_of_its_facet_and_a_facet_one_of_the_palette():
    taxonomy = read_taxonomy(Source("docs/taxonomy.yml", TAXONOMY))
    colors = [term.color for term in taxonomy.terms]
    assert colors == ["#0072b2", "#d55e00", PALETTE[1]]


def test_what_does_not_fit_is_told_and_left_out_and_the_rest_is_there():
    for text in ("", "facets:\n", "facets: [challenges]\n", "facets:\n  a: {label: A}\n", "- x\n", "facets: {a: 3}\n"):
        assert read_taxonomy(Source("docs/taxonomy.yml", text)).facets == {}
    taxonomy = read_taxonomy(Source("docs/taxonomy.yml", TAXONOMY.replace("label: Stages", "label: [Stages]")))
    assert taxonomy.facets["stages"].label == "Stages"
    assert [problem.span.text for problem in taxonomy.problems] == ["[Stages]"]


def test_chapters_and_works_have_known_terms_once_in_the_taxonomys_order():
    found = tagging()
    words = {path: [term.keyword for term in terms] for path, terms in found.of_chapters.items()}
    assert words == {
        "index.md": ["challenges:privacy", "challenges:network-scalability", "stages:data"],
        "a.md": ["challenges:privacy"],
        "b.md": [],
    }
    assert {key: [term.id for term in terms] for key, terms in found.of_works.items()} == {
        "ash2020": ["privacy", "data"],
        "beech2021": [],
    }


def test_a_term_knows_what_has_it():
    tagged = tagging().tagged
    assert [chapter.path for chapter in tagged["challenges:privacy"].chapters] == ["index.md", "a.md"]
    assert tagged["stages:data"].works == ["ash2020"]
    assert tagged["challenges:network-scalability"].works == []


def test_a_survey_without_a_taxonomy_has_no_terms():
    files = {path: text for path, text in FILES.items() if path != "docs/taxonomy.yml"}
    assert survey_of(files).taxonomy is None
    found = tagging(files)
    assert (found.tagged, found.of_works, found.of_chapters) == ({}, {}, {})
