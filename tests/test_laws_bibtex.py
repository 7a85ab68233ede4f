"""Laws of .bib files, on good files and on whatever becomes of them.

Law 1: joining the blocks gives the text. Law 3: formatting is idempotent and keeps the references. Nothing is lost:
a line that begins an entry begins a block, whatever stands before it.
"""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import ALL

from livingsurvey.syntax.bibtex import Bibtex, Broken, Comment, Entry, scan
from livingsurvey.syntax.bibtex.format import formatted, same_references
from livingsurvey.syntax.latex import address, plain
from livingsurvey.syntax.names import names
from livingsurvey.syntax.problem import SurveyError, edited
from livingsurvey.syntax.source import Source

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=250 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)

GOOD = """% A store.
@string{jmlr = "Journal of Machine Learning Research"}
@comment{ {kept} }
@preamble{"x" # {y}}

@article{one:2020,
  author  = {M{\\"u}ller, J. and {Some Body} and others},
  title   = "The {First} {"}One{"}",
  journal = jmlr # " B",
  year    = 2020,
}

@misc(two, title = {Second}, month = jan
)
% about three
@book{three,
  title = {Third $a_{b}$,
           on two lines},
  pages = "1--2"}
me@example.org
@misc{four}
"""

SNIPPETS = [
    *'@{}()"#,=%\\ \n\r\t~$',
    "\r\n",
    "@misc{x,",
    "\n@misc{x,",
    "@comment",
    "@string{s = ",
    " and ",
    "year",
    "é\xa0",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The good file with characters replaced, lines dropped, the end cut off, or other line ends."""
    text = GOOD
    for _ in range(draw(st.integers(0, 4))):
        where = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["replace", "insert", "delete", "drop", "cut"]))
        if kind == "drop":
            lines = text.splitlines(keepends=True)
            if lines:
                del lines[where % len(lines)]
            text = "".join(lines)
        elif kind == "cut":
            text = text[: len(text) // 2 + where // 2]
        else:
            new = "" if kind == "delete" else draw(st.sampled_from(SNIPPETS))
            text = text[:where] + new + text[where + (kind != "insert") :]
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


SMALL = [nasty.data for nasty in ALL if nasty.well_formed and len(nasty.data) < 1_000 and b"\0" not in nasty.data]
FIRST = b"@misc{first, title = {The {First}}}\n--\n"
LAST = b'\n@misc(last,\n  title = "The {Last}",\n)\n'


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Some well-formed files of the corpus in one: bytes flipped, lines dropped or doubled, the end cut off."""
    data = b"\n".join(draw(st.lists(st.sampled_from(SMALL), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(0, 4))):
        where = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["flip", "flip", "drop", "double", "cut"]))
        if kind == "flip":
            data = data[:where] + bytes([draw(st.integers(0, 255))]) + data[where + 1 :]
        elif kind == "cut":
            data = data[: len(data) // 2 + where // 2]
        elif lines := data.splitlines(keepends=True):
            number = where % len(lines)
            lines[number : number + 1] = lines[number : number + 1] * 2 if kind == "double" else []
            data = b"".join(lines)
    return data


soup = st.lists(st.sampled_from([*SNIPPETS, "{a}", "x", "1", "title = "]), max_size=40).map("".join)
wild = damaged() | soup | st.text(max_size=60)


@law
@given(wild)
def test_blocks_cover_every_text_without_gap_or_overlap(text: str) -> None:
    blocks = scan(Source("a.bib", text)).blocks
    ends = [0, *(block.span.end for block in blocks)]
    assert [block.span.start for block in blocks] == ends[:-1]
    assert ends[-1] == len(text)


@law
@given(wild)
def test_what_entries_say_stands_at_their_spans(text: str) -> None:
    for entry in scan(Source("a.bib", text)).entries:
        assert entry.key == entry.key_span.text
        assert entry.type == entry.type_span.text.lower()
        for field in entry.fields:
            assert field.name == field.name_span.text.lower()
            assert entry.span.start < field.span.start <= field.span.end < entry.span.end


@law
@given(wild)
def test_every_broken_block_has_its_problem_in_its_reach(text: str) -> None:
    file = scan(Source("a.bib", text))
    for block in file.blocks:
        if isinstance(block, Broken):
            assert block.problem in file.problems
            assert block.span.start <= block.problem.span.start
    assert [problem.span.start for problem in file.problems] == sorted(p.span.start for p in file.problems)


@law
@given(wild)
def test_formatting_is_idempotent_and_keeps_the_references(text: str) -> None:
    source = Source("a.bib", text)
    once = formatted(source)
    assert formatted(once) == once
    assert same_references(source, once)


BEGINNING = re.compile(r"(?<![^\r\n])[ \t]*(@[ \t]*[A-Za-z]\w*\s*[{(])")


def told(file: Bibtex) -> set[int]:
    """Where its blocks begin."""
    return {block.span.start for block in file.blocks}


@law
@given(mutated())
def test_of_mutated_files_nothing_is_lost(data: bytes) -> None:
    """Entries before and behind the damage stay as they were, and what begins a line is told or silenced."""
    file = scan(Source.decode("a.bib", FIRST + data + LAST))
    text = file.source.text
    assert "".join(block.span.text for block in file.blocks) == text
    first, *_, last = file.entries
    assert [(entry.key, entry.fields[0].value) for entry in (first, last)] == [
        ("first", "The {First}"),
        ("last", "The {Last}"),
    ]
    comments = [block.span for block in file.blocks if isinstance(block, Comment)]
    lost = {match.start(1) for match in BEGINNING.finditer(text)} - told(file)
    assert all(any(comment.start < place < comment.end for comment in comments) for place in lost)
    for problem in (*file.problems, *file.undefined):
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.message
        assert problem.hint


@law
@given(mutated())
def test_layout_of_mutated_files_is_idempotent_and_keeps_the_references(data: bytes) -> None:
    source = Source.decode("a.bib", FIRST + data + LAST)
    once = formatted(source)
    assert formatted(once) == once
    assert same_references(source, once)


@law
@given(mutated())
def test_safe_fixes_of_mutated_files_remove_their_problem_and_add_none(data: bytes) -> None:
    file = scan(Source.decode("a.bib", FIRST + data + LAST))
    for problem in file.problems:
        if problem.fix and problem.fix.safe:
            assert len(scan(edited(file.source, problem.fix.edits)).problems) < len(file.problems)


@law
@given(st.binary(max_size=200) | mutated())
def test_bytes_are_written_as_they_were_read_or_never(data: bytes) -> None:
    source = Source.decode("a.bib", data)
    for one in (source, edited(source, [])):
        if one.lost is not None:
            with pytest.raises(SurveyError, match=r"a\.bib cannot be written"):
                one.encode()
        elif source.encoding == "utf-8":
            assert one.encode() == data
        else:
            assert Source.decode("a.bib", one.encode()).text == source.text
    assert (source.encoding == "utf-8") == (source.stray is None)


@law
@given(st.integers(0, 3), st.sampled_from([*'{}"=,']), st.data())
def test_one_slip_costs_at_most_one_entry(number: int, char: str, data: st.DataObject) -> None:
    """A stray or missing delimiter inside an entry leaves the three others as they were."""
    sound = scan(Source("a.bib", GOOD)).entries
    hurt = sound[number]
    where = data.draw(st.integers(hurt.type_span.start + 1, hurt.span.end - 1))
    skip = data.draw(st.integers(0, 1))
    text = GOOD[:where] + char * (1 - skip) + GOOD[where + skip :]
    after = scan(Source("a.bib", text))
    kept = {entry.key: [(field.name, field.value) for field in entry.fields] for entry in after.entries}
    for entry in sound[:number] + sound[number + 1 :]:
        assert kept[entry.key] == [(field.name, field.value) for field in entry.fields]
    assert sum(isinstance(block, Entry | Broken) for block in after.blocks) == len(sound)


@law
@given(wild)
def test_values_of_every_kind_are_decoded_without_an_error(text: str) -> None:
    assert isinstance(plain(text), str)
    assert isinstance(address(text), str)
    for name in names(text).people:
        assert bool(name.literal) != bool(name.family)
