"""Reading .bib files: every construct of the format, and every common mistake."""

import gc

import pytest
from bibtexparser.entrypoint import parse_string

from livingsurvey.syntax.bibtex import (
    Bibtex,
    Broken,
    Comment,
    Entry,
    Preamble,
    StringMacro,
    Text,
    scan,
)
from livingsurvey.syntax.problem import edited
from livingsurvey.syntax.source import Source

WELL_FORMED = r"""% A store as people keep them.
@string{nips = "Advances in Neural Information Processing Systems"}
@string(pub = {MIT Press})
@preamble{"\newcommand{\noopsort}[1]{}"}
@comment{jabref-meta: databaseType:bibtex;}

@inproceedings{McMahan:2017/fedavg.v1+a,
  author    = {McMahan, H. Brendan and Moore, Eider and {Google Research}},
  title     = "{C}ommunication-Efficient {Learning of {Deep} Networks} from {"}DATA{"}",
  booktitle = nips,
  year      = 2017,
  month     = apr,
  pages     = "1273--1282",
  note      = {50\% of \{a, b\}},
}

@Book( konecny'16 , Author = "Kone{\v{c}}n{\'y}, Jakub" , PUBLISHER = pub # " and " # {Sons} , year = {2016}
)
@misc{bare}
"""


def read(text: str) -> Bibtex:
    return scan(Source("store.bib", text))


def only(text: str) -> Entry:
    """The one entry of a text that has nothing wrong."""
    file = read(text)
    assert file.problems == ()
    (entry,) = file.entries
    return entry


def values(entry: Entry) -> dict[str, str]:
    return {field.name: field.value for field in entry.fields}


def complaints(text: str) -> list[tuple[str, str, str]]:
    """Position, marked text and message of each problem."""
    return [
        ("{}:{}".format(*problem.span.position), problem.span.text, problem.message) for problem in read(text).problems
    ]


def test_blocks_cover_the_file_in_order_with_their_kinds() -> None:
    file = read(WELL_FORMED)
    assert "".join(block.span.text for block in file.blocks) == WELL_FORMED
    kinds = [type(block) for block in file.blocks if not isinstance(block, Text)]
    assert kinds == [StringMacro, StringMacro, Preamble, Comment, Entry, Entry, Entry]
    assert file.problems == ()


def test_well_formed_file_reads_as_bibtexparser_reads_it() -> None:
    theirs = parse_string(WELL_FORMED)
    ours = read(WELL_FORMED).entries
    assert [(entry.type, entry.key) for entry in ours] == [(entry.entry_type, entry.key) for entry in theirs.entries]
    assert values(ours[0]) == {field.key: field.value for field in theirs.entries[0].fields}


def test_many_generated_entries_read_as_bibtexparser_reads_them() -> None:
    text = "\n".join(
        f'@article{{key{n}:a/b,\n  title = {{Title {{N}}umber {n}}},\n  year = {1900 + n},\n  url = "http://a.b/{n}"\n}}'
        for n in range(50)
    )
    theirs = parse_string(text).entries
    assert [(e.key, values(e)) for e in read(text).entries] == [
        (e.key, {f.key: str(f.value) for f in e.fields}) for e in theirs
    ]


def test_spans_point_at_type_key_name_and_raw_value() -> None:
    entry = only('@Article{doe:20,\n  Title = "A" # { b},\n}')
    assert (entry.type_span.text, entry.key_span.text) == ("Article", "doe:20")
    field = entry.fields[0]
    assert (field.name_span.text, field.value_span.text, field.span.text) == (
        "Title",
        '"A" # { b}',
        'Title = "A" # { b}',
    )
    assert (entry.type, field.name, field.value) == ("article", "title", "A b")
    assert entry.span.text.endswith("\n}")


def test_parentheses_delimit_entries_and_braces_protect_theirs() -> None:
    entry = only('@misc(key, title = {a) b}, note = "(c)")')
    assert (entry.key, values(entry)) == ("key", {"title": "a) b", "note": "(c)"})


