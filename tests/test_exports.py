"""Exported BibTeX: what it says, and that it comes back as the same references (law 5)."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

import bibtexparser
import pypandoc
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.downloads import EXPORTS
from livingsurvey.model.reference import Reference
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.render.exports.bibtex import bibtex
from livingsurvey.render.exports.clean_keys import clean_keys
from livingsurvey.syntax.names import Name, names
from livingsurvey.syntax.problem import SurveyError
from livingsurvey.syntax.source import Source

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=150 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)

WILD = r"""
@string{acm = "ACM" # { Press}}
@Article( one:2020/a+b.c , Author = "M{\"u}ller, J. and {A and B}", title="A {"}quoted{"} one"
  , publisher = acm # " Inc", year = 2020, month = jan, note = {50\% @ #1 = $a_{b}$ % no comment} , note = {second})
@misc{empty}
@misc{nothing, title = {}, author = ""}
@misc{ünïcode, title = {王 — “x”}}
@misc{lines, abstract = {One
   two	three}}
"""


def stored(text: str) -> Mapping[str, Reference]:
    return Bibliography((Source("x.bib", text),)).references


def exported(text: str, latex: bool = False) -> str:
    return bibtex(stored(text).values(), latex=latex)


def fields(text: str, latex: bool = False) -> dict[str, str]:
    """The fields of the one entry of a file, as exported."""
    (reference,) = stored(exported(text, latex)).values()
    return {name: reference.raw(name) for name in reference.fields}


# ------------------------------------------------------------------------------------------- what it says
def test_what_was_written_once_is_written_alike_again_but_for_what_names_its_company() -> None:
    works = stored(
        "@misc{plain, title = {A}}\n@misc{kin, title = {B}, related = {plain}}\n@misc{é, title = {C}, ids = {plain2}}\n"
        "@misc{Plain, title = {D}}\n"
    )
    for form, exporter in EXPORTERS.items():
        made: dict[str, str] = {}
        for keys in ("plain", "kin"), ("kin",), ("plain", "kin", "é", "Plain"), ("Plain",), ("é", "plain"):
            chosen = [works[key] for key in keys]
            assert exporter(chosen, made) == exporter(chosen), (form, keys)
        assert "plain" in made


def test_macros_are_put_in_and_months_stay_macros() -> None:
    text = exported(WILD)
    assert "@string" not in text.lower()
    assert "publisher = {ACM Press Inc}" in text
    assert "month = jan," in text
    assert exported(text) == text
    months = '@misc{a, month = {October}}@misc{b, month = 5}@misc{c, month = jan # "/" # feb}@misc{d, month = "Lent"}'
    assert [line.strip() for line in exported(months).splitlines() if "month" in line] == [
        "month = oct,",
        "month = may,",
        "month = jan # {/} # feb,",
        "month = {Lent},",
    ]


def test_an_entry_stands_alone() -> None:
    text = """
@xdata{press, publisher = {Press}, location = {Town}}
@proceedings{volume, title = {Proceedings}, editor = {Elm, E.}, date = {2019-05}, xdata = {press}}
@inproceedings{paper, author = {Ash, A.}, title = {A paper}, crossref = {volume}}
"""
    alone = bibtex([stored(text)["paper"]])
    assert "crossref" not in alone
    assert "xdata" not in alone
    (paper,) = stored(alone).values()
    given = stored(text)["paper"]
    assert paper.entry.field("booktitle")
    assert [paper[name] for name in ("booktitle", "editor", "publisher", "address", "year", "month")] == [
        "Proceedings", "Elm, E.", "Press", "Town", "2019", "may",
    ]  # fmt: skip
    assert (paper.date, paper.venue) == (given.date, given.venue)
    assert list(stored(exported(text))) == ["volume", "paper"]


def test_biblatex_names_become_those_that_both_programs_know() -> None:
    text = """@thesis{a, type = {phdthesis}, institution = {University}, date = {2019-05-03}, location = {Town},
  eprint = {2311.08105}, eprinttype = {arxiv}, eprintclass = {cs.LG}}"""
    assert fields(text) == {
        "school": "University", "date": "2019-05-03", "address": "Town", "eprint": "2311.08105",
        "archiveprefix": "arxiv", "primaryclass": "cs.LG", "year": "2019", "month": "may",
    }  # fmt: skip
    assert exported(text).startswith("@phdthesis{a,")
    assert fields("@article{a, journaltitle = {J}}") == {"journal": "J"}
    assert fields("@article{a, journaltitle = {Long}, journal = {Short}}") == {
        "journaltitle": "Long",
        "journal": "Short",
    }


def test_a_year_of_its_own_is_left_as_it_is() -> None:
    assert fields("@misc{a, date = {2019}, year = {2019}}") == {"date": "2019", "year": "2019"}
    assert "year" not in fields("@misc{a, date = {some day}}")


@pytest.mark.parametrize(
    "field",
    [
        "file = {:/home/ash/a.pdf:PDF}", "owner = {ash}", "timestamp = {2020-01-01}", "groups = {To read}",
        "bdsk-url-1 = {x}", "date-added = {2020}", "mendeley-groups = {x}", "internal-note = {x}",
        "__markedentry = {x}", "comment-ash = {weak}", "local-url = {x}", "biburl = {https://dblp.org}", "url = {file:///home/ash/a.pdf}",
    ],
)  # fmt: skip
def test_what_belongs_to_a_program_or_a_disk_stays_at_home(field: str) -> None:
    assert fields(f"@misc{{a, title = {{T}}, {field}}}") == {"title": "T"}


def test_links_to_what_stays_behind_are_left_out_and_others_follow_their_keys() -> None:
    text = "@misc{a, related = {bé,c}, relatedtype = {translationof}, xref = {c}}@misc{bé}@misc{c}"
    alone = bibtex([stored(text)["a"]])
    assert alone == "@misc{a,\n}\n"
    both = bibtex([stored(text)["a"], stored(text)["bé"]])
    assert "related = {be}" in both
    assert "relatedtype = {translationof}" in both
    assert "xref" not in both


def test_keys_are_clean_and_the_old_ones_still_work() -> None:
    text = "@misc{gödel1931über}@misc{a&b, ids = {older}}@misc{o'neil:2020/a+b.c_d-e}"
    out = exported(text)
    assert list(stored(out)) == ["godel1931uber", "ab", "oneil:2020/a+b.c_d-e"]
    aliases = Bibliography((Source("x.bib", out),)).aliases
    former = {"gödel1931über": "godel1931uber", "o'neil:2020/a+b.c_d-e": "oneil:2020/a+b.c_d-e"}
    assert aliases == {**former, "a&b": "ab", "older": "ab"}


def test_no_two_works_get_one_key() -> None:
    keys = ["ash", "Ash", "äsh", "äsh%", "李", "王", "work"]
    clean = clean_keys(keys)
    assert clean["ash"] == "ash"
    assert clean["work"] == "work"
    assert len({key.lower() for key in clean.values()}) == len(keys)
    assert all(key.isascii() for key in clean.values())
    assert clean_keys(["äsh"]) == {"äsh": "ash"}
    assert clean_keys(reversed(keys[2:])) == {key: clean_keys(keys[2:])[key] for key in reversed(keys[2:])}


def test_an_alias_that_is_another_works_key_is_left_out() -> None:
    assert "ids" not in exported("@misc{a, ids = {b}}@misc{b}")


def test_escapes_leave_names_and_addresses_whole() -> None:
    text = "@misc{a, author = {Ødegård, Åse and {Ærø & Co}}, title = {Über a_b}, url = {https://example.org/ä_b&c}}"
    assert fields(text, latex=True) == {
        "author": r"{\O}deg{\aa}rd, {\AA}se and {{\AE}r{\o} \& Co}",
        "title": r"{\"U}ber a\_b",
        "url": "https://example.org/ä_b&c",
    }


@pytest.mark.parametrize("form", ["ris", "csl-json", "csv"])
def test_other_formats_have_no_escapes(form: str) -> None:
    with pytest.raises(SurveyError, match="only BibTeX"):
        EXPORTERS[form]([], latex=True)


def test_every_format_is_one_of_the_contract_and_has_its_file() -> None:
    assert set(EXPORTERS) == {"bibtex", "ris", "csl-json", "csv"} == set(EXPORTS)
    assert all(EXPORTS[form].endswith(exporter.extension) for form, exporter in EXPORTERS.items())


def test_no_reference_makes_an_empty_file() -> None:
    assert [EXPORTERS[form]([]) for form in ("bibtex", "ris")] == ["", ""]
    assert json.loads(EXPORTERS["csl-json"]([])) == []
    assert EXPORTERS["csv"]([]).startswith("\ufeffkey,")


def test_two_other_readers_see_the_same_fields() -> None:
    text = exported(WILD)
    entries = {entry.key: entry for entry in bibtexparser.parse_string(text, parse_stack=[]).entries}
    others = parse_string(text, "bibtex").entries
    assert list(entries) == list(others) == ["one:2020/a+b.c", "empty", "nothing", "unicode", "lines"]
    assert others["one:2020/a+b.c"].fields["publisher"] == "ACM Press Inc"
    assert others["one:2020/a+b.c"].fields["month"] == "January"
    assert [str(person) for person in others["one:2020/a+b.c"].persons["author"]] == [r"M{\"u}ller, J.", "{A and B}"]
    assert entries["lines"]["abstract"] == "{One two three}"


# ------------------------------------------------------------------------------------------- law 5

PIECES = [
    "tree", "{BERT}", "é", "Ł", "ß", r"{\"u}", r"\'{e}", r"\o{}", "–", "--", "—", "“", "”", "‘", "’", "``", "''",
    "'", "`", "!", "?", "&", r"\&", "%", r"\%", "#", "_", "$x_{1}$", "$é$", r"\$5", "$", "~", "α", "≤", "王",
    "λόγος", "{", "}", r"\emph{so}", r"\url{http://a.b/c_d%20}", " ", " ", " ", "-", ",", ".", ";", ":", "=", "@",
    "e\u0301", "\u2028", "\x85", "\xa0", r"\unknown ",
]  # fmt: skip
FAMILIES = [
    "Ash", "Öztürk", r"M{\"u}ller", "van der Berg", "de la Ñuñez", "{The Group, Inc.}", "O'Neil", "李", r"{\O}re", "É",
    "ð–x de Elm",
]  # fmt: skip
KEYS = ["ash2020", "gödel", "a&b", "DBLP:conf/x/Y20", "李", "o'neil+1", "Ash2020", "ab"]


def balanced(pieces: Iterable[str]) -> str:
    """The pieces without braces that have no partner."""
    text, depth = "", 0
    for piece in pieces:
        if piece == "}" and not depth:
            continue
        depth += {"{": 1, "}": -1}.get(piece, 0)
        text += piece
    return text + "}" * depth


values = st.lists(st.sampled_from(PIECES), max_size=10).map(balanced)
people = st.lists(
    st.builds("{}, {}".format, st.sampled_from(FAMILIES[:5]), st.sampled_from(["A.", "Éva", r"Jos{\'e}"]))
    | st.sampled_from(FAMILIES),
    min_size=1,
    max_size=3,
).map(" and ".join)
entries = st.fixed_dictionaries(
    {},
    optional={
        "title": values,
        "subtitle": values,
        "abstract": values,
        "author": people | people.map("{} and others".format),
        "editor": people,
        "journal": values,
        "booktitle": values,
        "publisher": values,
        "volume": st.sampled_from(["1", "IV", "1--2"]),
        "number": st.sampled_from(["3", "3/4"]),
        "pages": st.sampled_from(["1--20", "e12", "1, 3--4", "xi–xx"]),
        "year": st.sampled_from(["2020", "in press", "c. 1931", "2019/2020"]),
        "date": st.sampled_from(["2019", "2019-05", "2019-05-03", "2019~", "2018/2020-01", "199X", "2019-21"]),
        "month": st.sampled_from(["jan", "May", "5"]),
        "doi": st.sampled_from(["10.1000/x_1", "https://doi.org/10.1000/A<b>;c"]),
        "url": st.sampled_from(["https://example.org/a_b?c&d;e%20f", "http://a.b/~c#d"]),
        "eprint": st.just("2311.08105"),
        "keywords": st.sampled_from(["trees, Wälder; a_b", "x"]),
        "isbn": st.just("0-306-40615-2"),
        "issn": st.just("0378-5955"),
        "note": values,
    },
)
TYPES = ["article", "inproceedings", "book", "incollection", "phdthesis", "techreport", "misc", "online", "software"]
stores = st.dictionaries(st.sampled_from(KEYS), st.tuples(st.sampled_from(TYPES), entries), min_size=1, max_size=4)


def written(store: Mapping[str, tuple[str, Mapping[str, str]]]) -> str:
    return "\n".join(
        f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in facts.items()) + "}"
        for key, (kind, facts) in store.items()
    )


def facts(reference: Reference) -> dict[str, Any]:
    """All that a reference says, in Unicode's form NFC, but for key, aliases and the field in which a date stands."""
    texts = {
        name: normalize("NFC", text)
        for name, text in reference.fields.items()
        if name not in ("author", "editor", "ids", "year", "date", "month")
    }
    people = [[normalize("NFC", str(name)) for name in who.people] for who in (reference.authors, reference.editors)]
    return texts | {
        "type": reference.type,
        "kind": reference.kind,
        "people": (people, reference.authors.others, reference.editors.others),
        "when": (reference.date, reference.year),
        "found": (reference.doi, reference.arxiv, reference.isbn, reference.issn, reference.url, reference.pages),
    }


@law
@given(stores, st.booleans())
def test_bibtex_out_and_in_gives_the_same_references(
    store: Mapping[str, tuple[str, Mapping[str, str]]], latex: bool
) -> None:
    before = stored(written(store))
    assert set(before) == set(store)
    after = stored(bibtex(before.values(), latex=latex))
    keys = clean_keys(before)
    assert list(after) == [keys[key] for key in before]
    for key, reference in before.items():
        assert facts(after[keys[key]]) == facts(reference)


@law
@given(stores)
def test_ris_is_read_by_rispy(store: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    before = stored(written(store))
    text = EXPORTERS["ris"](before.values())
    assert text.splitlines() == text.removesuffix("\r\n").split("\r\n")
    records = rispy.loads(text)
    assert [record["id"] for record in records] == list(before)
    for record, reference in zip(records, before.values(), strict=True):
        texts = {
            "title": ": ".join(filter(None, (reference["title"], reference["subtitle"]))),
            "abstract": reference["abstract"],
            "volume": reference["volume"],
            "year": reference.year,
        }
        for name, text in texts.items():
            assert record.get(name, "").split() == text.split()
        assert record.get("doi", "") == reference.doi
        assert record.get("urls", []) in (
            [reference.url.replace(";", "%3B")],
            [f"https://arxiv.org/abs/{reference.arxiv}"],
            [],
        )
        assert record.get("keywords", []) == list(reference.keywords)


@law
@given(stores)
def test_csl_json_says_what_the_store_says(store: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    before = stored(written(store))
    items = json.loads(EXPORTERS["csl-json"](before.values()))
    assert [item["id"] for item in items] == list(before)
    for item, reference in zip(items, before.values(), strict=True):
        title = item.get("title", "").replace('<span class="nocase">', "").replace("</span>", "")
        assert title == ": ".join(filter(None, (reference["title"], reference["subtitle"])))
        assert item.get("abstract", "") == reference["abstract"]
        people = [
            Name(each.get("given", ""), each.get("non-dropping-particle", ""), each.get("family", ""),
                 each.get("suffix", ""), each.get("literal", ""))
            for each in item.get("author", [])
        ]  # fmt: skip
        others = [Name(literal="others")] if reference.authors.others else []
        assert people == [*reference.authors.people, *others]


@settings(max_examples=25 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)
@given(stores)
def test_csl_json_is_read_by_pandoc(store: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
    before = stored(written(store))
    text = EXPORTERS["csl-json"](before.values())
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "csljson", "-t", "csljson"], input=text, capture_output=True,
        encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    items = json.loads(done.stdout)
    assert [item["id"] for item in items] == list(before)
    for item, reference in zip(items, before.values(), strict=True):
        title = ": ".join(filter(None, (reference["title"], reference["subtitle"])))
        assert _letters(item.get("title", "")) == _letters(title)
        for name, fact in (("DOI", reference.doi), ("ISBN", reference.isbn), ("volume", reference["volume"])):
            assert item.get(name, "") == fact
        assert len(item.get("author", [])) == len(reference.authors.people) + reference.authors.others


def _letters(text: str) -> str:
    """Without blanks and quotation marks, which pandoc sets anew."""
    return re.sub(r"[\s'\"‘’“”]", "", text)


def test_names_with_escapes_are_divided_alike() -> None:
    for family in FAMILIES:
        before = f"{family} and {family}"
        (reference,) = stored(exported(f"@misc{{a, author = {{{before}}}}}", latex=True)).values()
        assert reference.authors == names(before)
