"""The book as PDF: read back with pypdf, as a reader's program would."""

from __future__ import annotations

import datetime
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from in_memory import survey_of
from pypdf import PdfReader
from pypdf.generic import Destination

from livingsurvey.build.pdf import pdf
from livingsurvey.render.book import Book, book
from livingsurvey.render.html import chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import BookChapter, BookMeta, BookReference
from livingsurvey.syntax.problem import SurveyError

META = BookMeta(
    title="Shared machines: a survey",
    description="Who learns from whom.",
    authors=("Ada Example", "The “Other” \\ #group"),
    version="1.2.0",
    date=datetime.date(2026, 11, 22),
    licence="CC BY 4.0",
    url="https://example.org/survey",
    keywords=("federated learning", "privacy"),
)
CITE = '<p>Shown before (<a class="sv-cite" href="#ref-doe-2020" id="cite-doe-2020-1">Doe, 2020</a>).</p>'
CHAPTERS = (
    BookChapter("index.md", None, "About", "Why this is.", "matter", "<h1 id='about'>About</h1><p>Opening words.</p>"),
    BookChapter("learn/index.md", "Learning", "Learning", "How machines learn.", "part", "<p>The part in short.</p>"),
    BookChapter(
        "learn/first.md",
        "Learning",
        "First things",
        "What comes first.",
        "chapter",
        f"<h2 id='way'>The way</h2>{CITE}<h3 id='deep'>Deeper</h3><p><a href='../trust/last.md#end'>the end</a>, "
        "<a href='../references/index.md'>all works</a>, <a href='#way'>here</a>, <a href='#no'>nowhere</a>.</p>",
    ),
    BookChapter("trust/last.md", "Trust", "Last things", "", "chapter", f"<h2 id='end'>The end</h2>{CITE}<p>x</p>"),
    BookChapter("conclusion.md", None, "Conclusion", "", "matter", "<p>Closing words.</p>"),
)
REFERENCES = (
    BookReference("doe-2020", 'Doe, J. (2020). <em>On things</em>. <a href="https://doi.org/10.1/x">doi:10.1/x</a>'),
    BookReference("roe-2021", "Roe, R. (2021). Never cited."),
)