@pytest.mark.parametrize("key", ["DBLP:journals/corr/abs-1234", "a.b+c", "d'Alembert_1750", "x(2)", "éa", "10.1/5-6"])
def test_odd_keys_are_read_as_written(key: str) -> None:
    assert only(f"@misc{{{key}, year = 1}}").key == key


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(line_end: str) -> None:
    text = "% note @misc{no, x = 1}\n@misc{a,\n  title = {two\n    lines},\n}\n\n@misc{b}\n".replace("\n", line_end)
    file = read(text)
    assert [entry.key for entry in file.entries] == ["a", "b"]
    assert file.entries[0].fields[0].value == "two lines"
    assert file.problems == ()


def test_white_space_in_values_is_folded_but_no_break_spaces_stay() -> None:
    assert values(only("@misc{a, title = {  a\t b\r\n\n c\u00a0\u00a0d } # { e}}")) == {"title": "a b c\u00a0\u00a0d e"}


def test_quotes_hold_braces_that_hold_quotes() -> None:
    assert values(only(r'@misc{a, title = "say {"}hi{"} to {\"O}z{{x}}"}')) == {"title": r'say {"}hi{"} to {\"O}z{{x}}'}


def test_months_strings_and_macros_of_other_files_are_put_in() -> None:
    text = '@string{Here = "H"}\n@misc{a, x = HERE # "-" # there, month = "1~" # Dec}'
    file = scan(Source("store.bib", text), {"there": "T"})
    assert values(file.entries[0]) == {"x": "H-T", "month": "1~dec"}
    assert file.problems == ()
    assert file.macros == {"here": "H"}


def test_macro_is_unknown_before_its_definition_and_keeps_its_name() -> None:
    text = "@misc{a, journal = JMLR}\n@string{jmlr = {Journal}}\n@misc{b, journal = JMLR}\n"
    assert [values(entry) for entry in read(text).entries] == [{"journal": "JMLR"}, {"journal": "Journal"}]
    assert complaints(text) == []
    (undefined,) = read(text).undefined
    assert (undefined.span.position, undefined.span.text) == ((1, 20), "JMLR")
    assert undefined.fix
    assert not undefined.fix.safe
    assert edited(undefined.span.source, undefined.fix.edits).text.startswith("@misc{a, journal = {JMLR}}")


def test_unquoted_number_range_is_kept_reported_and_mended_by_its_fix() -> None:
    text = "@misc{a, pages = 12-34}"
    file = read(text)
    assert values(file.entries[0]) == {"pages": "12-34"}
    fix = file.problems[0].fix
    assert fix
    assert fix.safe
    assert edited(file.source, fix.edits).text == "@misc{a, pages = {12-34}}"


def test_first_of_two_fields_of_one_name_is_the_one_that_counts() -> None:
    entry = only("@misc{a, year = 1, YEAR = 2}")
    year = entry.field("year")
    assert year
    assert year.value == "1"
    assert len(entry.fields) == 2
    assert entry.field("title") is None


def test_comments_silence_whole_entries_and_addresses_are_no_entries() -> None:
    text = "@comment{\n@misc{a, x={1}}\n}\n@comment @misc{b}\n% @misc{c}\nwrite to me@example.org\n@misc{d}\n"
    file = read(text)
    assert [entry.key for entry in file.entries] == ["d"]
    assert [block.span.text for block in file.blocks if isinstance(block, Comment)] == [
        "@comment{\n@misc{a, x={1}}\n}",
        "@comment @misc{b}",
    ]
    assert file.problems == ()


def test_entries_may_share_a_line() -> None:
    assert [entry.key for entry in read("@misc{a, x = 1} @misc{b} see @misc{c}").entries] == ["a", "b", "c"]


def test_preamble_and_string_tell_their_values() -> None:
    blocks = read('@preamble{ "a" # {b} }\n@STRING( Nm = "v" )').blocks
    assert isinstance(blocks[0], Preamble)
    assert (blocks[0].value, blocks[0].value_span.text) == ("ab", '"a" # {b}')
    assert isinstance(blocks[2], StringMacro)
    assert (blocks[2].name, blocks[2].name_span.text, blocks[2].value, blocks[2].value_span.text) == (
        "nm",
        "Nm",
        "v",
        '"v"',
    )


