"""The corpus of nasty .bib files: each is read as a person reads it; well-formed ones as bibtexparser does, too."""

import logging
from collections.abc import Iterator

import pytest
from bibtexparser.entrypoint import parse_string
from nasty import ALL, Nasty

from livingsurvey.syntax.bibtex import Bibtex, Broken, Entry, StringMacro, scan
from livingsurvey.syntax.bibtex.format import formatted, same_references
from livingsurvey.syntax.bibtex.value import folded
from livingsurvey.syntax.problem import Edit, edited
from livingsurvey.syntax.source import Source

# Where bibtexparser 2.1 reads a well-formed file in another way, and why BibTeX and biber side with us.
THEIR_FAULTS = {
    "Blanks in every place": "it knows no blank between `@` and the type, and no line end in front of the brace",
    "A type on a line of its own": "it knows no line end between `@` and the type",
    "Macros defined again": "it keeps the first definition for all entries, those behind the second included",
    "Comments": "it reads the entries that stand behind `%`, and those behind `@comment` on its line",
    "Line ends of old Macs": "it reads the entries that stand behind `%`",
    "Keys with quotes, number signs, percent signs": "it takes a quote in a key for the beginning of a value",
    "One key twice": "its list of entries leaves out the second, which it counts among what failed",
    "One field twice": "its list of entries leaves out the whole entry, which it counts among what failed",
}

every = pytest.mark.parametrize("nasty", ALL, ids=[nasty.name for nasty in ALL])
Works = list[tuple[str, str, list[tuple[str, str]]]]


def read(nasty: Nasty) -> Bibtex:
    return scan(Source.decode("nasty.bib", nasty.data))


def test_there_are_many_and_no_two_of_a_name() -> None:
    assert len(ALL) >= 60
    assert len({nasty.name for nasty in ALL}) == len(ALL)


@every
def test_entries_shown_and_entries_reported_are_all_that_a_person_counts(nasty: Nasty) -> None:
    file = read(nasty)
    assert [entry.key for entry in file.entries] == nasty.shown.split()
    said = sorted("{}:{}".format(*problem.span.position) for problem in (*file.problems, *file.undefined))
    assert said == sorted([*nasty.reported.split(), *nasty.noted.split()])
    assert len(nasty.shown.split()) + len(nasty.reported.split()) == nasty.entries


@every
def test_everything_said_tells_what_to_do(nasty: Nasty) -> None:
    file = read(nasty)
    assert all(problem.message and problem.hint for problem in (*file.problems, *file.undefined))


@every
def test_blocks_cover_the_file_and_its_layout_harms_nothing(nasty: Nasty) -> None:
    file = read(nasty)
    assert "".join(block.span.text for block in file.blocks) == file.source.text
    once = formatted(file.source)
    assert same_references(file.source, once)
    assert formatted(once) == once


@every
def test_a_safe_fix_removes_its_problem_and_costs_no_entry(nasty: Nasty) -> None:
    file = read(nasty)
    for problem in file.problems:
        if problem.fix and problem.fix.safe:
            mended = scan(edited(file.source, problem.fix.edits))
            assert len(mended.problems) < len(file.problems)
            assert [entry.key for entry in mended.entries] == [entry.key for entry in file.entries]


@every
def test_an_unsafe_fix_makes_an_entry_readable_and_costs_none(nasty: Nasty) -> None:
    file = read(nasty)
    for block in file.blocks:
        if isinstance(block, Broken) and block.problem.fix:
            keys = [entry.key for entry in scan(edited(file.source, block.problem.fix.edits)).entries]
            assert sorted(keys) == sorted([*(entry.key for entry in file.entries), block.key])


@pytest.mark.parametrize("nasty", [n for n in ALL if n.well_formed], ids=lambda nasty: nasty.name)
def test_bibtexparser_reads_every_well_formed_file_as_we_do(nasty: Nasty) -> None:
    file = read(nasty)
    ours = [(entry.type, entry.key, [(f.name, f.value) for f in entry.fields]) for entry in file.entries]
    assert (theirs(edited(file.source, expansions(file)).text) == ours) is (nasty.name not in THEIR_FAULTS)


def expansions(file: Bibtex) -> Iterator[Edit]:
    """Put the text in place of values with `#`, which bibtexparser leaves as they stand; lone macros are left to it."""
    for block in file.blocks:
        for valued in block.fields if isinstance(block, Entry) else [block] if isinstance(block, StringMacro) else []:
            if "#" in valued.value_span.text:
                yield Edit(valued.value_span, f"{{{valued.value}}}")


def theirs(text: str) -> Works:
    """The entries as bibtexparser reads them. It keeps names as written and white space within values."""
    logging.disable()  # it warns of each entry that it leaves out
    try:
        entries = parse_string(text).entries
    finally:
        logging.disable(logging.NOTSET)
    return [
        (entry.entry_type.lower(), entry.key, [(field.key.lower(), folded(str(field.value))) for field in entry.fields])
        for entry in entries
    ]
