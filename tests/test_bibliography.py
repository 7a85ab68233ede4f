"""The store: what entries inherit, keys that works had before, and corrections of files that other programs write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st
from in_memory import Page, survey_of
from test_laws_bibtex import law

import livingsurvey
from livingsurvey.model.bibliography import Bibliography
from livingsurvey.render.reference_page import reference_pages
from livingsurvey.syntax.bibtex.edit import added, without
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

DEEP = ("bibliography/deep/z.bib", "bibliography/deep/er/z.bib")
MANAGED = "extra: {survey: {managed: bibliography/zotero.bib}}\n"


def store(*texts: str, managed: frozenset[str] = frozenset()) -> Bibliography:
    """The store of some files, named `0.bib`, `1.bib`, ..."""
    return Bibliography(tuple(Source(f"{number}.bib", text) for number, text in enumerate(texts)), managed)


def inherited(text: str, key: str = "child") -> dict[str, str]:
    """What an entry has from its parents."""
    reference = store(text).references[key]
    return {field.name: reference[field.name] for field in reference.inherited}


@pytest.mark.parametrize(
    ("parent", "child", "names"),
    [
        ("proceedings", "inproceedings", "booktitle booksubtitle booktitleaddon"),
        ("collection", "incollection", "booktitle booksubtitle booktitleaddon"),
        ("mvbook", "book", "maintitle mainsubtitle maintitleaddon"),
        ("periodical", "article", "journaltitle journalsubtitle journaltitleaddon"),
        # A pair of which biblatex says nothing: as in BibTeX, every field keeps its name, and the child has a title.
        ("book", "incollection", "- subtitle titleaddon"),
    ],
)
def test_a_title_is_inherited_under_the_name_that_it_has_in_the_child(parent: str, child: str, names: str) -> None:
    text = (
        "@%s{child, title = {Own}, crossref = {p}} @%s{p, title = {T}, subtitle = {S}, titleaddon = {A}, year = 2020}"
    )
    found = {name: value for name, value in zip(names.split(), "TSA", strict=True) if name != "-"}
    assert inherited(text % (child, parent)) == found | {"year": "2020"}


def test_the_author_of_a_book_is_the_author_of_its_parts_and_of_the_whole() -> None:
    found = inherited("@inbook{child, title = {Own}, crossref = {p}} @book{p, title = {T}, author = {Ash, Ann}}")
    assert found == {"author": "Ash, Ann", "bookauthor": "Ash, Ann", "booktitle": "T"}
    own = inherited("@inbook{child, author = {Beech, Bo}, crossref = {p}} @book{p, title = {T}, author = {Ash, Ann}}")
    assert own == {"bookauthor": "Ash, Ann", "booktitle": "T"}


def test_a_field_of_ones_own_wins_even_an_empty_one() -> None:
    text = "@inproceedings{child, title = {Own}, publisher = {}, booktitle = {B}, crossref = {p}}"
    assert inherited(text + "@proceedings{p, title = {T}, publisher = {P}, address = {X}}") == {"address": "X"}


def test_what_names_the_parent_alone_is_not_inherited() -> None:
    own = "ids = {q}, doi = {10.1/p}, url = {https://p}, eprint = {1}, keywords = {k}, label = {L}, shorthand = {Sh}"
    assert inherited("@inproceedings{child, crossref = {p}} @proceedings{p, isbn = {9}, " + own + "}") == {
        "isbn": "9",
        "keywords": "k",
    }


def test_a_child_with_a_date_takes_no_part_of_its_parents() -> None:
    parent = "@proceedings{p, date = {2019-05}, month = may, address = {X}}"
    assert inherited("@inproceedings{child, year = 2020, crossref = {p}}" + parent) == {"address": "X"}
    assert inherited("@inproceedings{child, location = {Y}, crossref = {p}}" + parent) == {
        "date": "2019-05",
        "month": "may",
    }


def test_an_inherited_field_tells_where_it_stands() -> None:
    bibliography = store("@inproceedings{child, crossref = {p}}", "@proceedings{p, title = {T}}")
    field = bibliography.references["child"].field("booktitle")
    assert field
    assert (str(field.value_span), field.value_span.text) == ("1.bib:1:25", "{T}")


def test_data_is_copied_from_several_entries_and_through_chains() -> None:
    text = """
        @book{child, title = {Own}, xdata = {one, two}, crossref = {p}}
        @xdata{one, publisher = {First}, xdata = {three}, ids = {x}}
        @xdata{two, publisher = {Second}, location = {Two}}
        @xdata{three, note = {Three}}
        @mvbook{p, publisher = {Parent}, title = {Whole}, xdata = {four}}
        @xdata{four, series = {Four}}
    """
    assert inherited(text) == {
        "publisher": "First",
        "note": "Three",
        "location": "Two",
        "maintitle": "Whole",
        "series": "Four",
    }


def test_parents_are_found_by_their_old_keys_and_in_any_file() -> None:
    bibliography = store("@proceedings{p, title = {T}, ids = {old}}", "@inproceedings{child, crossref = {old}}")
    assert bibliography.references["child"]["booktitle"] == "T"
    assert bibliography.parents == {"p"}


@pytest.mark.parametrize(
    "text",
    [
        "@book{child, crossref = {child}}",
        "@book{child, crossref = {b}, note = {n}} @book{b, crossref = {child}}",
        "@book{child, xdata = {x}} @xdata{x, xdata = {y}} @xdata{y, xdata = {x, x}}",
        "@book{child, crossref = {nobody}, xdata = {,}, xref = {}}",
        "@book{child, crossref = {child}} @book{child, crossref = {child}}",
    ],
)
def test_circles_and_gaps_end_and_every_entry_is_there(text: str) -> None:
    assert store(text).references["child"].type == "book"


def test_a_chain_of_any_length_is_followed_to_its_end() -> None:
    text = "".join(f"@book{{k{number}, crossref = {{k{number + 1}}}}}\n" for number in range(3000))
    assert store(text + "@book{k3000, publisher = {P}}").references["k0"]["publisher"] == "P"
    (circle,) = store(text + "@book{k3000, crossref = {k0}}").circles
    assert {tie.key for tie in circle} == {f"k{number}" for number in range(3001)}


KEYS = "abcdefg"


@law
@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_who_inherits_from_whom_is_what_the_ties_say(parents: dict[str, str], publishers: set[str]) -> None:
    def ancestors(key: str) -> Iterator[str]:
        for _ in KEYS:
            if key not in parents:
                return
            key = parents[key]
            yield key

    fields = {key: f", crossref = {{{parents[key]}}}" if key in parents else "" for key in KEYS}
    fields |= {key: fields[key] + f", publisher = {{{key}}}" for key in publishers}
    bibliography = store("".join(f"@book{{{key}{fields[key]}}}\n" for key in KEYS))
    circular = {key for key in KEYS if key in ancestors(key)}
    told = [tie.child.key for circle in bibliography.circles for tie in circle]
    assert sorted(told) == sorted(circular)
    for key in KEYS:
        if circular.isdisjoint({key, *ancestors(key)}):
            nearest = next((other for other in (key, *ancestors(key)) if other in publishers), "")
            assert bibliography.references[key]["publisher"] == nearest


def test_data_and_sets_are_read_and_are_no_works() -> None:
    bibliography = store("@xdata{x, note = {n}} @set{s, entryset = {a}} @book{a}")
    assert list(bibliography.references) == [reference.key for reference in bibliography.typed] == ["a"]
    assert [entry.key for entry in bibliography.entries] == ["x", "s", "a"]
    assert list(bibliography.stored) == ["x", "s", "a"]


def test_of_keys_that_a_work_had_before_one_in_use_is_nobodys() -> None:
    bibliography = store("@book{a, ids = {old, b, very--old, a}} @book{b, ids = {old, other}} @xdata{x, ids = {no}}")
    assert bibliography.aliases == {"old": "a", "very--old": "a", "other": "b"}


def test_a_chapter_may_cite_a_work_by_an_old_key() -> None:
    survey = survey_of(
        {
            "docs/index.md": "# Home\n\nOne [see @old, p. 3; @beech2021]. Two @ash2020 and [@old].\n",
            "bibliography/a.bib": "@article{ash2020, author = {Ash, Ann}, title = {First}, year = 2020, ids = {old}}\n"
            "@article{beech2021, author = {Beech, Bob}, title = {Second}, year = 2021}\n",
        }
    )
    assert {key: [mention.number for mention in mentions] for key, mentions in survey.cited_by.items()} == {
        "ash2020": [1, 2, 3],
        "beech2021": [1],
    }
    assert survey.cited_in(survey.chapters[0]) == ("ash2020", "beech2021")
    assert (survey.canonical("old"), survey.canonical("ash2020"), survey.canonical("gone")) == (
        "ash2020",
        "ash2020",
        "gone",
    )
    assert livingsurvey.check(survey, select=["CIT", "BIB003"]) == ()


def test_a_citation_by_an_old_key_looks_and_leads_as_one_by_the_new_key() -> None:
    new = "@article{ash2020, author = {Ash, Ann}, title = {First}, year = 2020, ids = {old, older}}\n"
    text = "# Home\n\nOne [@{0}, p. 3]. @{0} says two.\n"
    by_alias, by_key = (Page(text.format(key), new) for key in ("old", "ash2020"))
    assert by_alias.html == by_key.html
    assert by_alias.texts("//a[@class='sv-cite']") == ["Ash, 2020", "Ash (2020)"]
    shown, plainly = ([str(stamp.body) for stamp in reference_pages(page.pages)] for page in (by_alias, by_key))
    assert shown == plainly
    assert ">(Ash, 2020, p. 3)</a>" in shown[0]


def test_a_site_shows_a_work_that_is_cited_by_an_old_key(minimal: Project) -> None:
    minimal.edit("bibliography/store.bib", "{lamport1978time,", "{lamport1978clocks, ids = {lamport1978time},")
    minimal.build()
    assert 'href="#ref-lamport1978clocks">Lamport, 1978</a>, p. 559' in minimal.page("")
    assert "cite-lamport1978clocks-1" in minimal.page("references/lamport1978clocks")


# -------------------------------------------------------------------------------------------------- corrections


def corrected(own: str, managed: str) -> Bibliography:
    """The store of a file of our own (`0.bib`) and a managed one (`1.bib`)."""
    return store(own, managed, managed=frozenset({"1.bib"}))


def test_a_correction_wins_field_by_field_at_the_place_of_what_it_corrects() -> None:
    bibliography = corrected(
        "@inproceedings{b, title = {New}, note = {}, doi = {10.1/x}} @misc{own}",
        "@misc{a} @misc{b, title = {Old}, note = {n}, year = 2020} @misc{c}",
    )
    assert list(bibliography.references) == ["own", "a", "b", "c"]
    reference = bibliography.references["b"]
    assert (reference.type, dict(reference.fields)) == (
        "inproceedings",
        {"title": "New", "year": "2020", "doi": "10.1/x"},
    )
    assert {field.name: str(field.value_span) for field in reference.entry.fields} == {
        "title": "0.bib:1:27",
        "year": "1.bib:1:53",
        "doi": "0.bib:1:51",
    }
    assert str(reference.entry.key_span) == "0.bib:1:16"
    assert bibliography.duplicates == ()
    assert len(list(bibliography.entries)) == 5


@pytest.mark.parametrize(
    ("own", "managed", "merged"),
    [
        ("year = 2020", "date = {2019-05}, title = {T}", {"title": "T", "year": "2020"}),
        ("date = {2020}", "month = may, year = 2019", {"date": "2020"}),
        ("year = {}", "date = {2019}, year = 2018", {"date": "2019"}),
        ("year = 2020, date = {2020-01}", "date = {2019}", {"date": "2020-01", "year": "2020"}),
        ("journal = {J}", "journaltitle = {K}, year = 1", {"journal": "J", "year": "1"}),
        ("note = {{}}", "note = {n}, title = {T}", {"title": "T"}),
    ],
)
def test_a_correction_takes_the_place_of_other_names_for_the_same_thing(
    own: str, managed: str, merged: dict[str, str]
) -> None:
    assert corrected(f"@misc{{b, {own}}}", f"@misc{{b, {managed}}}").references["b"].fields == merged


def test_the_order_of_the_files_does_not_matter_to_a_correction() -> None:
    own, managed = Source("own.bib", "@misc{b, title = {New}}"), Source("m.bib", "@misc{b, title = {Old}, year = 1}")
    there = frozenset({"m.bib"})
    first, last = Bibliography((own, managed), there), Bibliography((managed, own), there)
    assert first.references["b"].fields == last.references["b"].fields == {"title": "New", "year": "1"}


def test_a_key_that_stands_twice_in_files_of_one_kind_is_a_duplicate_still() -> None:
    bibliography = corrected("@misc{b, note = {1}} @misc{b, note = {2}}", "@misc{b, title = {T}} @misc{b, title = {U}}")
    assert [(str(first.key_span), str(entry.key_span)) for first, entry in bibliography.duplicates] == [
        ("0.bib:1:7", "0.bib:1:28"),
        ("1.bib:1:7", "1.bib:1:29"),
    ]
    assert [dict(reference.fields) for reference in bibliography.typed] == [
        {"note": "2"},
        {"title": "T", "note": "1"},
        {"title": "U"},
    ]


def test_a_corrected_parent_gives_what_its_correction_says() -> None:
    bibliography = corrected(
        "@proceedings{p, title = {New}}", "@inproceedings{c, crossref = {p}} @proceedings{p, title = {Old}}"
    )
    assert bibliography.references["c"]["booktitle"] == "New"


def test_edits_of_a_corrected_entry_stay_within_one_file() -> None:
    own = "@misc{b,\n  title = {New},\n}\n"
    managed = "@misc{b, title = {Old}, note = {n}, year = 2020}"
    entry = corrected(own, managed).references["b"].entry
    sources = [Source("0.bib", own), Source("1.bib", managed)]
    adding = added(entry, "doi", "10.1/x")
    assert adding.span.source.path == "0.bib"
    assert edited(sources[0], [adding]).text == "@misc{b,\n  title = {New},\n  doi = {10.1/x},\n}\n"
    removals = {field.name: without(field) for field in entry.fields}
    assert edited(sources[0], [removals["title"]]).text == "@misc{b,\n}\n"
    assert edited(sources[1], [removals["year"]]).text == "@misc{b, title = {Old}, note = {n}}"


def test_the_edit_of_an_inherited_field_leaves_the_child_alone() -> None:
    text = "@inproceedings{c, title = {C}, crossref = {p}}\n@proceedings{p, title = {T}, publisher = {P}}\n"
    reference = store(text).references["c"]
    field = reference.field("publisher")
    assert field
    after = edited(Source("0.bib", text), [without(field)]).text
    assert after == text.replace(", publisher = {P}", "")


# ------------------------------------------------------------------------------------------------- managed files


@pytest.mark.parametrize(
    ("pattern", "managed"),
    [
        ("bibliography/zotero.bib", {"bibliography/zotero.bib"}),
        ("./bibliography/z*.bib", {"bibliography/zotero.bib"}),
        ("bibliography/*.bib", {"bibliography/own.bib", "bibliography/zotero.bib"}),
        ("bibliography/*/*.bib", {"bibliography/deep/z.bib"}),
        ("bibliography/**/z*.bib", {"bibliography/zotero.bib", *DEEP}),
        ("**/z.bib", set(DEEP)),
        ("[[]z].bib", {"[z].bib"}),
        ("[z].bib", set()),
        ("bibliography/**", {"bibliography/own.bib", "bibliography/zotero.bib", *DEEP}),
        ("bibliography", set()),
        ("\\", set()),
        ("zotero.bib", set()),
        ("!bibliography/own.bib", set()),
    ],
)  # fmt: skip
def test_managed_files_are_named_as_the_stores_files_are(pattern: str, managed: set[str]) -> None:
    paths = ["bibliography/own.bib", "bibliography/zotero.bib", *DEEP, "[z].bib"]
    survey = survey_of({"mkdocs.yml": f"extra: {{survey: {{managed: ['{pattern}']}}}}\n", **dict.fromkeys(paths, "")})
    assert survey.bibliography.managed == managed


def test_what_is_wrong_in_a_managed_file_is_told_and_not_mended() -> None:
    survey = survey_of(
        {
            "mkdocs.yml": MANAGED,
            "bibliography/own.bib": "@misc{a, title = {A} note = {n}}\n",
            "bibliography/zotero.bib": "@misc{b, title = {B} note = {n}}\n",
        }
    )
    own, managed = (finding.problem for finding in livingsurvey.check(survey, select=["BIB001"]))
    assert own.fix
    assert own.hint == "add a comma"
    assert managed.fix is None
    assert managed.hint.startswith("add a comma; this file is managed: mend it in the program that writes it")


def test_a_fix_elsewhere_is_lost_too_if_it_would_edit_a_managed_file() -> None:
    survey = survey_of(
        {
            "mkdocs.yml": MANAGED,
            "bibliography/zotero.bib": "@book{c, crossref = {parnt}}\n",
            "bibliography/own.bib": "@book{parent}\n@book{d, crossref = {parnt}}\n",
        }
    )
    own, managed = (finding.problem for finding in livingsurvey.check(survey, select=["BIB049"]))
    assert own.fix
    assert managed.fix is None
    assert own.hint == "did you mean `parent`?"