@pytest.mark.parametrize(
    ("text", "mended", "place"),
    [
        ("@misc{a,\n title = {x}\n year = 1}", "@misc{a,\n title = {x},\n year = 1}", "2:13"),
        ("@misc{a,\n year = 1 title = {x}}", "@misc{a,\n year = 1, title = {x}}", "2:10"),
        ("@misc{a\n title = {x}}", "@misc{a,\n title = {x}}", "1:8"),
        ("@misc{a, year = 1,, title = {x}}", "@misc{a, year = 1, title = {x}}", "1:19"),
        ("@misc{a, year = 1, title = {x}}\n}\n", "@misc{a, year = 1, title = {x}}\n\n", "2:1"),
    ],
)
def test_harmless_slip_is_reported_with_a_safe_fix_and_the_entry_kept(text: str, mended: str, place: str) -> None:
    file = read(text)
    assert (values(file.entries[0])["title"], file.entries[0].key) == ("x", "a")
    (problem,) = file.problems
    assert str(problem.span) == f"store.bib:{place}"
    assert problem.fix
    assert problem.fix.safe
    assert edited(file.source, problem.fix.edits).text == mended
    assert read(mended).problems == ()


def test_comment_inside_an_entry_is_reported_and_its_fields_are_kept() -> None:
    text = "@misc{a,\n  title = {x}, % the {title}\n  % year = 2,\n  month = may % end\n}"
    assert values(read(text).entries[0]) == {"title": "x", "month": "may"}
    assert [place for place, _, _ in complaints(text)] == ["2:16", "3:3", "4:15"]


@pytest.mark.parametrize(
    ("text", "place", "marked", "message"),
    [
        ("@article{a,\n  title = {X,\n  year = {1}\n}\n", "2:11", "{", "this brace is never closed"),
        ("@article{a,\n  title = {X\n", "2:11", "{", "this brace is never closed"),
        ("@article{a,\n  title = {X},\n", "1:9", "{", "this brace is never closed"),
        ("@article(a,\n  title = {X}\n", "1:9", "(", "this parenthesis is never closed"),
        ('@article{a,\n  title = "X,\n  year = {1}\n}\n', "2:11", '"', "this quote is never closed"),
        ('@article{a,\n  title = "X,\n  note = "Y",\n}\n', "2:11", '"', "this quote is never closed"),
        ("@article{a,\n  title = b # {X} # {Y,\n  year = {1}\n}\n", "2:21", "{", "this brace is never closed"),
        ('@article{a, title = "G\\"odel", year = 1}', "1:24", '"', "a quote inside a quoted value"),
        ("@article{a, title {X}, year = 1}", "1:18", " ", "no `=` behind `title`"),
        ("@article{a, title = , year = 1}", "1:21", "", "a value is missing here"),
        ("@article{a, title = {X} # , year = 1}", "1:27", "", "a value is missing here"),
        ("@article{a, title = Some Words, year = 1}", "1:26", "W", "text behind the value"),
        ("@article{title = {X}}", "1:10", "t", "this entry has no key"),
        ("@article{, title = {X}}", "1:10", ",", "this entry has no key"),
        ("@article{}", "1:10", "}", "this entry has no key"),
        ("@article{two words, title = {X}}", "1:14", "w", "a blank in a key"),
        ("@article{a{b}, title = {X}}", "1:11", "{", "`{` in a key"),
        ("@article{a, {title} = {X}}", "1:13", "{", "no field can begin with `{`"),
        ("@article{a, title = {X}},\n  year = 1\n}\n", "1:24", "}", "the entry ends here, but more fields follow"),
        ("@article a,\n  title = {X}\n}\n", "1:9", " ", "no brace behind `@article`"),
        ("@string{name}", "1:9", "n", "no macro is defined here"),
        ('@string{a = "x", b = "y"}', "1:16", ",", "`}` expected here"),
        ("@preamble{{x}", "1:10", "{", "this brace is never closed"),
        ("@comment{ {", "1:9", "{", "this brace is never closed"),
    ],
)
def test_unreadable_block_is_broken_at_the_exact_place_and_its_neighbours_are_kept(
    text: str, place: str, marked: str, message: str
) -> None:
    lines = 2
    file = read(f"@misc{{before, year = 1}}\n\n{text}\n@misc{{after, year = 2}}\n")
    assert [entry.key for entry in file.entries] == ["before", "after"]
    (broken,) = [block for block in file.blocks if isinstance(block, Broken)]
    assert broken.span.text == text.rstrip()
    assert file.problems == (broken.problem,)
    row, column = map(int, place.split(":"))
    assert broken.problem.span.position == (row + lines, column)
    assert (broken.problem.span.text, broken.problem.message) == (marked, message)
    assert broken.problem.hint


