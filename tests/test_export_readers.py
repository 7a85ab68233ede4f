"""Exports of real and varied stores, read by the programs that people use: BibTeX, biber, rispy, pandoc (law 5)."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
from conftest import REPOSITORY

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.reference import Reference
from livingsurvey.render.exports import EXPORTERS
from livingsurvey.syntax.names import Name, Names
from livingsurvey.syntax.source import Source

INSTALL = "apt-get install --no-install-recommends texlive-binaries texlive-base biber"
FILES = (
    *sorted((REPOSITORY / "bibliography").glob("*.bib")),
    *(REPOSITORY / "tests/stores" / name for name in ("clean.bib", "style.bib")),
)


@cache
def store() -> Bibliography:
    """Our own store and two of varied entries: some 250 works of every kind."""
    return Bibliography(tuple(Source(file.name, file.read_text("utf-8")) for file in FILES))


def references() -> list[Reference]:
    return list(store().references.values())


def exported(form: str, latex: bool = False) -> str:
    return EXPORTERS[form](references(), latex=latex)


# ------------------------------------------------------------------------------------------- BibTeX and biber

# What only the export makes a program complain of, and why.
FLATTENED = "inherited from the proceedings, where plain.bst passes over it; it prints the author's"
ALLOWED = {"Warning--can't use both author and editor fields in chapter-crossref": FLATTENED}


def stores_in(folder: Path) -> list[str]:
    """Write the store as it stands and as it leaves in both ways; their names without `.bib`."""
    texts = {
        "given": "\n".join(file.read_text("utf-8") for file in FILES),
        "utf8": exported("bibtex"),
        "latex": exported("bibtex", latex=True),
    }
    for name, text in texts.items():
        (folder / f"{name}.bib").write_text(text, "utf-8")
    return list(texts)


def run(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    return done.stdout + done.stderr


def test_bibtex_reads_it_without_warnings_that_the_store_does_not_cause(
    tmp_path: Path, need: Callable[[str, str], Path]
) -> None:
    program, said = need("bibtex", INSTALL), {}
    for name in stores_in(tmp_path):
        aux = f"\\relax\n\\citation{{*}}\n\\bibstyle{{plain}}\n\\bibdata{{{name}}}\n"
        (tmp_path / f"{name}.aux").write_text(aux)
        out = run(tmp_path, program, name)
        assert "error message" not in out, out
        said[name] = set(re.findall(r"^Warning--.*", out, re.M))
        assert (tmp_path / f"{name}.bbl").read_text("utf-8", "replace").count("\\bibitem{") == len(references())
    assert said["utf8"] - said["given"] <= ALLOWED.keys()
    assert said["latex"] == said["utf8"]
    assert len(said["utf8"]) < len(said["given"])  # `journaltitle`, `date` and the like are what BibTeX lacks there


def test_biber_reads_it_without_warnings_that_the_store_does_not_cause(
    tmp_path: Path, need: Callable[[str, str], Path]
) -> None:
    program, said = need("biber", INSTALL), {}
    for name in stores_in(tmp_path):
        out = run(tmp_path, program, "--tool", "--validate-datamodel", f"{name}.bib")
        assert "ERROR" not in out, out
        said[name] = set(re.findall(r"^WARN - .*", out.replace(f"{name}.bib", "x.bib"), re.M))
    assert said["utf8"] <= said["given"]
    assert said["latex"] <= said["given"]
    # Of `\'\i`, which a store may hold, biber keeps the letter without a dot.
    text = (tmp_path / "latex_bibertool.bib").read_text("utf-8").replace("ı\u0301", "í")
    written = Bibliography((Source("x.bib", text),)).references
    assert set(written) == set(store().references)
    for reference in references():
        other = written[reference.key]
        assert (other.title, other.authors, other.year, other.doi) == (
            reference.title,
            reference.authors,
            reference.year,
            reference.doi,
        )


def test_biber_reads_every_key_whatever_it_was_in_the_store(tmp_path: Path, need: Callable[[str, str], Path]) -> None:
    program = need("biber", INSTALL)
    keys = ["a" + sign + "b" for sign in "!'*+-./:<>?|&$;^`"] + ["o'hara", "'t", "müller", "王"]
    text = "".join(f"@misc{{{key}, title = {{T{number}}}}}\n" for number, key in enumerate(keys))
    given = Bibliography((Source("x.bib", text),)).references
    assert list(given) == keys
    (tmp_path / "keys.bib").write_text(EXPORTERS["bibtex"](given.values()), "utf-8")
    out = run(tmp_path, program, "--tool", "keys.bib")
    assert "ERROR" not in out, out
    written = Bibliography((Source("y.bib", (tmp_path / "keys_bibertool.bib").read_text("utf-8")),)).references
    assert [reference.title for reference in written.values()] == [f"T{number}" for number in range(len(keys))]


def test_with_escapes_hardly_anything_is_beyond_ascii() -> None:
    beyond = set(re.findall(r"[^\x00-\x7f]", exported("bibtex", latex=True)))
    assert all(unicodedata.name(char).startswith("GREEK") for char in beyond)


# ------------------------------------------------------------------------------------------- RIS


def shown(name: Name) -> str:
    family = f"{name.particle} {name.family}".strip()
    if name.suffix:
        return f"{family}, {name.given}, {name.suffix}"
    return name.literal or ", ".join(filter(None, (family, name.given)))


def people(names: Names) -> list[str]:
    return [*map(shown, names.people), *(["et al."] if names.others else [])]


def test_rispy_reads_every_field_of_the_store() -> None:
    text = exported("ris")
    records = {record["id"]: record for record in rispy.loads(text)}
    assert list(records) == [reference.key for reference in references()]
    for reference in references():
        record, edited = records[reference.key], reference.kind == "book" and not reference.authors.people
        assert "unknown_tag" not in record
        first, last = reference.pages[0] if len(reference.pages) == 1 else (reference["pages"], "")
        texts = {
            "title": ": ".join(filter(None, (reference["title"], reference["subtitle"]))),
            "year": reference.year,
            "volume": reference["volume"],
            "number": reference["number"],
            "start_page": first,
            "end_page": last,
            "custom7": reference["eid"],
            "doi": reference.doi,
            "place_published": reference["address"] or reference["location"],
            "tertiary_title": reference["series"],
            "abstract": reference["abstract"],
            "issn": reference.isbn or reference["isbn"] or reference.issn or reference["issn"],
        }
        assert {name: record.get(name, "") for name in texts} == texts
        lists = {
            "authors": people(reference.editors if edited else reference.authors),
            "secondary_authors": [] if edited else people(reference.editors),
            "keywords": list(reference.keywords),
            "notes": [reference["note"]] if reference["note"] else [],
        }
        assert {name: record.get(name, []) for name in lists} == lists
        for venue in ("journal", "journaltitle", "booktitle"):
            if reference[venue] and reference.kind != "preprint":
                assert record["secondary_title"] == reference[venue]
        for body in ("publisher", "school", "institution"):
            if reference[body] and reference.kind != "preprint" and not reference["publisher"].strip(reference[body]):
                assert record["publisher"] == reference[body]
        if reference.url:
            assert ";".join(record["urls"]) == reference.url
        if reference.arxiv:
            assert record["accession_number"] == f"arXiv:{reference.arxiv}"


def test_ris_has_the_lines_that_its_description_asks_for() -> None:
    lines = exported("ris").split("\r\n")
    assert all("\n" not in line and re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)
    assert {line[6:] for line in lines if line.startswith("TY")} <= set(rispy.TYPE_OF_REFERENCE_MAPPING)
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "] * len(references())


# ------------------------------------------------------------------------------------------- CSL-JSON


def pandoc(text: str, *arguments: str) -> str:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "csljson", *arguments], input=text, capture_output=True, encoding="utf-8",
        timeout=60, check=True,
    )  # fmt: skip
    return done.stdout


def straight(value: Any) -> Any:
    """Without the marks of protected words, which pandoc drops; with one mark for all quotes, which it curls."""
    if isinstance(value, str):
        return re.sub('[‘’“”"]', "'", re.sub(r"</?span[^>]*>", "", value))
    if isinstance(value, list):
        return [straight(item) for item in value]
    return {name: straight(item) for name, item in value.items()} if isinstance(value, dict) else value


def test_pandoc_reads_every_field_of_the_store() -> None:
    items = {item["id"]: item for item in json.loads(pandoc(exported("csl-json"), "-t", "csljson"))}
    assert list(items) == [reference.key for reference in references()]
    for reference in references():
        item, date = straight(items[reference.key]), reference.date
        number = {"article": "issue"}.get(reference.kind, "number")
        expected = {
            "title": ": ".join(filter(None, (reference["title"], reference["subtitle"]))),
            "volume": reference["volume"],
            "page": ", ".join("-".join(filter(None, each)) for each in reference.pages),
            "DOI": reference.doi,
            "ISBN": reference.isbn or reference["isbn"],
            "ISSN": reference.issn or reference["issn"],
            "PMID": reference.pmid,
            "URL": reference.url or (f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else ""),
            "publisher-place": reference["address"] or reference["location"],
            "collection-title": reference["series"],
            "edition": reference["edition"],
            "abstract": reference["abstract"],
            "keyword": ", ".join(reference.keywords),
            "language": reference["language"] or reference["langid"],
            "note": reference["note"],
        }
        if reference["number"]:
            expected[number] = reference["number"]
        found = {name: item.get(name, "") for name in expected}
        assert found == straight(expected), reference.key
        for role, names in (("author", reference.authors), ("editor", reference.editors)):
            assert list(map(_joined, item.get(role, []))) == _persons(names), reference.key
        if date and date.unspecified == 1:
            parts = [[part for part in (each.year, each.month, each.day) if part] for each in (date, date.end) if each]
            assert item["issued"]["date-parts"] == parts
            assert bool(item["issued"].get("circa")) == (date.circa or date.uncertain)


def _joined(person: dict[str, str]) -> str:
    """A name without its blanks: pandoc divides some again (`d'Arc`, `Agüera y`)."""
    parts = ("literal", "given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return "".join(person.get(part, "") for part in parts).replace(" ", "")


def _persons(names: Names) -> list[str]:
    people = [name.literal + name.given + name.particle + name.family + name.suffix for name in names.people]
    return [straight(name.replace(" ", "")) for name in [*people, *(["others"] if names.others else [])]]


def test_names_are_given_in_their_parts() -> None:
    author = "van der Maaten, Jr, Laurens and {The Group, Inc.} and Ash and others"
    text = f"@book{{a, author = {{{author}}}}}"
    (item,) = json.loads(EXPORTERS["csl-json"](Bibliography((Source("x.bib", text),)).references.values()))
    assert item["author"] == [
        {"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der", "suffix": "Jr"},
        {"literal": "The Group, Inc."},
        {"family": "Ash"},
        {"literal": "others"},
    ]


def test_pandoc_sees_which_words_a_title_protects() -> None:
    text = "@book{a, title = {On {BERT} and {{The} Rest} of {\\'e}t{\\'e}}, author = {A and others}}"
    item = EXPORTERS["csl-json"](Bibliography((Source("x.bib", text),)).references.values())
    assert json.loads(item)[0]["title"] == (
        'On <span class="nocase">BERT</span> and <span class="nocase">The Rest</span> of été'
    )
    back = pandoc(item, "-t", "biblatex")
    assert "On {{BERT}} and {{The} {Rest}} of Été" in re.sub(r"\s+", " ", back)  # its writer raises bare words
    assert "others" in back


# ------------------------------------------------------------------------------------------- CSV


def test_csv_has_a_row_for_each_reference() -> None:
    text = exported("csv")
    assert text.startswith("\ufeffkey,")
    assert text.count("\r\n") == text.count("\n") == len(references()) + 1
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row, reference in zip(rows, references(), strict=True):
        assert row["key"] == reference.key
        assert row["title"] == ": ".join(filter(None, (reference["title"], reference["subtitle"])))
        assert row["authors"] == "; ".join(people(reference.authors))
        assert (row["year"], row["doi"], row["arxiv"]) == (reference.year, reference.doi, reference.arxiv)
        assert row["keywords"] == "; ".join(reference.keywords)


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "'=", "＝"])
def test_no_cell_is_a_formula_and_none_is_lost(opener: str) -> None:
    title = f'{opener}HYPERLINK("https://example.org","x")'
    text = EXPORTERS["csv"](Bibliography((Source("x.bib", f"@misc{{a, title = {{{title}}}}}"),)).references.values())
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["title"] == "'" + title


def test_a_quote_at_the_beginning_is_no_formula() -> None:
    text = EXPORTERS["csv"](Bibliography((Source("x.bib", "@misc{a, title = {'Tis}}"),)).references.values())
    assert "'Tis" in text
    assert "''Tis" not in text
