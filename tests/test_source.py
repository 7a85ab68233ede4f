"""Texts as they are read from files, and places in them."""

from pathlib import Path

import pytest

from livingsurvey.syntax.problem import Edit, SurveyError, edited
from livingsurvey.syntax.source import Source


def test_lines_end_as_editors_end_them() -> None:
    source = Source("a.md", "one\ntwo\r\nthree\rfour\n\nsix")
    lines = ["one", "two", "three", "four", "", "six"]
    assert [source.line(number) for number in range(1, 7)] == lines
    assert [source.position(source.text.index(line)) for line in lines if line] == [
        (1, 1), (2, 1), (3, 1), (4, 1), (6, 1)
    ]  # fmt: skip


def test_columns_count_code_points() -> None:
    source = Source("a.md", "ä😀 x\n\ty")
    assert source.position(source.text.index("x")) == (1, 4)
    assert source.position(source.text.index("y")) == (2, 2)


@pytest.mark.parametrize(("text", "end"), [("", (1, 1)), ("ab", (1, 3)), ("ab\n", (2, 1)), ("ab\r\n", (2, 1))])
def test_the_end_of_a_text_has_a_place(text: str, end: tuple[int, int]) -> None:
    source = Source("a.md", text)
    assert source.span(len(text)).position == end
    assert str(source.span(len(text))) == f"a.md:{end[0]}:{end[1]}"


def test_a_span_has_two_ends() -> None:
    span = Source("a.md", "one\ntwo three\nfour").span(4, 13)
    assert (span.text, span.position, span.end_position) == ("two three", (2, 1), (2, 10))
    assert span.holds(span.source.span(8, 13))
    assert not span.holds(span.source.span(8, 14))
    assert not span.holds(span.source.span(3, 5))


def test_a_byte_order_mark_is_no_text_and_stays_in_the_file() -> None:
    data = b"\xef\xbb\xbf@misc{a}\r\n"
    source = Source.decode("a.bib", data)
    assert source.text == "@misc{a}\r\n"
    assert source.position(0) == (1, 1)
    assert source.encode() == data
    assert edited(source, [Edit(source.span(6, 7), "b")]).encode() == b"\xef\xbb\xbf@misc{b}\r\n"


@pytest.mark.parametrize("data", [b"", "Größe\n".encode(), b"a\rb\r\nc\n", b"\xef\xbb\xbf", "\ufeff\ufeffx".encode()])
def test_utf8_is_written_as_it_was_read(data: bytes) -> None:
    source = Source.decode("a.md", data)
    assert source.encoding == "utf-8"
    assert source.encode() == data


@pytest.mark.parametrize(
    ("data", "encoding", "text", "stray"),
    [
        ("Müller – “x”".encode("cp1252"), "cp1252", "Müller – “x”", (1, 2)),
        ("a\r\nbc ü\r\nß".encode("cp1252"), "cp1252", "a\r\nbc ü\r\nß", (2, 4)),
        # Two letters of cp1252 that would be one of UTF-8 do not count against the others of the file.
        ("«CAFÉ» é è".encode("cp1252"), "cp1252", "«CAFÉ» é è", (1, 1)),
        # One letter of Latin-1 among those of UTF-8 garbles none of them, and its own place is told.
        ("Šimek, Zoë\nMé ".encode() + b"\xe9", "mixed", "Šimek, Zoë\nMé é", (2, 4)),
        (b"\xef\xbb\xbfa \xfc", "mixed", "a ü", (1, 3)),
        ("aé\n".encode("utf-16"), "utf-16", "aé\n", (1, 1)),
        (b"\xfe\xff" + "aé".encode("utf-16-be"), "utf-16", "aé", (1, 1)),
        ("aé".encode("utf-32"), "utf-32", "aé", (1, 1)),
    ],
    ids=["cp1252", "lines", "by chance", "pasted", "marked", "utf-16", "big end first", "utf-32"],
)
def test_what_is_no_utf8_is_read_as_what_it_most_likely_is(
    data: bytes, encoding: str, text: str, stray: tuple[int, int]
) -> None:
    source = Source.decode("a.bib", data)
    assert (source.encoding, source.text) == (encoding, text)
    assert source.stray is not None
    assert source.position(source.stray) == stray
    assert source.lost is None
    assert Source.decode("a.bib", source.encode()) == Source("a.bib", text, bom=source.bom)


@pytest.mark.parametrize(
    ("data", "text", "lost"),
    [
        (b"\xff \x81 \x8d", "ÿ \ufffd \ufffd", 2),
        ("é é \ufffd".encode() + b"\x90", "é é \ufffd\ufffd", 5),
        (b"\xff\xfea\x00\xe9", "a\ufffd", 1),
        (b"\xff\xfea\x00\x00\xd8b\x00", "a\ufffdb", 1),
    ],
    ids=["cp1252", "mixed", "half a character", "half a pair"],
)
def test_bytes_that_mean_nothing_are_shown_told_and_never_written_over(data: bytes, text: str, lost: int) -> None:
    source = Source.decode("a.bib", data)
    assert (source.text, source.lost) == (text, lost)
    for unwritable in (source, edited(source, []), edited(source, [Edit(source.span(0, 1), "x")])):
        with pytest.raises(SurveyError, match=r"^a\.bib cannot be written"):
            unwritable.encode()


def test_a_file_is_named_by_its_place_in_the_survey(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "docs" / "a.md"
    file.write_bytes(b"x")
    assert Source.read(file, tmp_path).path == "docs/a.md"
    assert Source.read(file, tmp_path / "elsewhere").path == file.as_posix()
    with pytest.raises(OSError, match="gone"):
        Source.read(tmp_path / "gone.md", tmp_path)


def test_edits_apply_in_the_order_of_the_text_and_never_over_one_another() -> None:
    source = Source("a.md", "one two three")
    edits = [
        Edit(source.span(8, 13), "3"),
        Edit(source.span(0, 3), "1"),
        Edit(source.span(2, 5), "overlaps"),
        Edit(source.span(4), "and "),
    ]
    assert edited(source, edits).text == "1 and two 3"
    assert edited(source, []).text == source.text