def test_broken_entry_tells_its_key() -> None:
    (broken,) = read("@Article{smith20, title = {x").blocks
    assert isinstance(broken, Broken)
    assert (broken.type, broken.key) == ("article", "smith20")


def test_hint_explains_escaped_braces_where_there_are_some() -> None:
    assert read(r"@misc{a, title = {x \{ y}, year = 1}").problems[0].hint.endswith("as braces, too")
    assert read("@misc{a, title = {x").problems[0].hint == "add the closing brace"


def test_an_unclosed_brace_never_swallows_the_entries_below() -> None:
    text = "@misc{a, title = {{x, year = 1}\n\n@misc{b, year = 2}\n@misc{c, year = 3}}}\n@misc{d}\n"
    assert [entry.key for entry in read(text).entries] == ["b", "c", "d"]


def test_fields_that_lost_their_first_line_are_reported() -> None:
    text = "@misc{a}\n\n  title = {x},\n  year = 1\n}\n"
    assert complaints(text) == [("3:3", "title", "field `title` outside an entry")]


def test_remarks_between_entries_are_no_problem() -> None:
    assert complaints("Read {these} first.\n@misc{a}\n% title = {x}\n--- more ---\n@misc{b}\n") == []


@pytest.mark.parametrize(
    "text",
    ["", "@", "@a", "{", "}", '"', "@misc{", "@misc{a", "@misc{a,", "@misc{a,x", "@misc{a,x=", "@misc{a,x={", "%"],
)
def test_smallest_fragments_are_covered(text: str) -> None:
    assert "".join(block.span.text for block in read(text).blocks) == text


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = {" + "{" * 100_000 + "x" + "}" * 100_000 + "}}",
        "@misc{a, title = {{x}\n" * 10_000,
        '@misc(a, title = "x\n' * 10_000,
        "@misc{a, title = {x}},\n" * 10_000,
        '@misc{a, title = "' + "{x}" * 100_000,
        "@" * 200_000,
        "@a " * 100_000,
        "@comment{" * 20_000,
        "@misc{a, title = {x " * 20_000,
        "@misc{a, title = } " * 20_000,
        '@misc{a, t = "x {"} ' * 20_000,
        " " * 200_000 + "@misc{a",
    ],
    ids=[
        "deep",
        "unclosed",
        "quotes",
        "early",
        "groups",
        "ats",
        "words",
        "comments",
        "line",
        "values",
        "groups in a line",
        "blanks",
    ],
)
def test_hostile_files_are_read_whole(text: str) -> None:
    # Anything slower than linear would not come back from these within the patience of a test run.
    file = read(text)
    assert sum(block.span.end - block.span.start for block in file.blocks) == len(text)