def made(result: Book, docs: Path | None = None, **options: Any) -> PdfReader:
    return PdfReader(BytesIO(pdf(result, docs or Path(__file__).parent, 0, **options)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_formula_that_cannot_be_read_costs_nothing_else() -> None:
    text = r"Before $\frac{1}{n$ and $x^2$ after." + "\n\n$$\n\\nocommand{y}\n$$\n\nThe end, $z$."
    pages = Pages(survey_of({"docs/index.md": text, "docs/next.md": "Next $w$.", "bibliography/a.bib": ""}))
    chapters = [
        BookChapter(chapter.path, None, chapter.title, "", "chapter", chapter_html(pages, chapter))
        for chapter in pages.survey.chapters
    ]
    said: list[str] = []
    shown = unicodedata.normalize("NFKC", text_of(made(book(META, chapters, ()), warn=said.append)))
    assert r"Before $\frac{1}{n$ and x2 after." in shown
    assert r"$$ \nocommand{y} $$" in shown
    assert "The end, z." in shown
    assert "Next w." in shown
    assert said == []  # and the PDF keeps to its standards


def outline_of(reader: PdfReader) -> list[Any]:
    def titles(entries: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    return titles(reader.outline)


def links_of(reader: PdfReader) -> list[tuple[int, int | str]]:
    """The links as pairs: the number of the page on which they stand, and their page or address."""
    found: list[tuple[int, int | str]] = []
    for number, page in enumerate(reader.pages):
        for annotation in page.get("/Annots") or ():
            item = annotation.get_object()
            if "/A" in item and "/URI" in item["/A"]:
                found.append((number, str(item["/A"]["/URI"])))
                continue
            target = item["/Dest"] if "/Dest" in item else item["/A"]["/D"]
            if isinstance(target, str):
                place = reader.named_destinations[target]
                assert isinstance(place, Destination)
                page_number = reader.get_destination_page_number(place)
            else:
                page_number = reader.get_page_number(target[0].get_object())
            assert page_number is not None
            found.append((number, page_number))
    return found


@pytest.fixture(scope="module")
def whole() -> PdfReader:
    return made(book(META, CHAPTERS, REFERENCES))


def page_with(reader: PdfReader, words: str, after: int = 1) -> int:
    return next(n for n, page in enumerate(reader.pages) if n > after and words in page.extract_text())


def test_metadata_and_cover_say_what_is_known(whole: PdfReader) -> None:
    found = whole.metadata
    assert found is not None
    assert found.title == META.title
    assert found.author == ", ".join(META.authors)
    assert found.get("/Keywords") == "federated learning, privacy"
    assert str(found.get("/CreationDate", "")).startswith("D:20261122")
    cover = " ".join(whole.pages[0].extract_text().split())
    for words in ("Shared machines", "a survey", "Who learns", "Ada Example", "1.2.0", "22 November 2026", "CC BY 4.0"):
        assert words in cover


def test_what_is_not_known_is_not_shown() -> None:
    reader = made(book(BookMeta(title="Bare"), [BookChapter("a.md", None, "A", "", "chapter", "<p>Words.</p>")]))
    assert reader.pages[0].extract_text().split() == ["Bare"]
    assert "None" not in text_of(reader)
    assert reader.metadata is not None
    assert reader.metadata.author is None


def test_outline_has_parts_chapters_and_sections(whole: PdfReader) -> None:
    assert outline_of(whole) == [
        "Contents",
        "About",
        "Part I Learning",
        ["1 First things", ["1.1 The way", ["1.1.1 Deeper"]]],
        "Part II Trust",
        ["2 Last things", ["2.1 The end"]],
        "Conclusion",
        "References",
    ]


def test_contents_give_page_numbers_and_pages_have_labels(whole: PdfReader) -> None:
    assert whole.page_labels[1:4] == ["i", "1", "2"]
    contents = " ".join(whole.pages[1].extract_text().split())
    label = whole.page_labels[page_with(whole, "Closing words")]
    assert f"Conclusion {label}" in contents


def test_running_heads_name_part_and_chapter_but_not_on_openings() -> None:
    long = BookChapter("a.md", "Learning", "First things", "", "chapter", "<p>word</p>" * 120)
    reader = made(book(META, [long]))
    pages = [page.extract_text() for page in reader.pages]
    opening = next(n for n, text in enumerate(pages) if n > 2 and "First things" in text)
    assert pages[opening].count("First things") == 1
    assert pages[opening + 1].split()[:3] == ["Learning", "First", "things"]


def test_links_lead_where_they_say(whole: PdfReader) -> None:
    links = links_of(whole)
    first, last = page_with(whole, "Shown before"), page_with(whole, "2.1")
    works = page_with(whole, "Never cited")
    assert (first, last) in links
    assert (first, first) in links
    assert (first, works) in links
    assert (works, "https://doi.org/10.1/x") in links
    # From the reference back to the pages on which it is cited.
    assert (works, first) in links
    assert (works, last) in links
    assert len([link for link in links if link[0] == first]) == 3, "what resolves to nothing is plain text"
    assert "all works" in text_of(whole)


def test_a_reference_names_the_pages_that_cite_it(whole: PdfReader) -> None:
    listed = " ".join(whole.pages[page_with(whole, "Never cited")].extract_text().split())
    pages = [whole.page_labels[page_with(whole, words)] for words in ("1.1 ", "2.1 ")]
    assert f"doi:10.1/x ↑ {', '.join(pages)}" in listed


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    page = made(book(META, CHAPTERS[:1], paper=paper)).pages[0].mediabox
    assert (round(page.width), round(page.height)) == size


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(SurveyError, match="a4, us-letter"):
        book(META, [], paper="a9")


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (pdf(book(META, CHAPTERS, REFERENCES), Path(__file__).parent, 86400) for _ in range(2))
    assert first == second
    when = datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)
    assert pdf(book(META, CHAPTERS, REFERENCES), Path(__file__).parent, when) == first


def test_it_is_tagged_for_archives_and_for_readers_who_listen(whole: PdfReader) -> None:
    metadata = whole.xmp_metadata
    assert metadata is not None
    root = whole.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    packet = metadata.stream.get_data().decode()
    assert "pdfuaid:part" in packet
    assert "pdfaid:part" in packet


def test_what_comes_twice_is_set_once() -> None:
    reader = made(book(META, [*CHAPTERS, CHAPTERS[2]], [*REFERENCES, REFERENCES[0]]))
    assert text_of(reader).count("What comes first.") == 1
    assert text_of(reader).count("On things") == 1


def test_hostile_metadata_stay_text() -> None:
    hostile = '#panic("x") "]) $x$ @a *b* \\'
    meta = BookMeta(hostile, hostile, (hostile,), hostile, None, hostile, hostile, keywords=(hostile,))
    chapters = [BookChapter(hostile, hostile, hostile, hostile, "chapter", "<p id='a'>x</p>")]
    reader = made(book(meta, chapters, [BookReference(hostile, "R")]))
    assert reader.metadata is not None
    assert reader.metadata.title == hostile
    assert text_of(reader).count(hostile) >= 4


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "good.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9"/></svg>'
    )
    (folder / "broken.png").write_bytes(b"no picture")
    (folder / "notes.txt").write_text("secret")
    (tmp_path / "outside.svg").write_text((folder / "good.svg").read_text())
    (folder / "linked.svg").symlink_to(tmp_path / "outside.svg")
    return folder


def test_pictures_that_cannot_be_read_leave_their_alternative_text(docs: Path) -> None:
    names = ["good.svg", "broken.png", "missing.png", "notes.txt", "linked.svg", "../outside.svg", "/good.svg"]
    html = "".join(f'<p><img src="{name}" alt="alternative of {name}"></p>' for name in names)
    warnings: list[str] = []
    reader = made(book(META, [BookChapter("a.md", None, "A", "", "chapter", html)]), docs, warn=warnings.append)
    text = text_of(reader)
    assert "alternative of good.svg" not in text
    assert [name for name in names if f"alternative of {name}" in text] == names[1:]
    assert [warning.split(" ")[0] for warning in warnings] == ["broken.png", "missing.png", "notes.txt", "linked.svg"]


def test_characters_without_a_glyph_are_told_at_each_place_and_cost_only_the_standards(docs: Path) -> None:
    (docs / "hot.md").write_text("# Hot\n\nWords 😀\n", "utf-8")
    warnings: list[str] = []
    chapters = [
        BookChapter("fine.md", None, "Fine", "", "chapter", "<p>Words</p>"),
        BookChapter("hot.md", None, "Hot", "", "chapter", "<p>Words 😀 and 漢字仮名</p>"),
        BookChapter("made.md", None, "Made", "", "chapter", "<p>\u0378 😀</p><p>\ue000</p>"),
    ]
    reader = made(book(META, chapters, [BookReference("song-2020", "宋")]), docs, warn=warnings.append)
    assert "Words" in text_of(reader)
    hot, unassigned, song, private = warnings
    assert hot.startswith("hot.md:3:7: no font of the book has 😀 (GRINNING FACE), 漢 (CJK UNIFIED IDEOGRAPH-6F22), ")
    assert "and 2 more, so the PDF shows a box; write it in other letters or as a picture" in hot
    assert "keeps to none of PDF/A-2a, PDF/UA-1" in hot
    assert unassigned.startswith("made.md: no font of the book has U+0378, 😀 (GRINNING FACE), so")
    assert song.startswith("references#song-2020: no font of the book has 宋 ")
    assert private.startswith("made.md: PDF/A-2a error: the PDF contains the codepoint")
    assert not any("\n" in warning for warning in warnings)


def test_warnings_of_typst_are_passed_on_and_errors_are_one_line() -> None:
    warnings: list[str] = []
    pdf(Book('#set document(title: "x")\n#text(font: "Nowhere Sans")[x]'), Path(), 0, warn=warnings.append)
    assert warnings == ["typst: unknown font family: nowhere sans"]
    with pytest.raises(SurveyError, match=r"^the book could not be set: [^\n]*nothing[^\n]*$"):
        pdf(Book("#nothing()"), Path(), 0)


def test_unknown_elements_are_reported_with_their_chapter() -> None:
    chapters = [BookChapter("a.md", None, "A", "", "chapter", "<p><blink>kept</blink> <blink>x</blink></p>")]
    result = book(META, chapters)
    assert result.unknown == (("a.md", "blink"),)
    assert "kept" in text_of(made(result))
