"""Which references of a survey somebody wants."""

from __future__ import annotations

import pytest
from in_memory import survey_of

from livingsurvey.model.downloads import chapter_downloads, topic_downloads
from livingsurvey.model.selection import selected, topics
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import SurveyError

FILES = {
    "mkdocs.yml": "nav: [index.md, part/a.md, part/index.md]\n",
    "docs/index.md": "# Home\n\nNothing.\n",
    "docs/part/index.md": "# Part\n\nA claim [@oak].\n",
    "docs/part/a.md": "# A\n\nBoth [@former; @oak].\n",
    "bibliography/a.bib": """
@misc{ash, title = {A}, ids = {former}, keywords = {Trees, logs}}
@misc{elm, title = {E}, keywords = {trees; Überholz}}
@misc{oak, title = {O}}
""",
}


def survey(**files: str) -> Survey:
    return survey_of(FILES | files)


def test_without_a_wish_all_references_are_wanted() -> None:
    assert selected(survey()) == ("ash", "elm", "oak")
    assert selected(survey(), cited=True) == ("ash", "oak")


@pytest.mark.parametrize("path", ["part/a.md", "docs/part/a.md", "./part/../part/a.md"])
def test_a_chapter_gives_what_it_cites_in_the_order_of_its_text(path: str) -> None:
    assert selected(survey(), chapters=[path]) == ("ash", "oak")


def test_topics_are_keywords_in_any_capitals() -> None:
    assert topics(survey()) == {"logs": ("ash",), "Trees": ("ash", "elm"), "Überholz": ("elm",)}
    assert selected(survey(), topics=["TREES"]) == ("ash", "elm")
    assert selected(survey(), topics=["überholz"]) == ("elm",)


def test_wishes_add_up_and_cited_narrows_them() -> None:
    assert selected(survey(), chapters=["part/index.md"], topics=["logs"], keys=["elm"]) == ("oak", "ash", "elm")
    assert selected(survey(), topics=["trees"], cited=True) == ("ash",)
    assert selected(survey(), keys=["elm"], cited=True) == ()


def test_a_key_that_a_work_had_before_names_it_still() -> None:
    assert selected(survey(), keys=["former", "ash"]) == ("ash",)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"chapters": ["docs/part/b.md"]}, "there is no chapter `docs/part/b.md`; did you mean `part/a.md`?"),
        ({"topics": ["treees"]}, "there is no topic `treees`; did you mean `Trees`?"),
        ({"topics": ["zzz"]}, "there is no topic `zzz`"),
        ({"keys": ["elms"]}, "there is no entry `elms`; did you mean `elm`?"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(wish: dict[str, list[str]], message: str) -> None:
    with pytest.raises(SurveyError) as told:
        selected(survey(), **wish)
    assert str(told.value) == message


def test_without_any_keywords_the_message_says_where_topics_come_from() -> None:
    bare = survey(**{"bibliography/a.bib": "@misc{ash, title = {A}}"})
    with pytest.raises(SurveyError, match="topics stand in the entries' `keywords`"):
        selected(bare, topics=["trees"])


def test_downloads_stand_beside_the_pages_that_cite_something() -> None:
    beside = {"part/a.md": "part/a/references.bib", "part/index.md": "part/references.bib"}
    assert chapter_downloads(survey()) == beside
    assert topic_downloads(survey()) == {
        "logs": "exports/topics/logs.bib",
        "Trees": "exports/topics/trees.bib",
        "Überholz": "exports/topics/uberholz.bib",
    }


def test_pages_without_folders_of_their_own_have_files_of_other_names() -> None:
    flat = survey(**{"mkdocs.yml": "use_directory_urls: false\n"})
    assert set(chapter_downloads(flat).values()) == {"part/a-references.bib", "part/references.bib"}


def test_a_document_of_such_a_name_stays() -> None:
    own = survey(**{"docs/part/references.bib": "@misc{mine, title = {M}}"})
    assert chapter_downloads(own)["part/index.md"] == "part/references-cited.bib"