def fixed(text: str) -> str:
    """The text after the fix of its one problem."""
    (problem,) = read(text).problems
    assert problem.fix
    return edited(problem.span.source, problem.fix.edits).text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("@misc{a,\n  title = {X\n  year = 1,\n}\n", "@misc{a,\n  title = {X},\n  year = 1,\n}\n"),
        ("@misc{a,\n  title = {X,\n  year = 1,\n}\n", "@misc{a,\n  title = {X},\n  year = 1,\n}\n"),
        ('@misc{a,\n  title = "X\n  year = "1",\n}\n', '@misc{a,\n  title = "X",\n  year = "1",\n}\n'),
        ("@misc{a,\n  year = 1,\n\n@misc{b}\n", "@misc{a,\n  year = 1,\n}\n\n@misc{b}\n"),
        ("@misc(a,\r\n  year = 1\r\n", "@misc(a,\r\n  year = 1\r\n)\r\n"),
        ("@misc{a, year = 1", "@misc{a, year = 1}"),
        ("misc{a,\n  year = 1,\n}\n", "@misc{a,\n  year = 1,\n}\n"),
        ("@misc{a, title = {X}}, year = 1}", "@misc{a, title = {X}, year = 1}"),
        ("@misc(a, title = {X}}", "@misc(a, title = {X})"),
    ],
)
def test_what_is_never_closed_or_begun_is_mended_by_a_fix_that_is_not_safe(text: str, mended: str) -> None:
    fix = read(text).problems[0].fix
    assert fix
    assert not fix.safe
    assert fixed(text) == mended
    assert read(mended).problems == ()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("@misc{a, title = {X}; year = 1}", "`;` behind the value", "put a comma in its place"),
        ("@misc{a, author = Ash, Ann}", "a text without delimiters", "put the whole value in braces"),
        ("@misc(a, title = {X}}", "`}` cannot close what `(` opens", "write `)` in its place"),
        ("@{a, title = {X}}", "there is no type behind this `@`", "write `@misc{key,`"),
        ('@misc{a, title = "X} Y"}', "a closing brace without an opening one in a quoted value", "remove it, or add"),
        ("@misc{a, note = {\n@misc{b}\n}}", "this brace is closed only behind the beginning of another", "close it"),
        ("@misc{a,\n<<<<<<< x\n  year = 1\n}", "a merge conflict within an entry", "resolve this merge conflict"),
        ("<<<<<<< x\n@misc{a}", "a merge conflict between entries", "resolve this merge conflict"),
        ("misc{a, year = 1}", "there is no `@` in front of `misc`", "write `@misc{key,`"),
        ('@string{s = "S",}', "no comma may stand behind the value here", "remove it"),
    ],
)
def test_mistakes_are_told_as_what_they_are(text: str, message: str, hint: str) -> None:
    problem = read(text).problems[0]
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)


def test_after_a_broken_entry_reading_resumes_within_its_line() -> None:
    file = read("@misc{a, title = } @misc{b, year = 1} @misc{c, = 2} @string{s = {S}} @misc{d, year = s}")
    assert [(entry.key, values(entry)["year"]) for entry in file.entries] == [("b", "1"), ("d", "S")]
    assert [block.key for block in file.blocks if isinstance(block, Broken)] == ["a", "c"]


def test_a_broken_macro_tells_its_name_and_leaves_no_value() -> None:
    file = read('@string{Here = "x}\n@misc{a, title = here}')
    assert isinstance(file.blocks[0], Broken)
    assert file.blocks[0].key == "here"
    assert values(file.entries[0]) == {"title": "here"}
    assert [problem.span.text for problem in file.undefined] == ["here"]


def test_of_a_broken_entry_only_what_stopped_reading_is_told() -> None:
    file = read("@misc{a, x = y, month = 1st, title {Z}}")
    assert file.undefined == ()
    assert [problem.message for problem in file.problems] == ["no `=` behind `title`"]


def test_jabrefs_comments_stay_byte_for_byte() -> None:
    comment = "@Comment{jabref-meta: grouping:\r\n0 AllEntriesGroup:;\n1 StaticGroup:One\\;0\\;{x}\\;;\n}"
    file = read(f"@misc{{a}}\n\n{comment}\n@Comment{{jabref-entrytype: talk: req[author] opt[year]}}")
    kept = [block.span.text for block in file.blocks if isinstance(block, Comment)]
    assert kept == [comment, "@Comment{jabref-entrytype: talk: req[author] opt[year]}"]


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_collection_of_garbage_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        read("@misc{a}\n@misc{b, = }\n")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
