"""The book of our own survey, read back from `survey.pdf`."""

import datetime
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from conftest import SMALL, Project, contents
from lxml import html
from pypdf import PdfReader
from pypdf.generic import ArrayObject, TextStringObject

import livingsurvey
from livingsurvey import Survey


@pytest.fixture(scope="module")
def pdf(own: Project) -> PdfReader:
    return PdfReader(own.site / "survey.pdf")


@pytest.fixture(scope="module")
def survey(own: Project) -> Survey:
    return livingsurvey.load(own.root)


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def squeezed(words: str) -> str:
    """Letters and digits alone: blanks and hyphens depend on where lines end, quotation marks on the typesetter."""
    return re.sub(r"\W+", "", words)


def running(pdf: PdfReader, survey: Survey) -> str:
    """The text as it runs on from page to page, without running heads and page numbers."""
    heads = tuple(squeezed(chapter.title) for chapter in survey.chapters)
    result = ""
    for page in pdf.pages:
        head, _, body = page.extract_text().partition("\n")
        body = body if squeezed(head).endswith(heads) else f"{head}\n{body}"
        result += re.sub(r"\n[0-9]+\s*$", "\n", body)
    return result


def outline(items: list[Any]) -> list[Any]:
    """Titles, each followed by the list of those below it."""
    return [outline(item) if isinstance(item, list) else item.title for item in items]


def links(pdf: PdfReader) -> Iterator[Any]:
    """Where the links within the book lead, as they say it."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            if "/Dest" in link:
                yield link["/Dest"]
            elif link.get("/A", {}).get("/S") == "/GoTo":
                yield link["/A"]["/D"]


def test_outline_is_the_navigation(pdf: PdfReader, survey: Survey) -> None:
    top = [item for item in outline(pdf.outline) if isinstance(item, str)]
    parts = list(dict.fromkeys(chapter.part for chapter in survey.chapters if chapter.part))
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    named = [f"Part {number} {part}" for number, part in zip(romans, parts, strict=False)]
    opened = dict(zip(parts, named, strict=False))
    chapters = [chapter for chapter in survey.chapters if chapter.kind == "chapter"]
    number = {chapter.path: f"{at} " for at, chapter in enumerate(chapters, 1)}
    alone = {chapter.path: f"{number.get(chapter.path, '')}{chapter.title}" for chapter in survey.chapters}
    order = dict.fromkeys(opened.get(chapter.part or "", alone[chapter.path]) for chapter in survey.chapters)
    assert top == ["Contents", *order, "References"]

    items = list(outline(pdf.outline))
    below = [under for item, under in pairwise(items) if item in named and isinstance(under, list)]
    titles = [title for chapters in below for title in chapters if isinstance(title, str)]
    inside = [chapter for chapter in survey.chapters if chapter.part]
    numbers = iter(range(1, len(inside) + 1))
    expected = []
    for each in inside:
        if each.kind == "part":  # its sections stand right below the part's name
            expected += [heading.text for heading in each.headings if heading.level == 2]
        else:
            expected.append(each.title if each.kind == "matter" else f"{next(numbers)} {each.title}")
    assert titles == expected


def test_sections_of_each_chapter_are_in_the_outline(pdf: PdfReader, survey: Survey) -> None:
    everything = squeezed(str(outline(pdf.outline)))
    for chapter in survey.chapters:
        for heading in chapter.headings:
            assert squeezed(heading.text) in everything, f"{chapter.path}: {heading.text}"


def test_book_has_the_length_of_a_survey_and_says_what_it_is(pdf: PdfReader, survey: Survey) -> None:
    assert len(pdf.pages) >= 20
    assert pdf.metadata is not None
    assert pdf.metadata.title == survey.work.title
    assert pdf.metadata.author == ", ".join(survey.work.authors)
    assert pdf.root_object["/Lang"] == "en"
    assert pdf.root_object["/MarkInfo"]["/Marked"].value is True
    cover = pdf.pages[0].extract_text()
    assert squeezed(survey.work.title) in squeezed(cover)
    assert f"Version {survey.work.version}" in cover


def test_every_link_within_the_book_leads_to_one_of_its_pages(pdf: PdfReader) -> None:
    pages = {page.indirect_reference.idnum for page in pdf.pages if page.indirect_reference}
    seen = 0
    for target in links(pdf):
        if isinstance(target, TextStringObject | str):
            assert str(target) in pdf.named_destinations
        else:
            assert isinstance(target, ArrayObject)
            assert target[0].idnum in pages
        seen += 1
    assert seen > len(pdf.pages)


def test_every_citation_of_the_site_is_in_the_book_and_linked(own: Project, pdf: PdfReader, survey: Survey) -> None:
    labels, number, book = set(), 0, squeezed(running(pdf, survey))
    for page in own.site.rglob("index.html"):
        for link in html.fromstring(page.read_bytes()).xpath("//a[contains(@class, 'sv-cite')]"):
            labels.add(link.text_content())
            number += 1
    assert len(labels) >= 50
    assert {label for label in labels if squeezed(label) not in book} == set()
    assert len(list(links(pdf))) >= number


def test_every_cited_work_is_in_the_list_of_references(pdf: PdfReader, survey: Survey) -> None:
    first = pdf.get_destination_page_number(pdf.outline[-1])
    assert first is not None
    # Without running head and page number, between which a reference may go on.
    lines = [line for page in pdf.pages[first:] for line in page.extract_text().splitlines()[1:-1]]
    listed = squeezed("".join(lines))
    for key in survey.cited_by:
        title, _, _ = survey.references[key].title.partition("$")
        assert squeezed(title) in listed, key


def test_nothing_was_left_unresolved(text: str) -> None:
    assert "??" not in text
    assert "zq" not in re.sub(r"\w*zq\w{1,8}\b", "", text)  # no placeholder of ours
    assert not re.search(r"\[[-@]|@\w+\d{4}|\\(frac|text|sum)\b|\]\(|</?\w+>", text)


def test_book_is_the_same_for_the_same_files(project: Callable[..., Project]) -> None:
    """Law 8 for the one file that is no text."""
    books = []
    for number in (1, 2):
        made = project({**SMALL, "CITATION.cff": "title: Small\ndate-released: 2026-01-02\n"}, name=f"copy {number}")
        done = made.command("survey", "build", PYTHONHASHSEED=str(number))
        assert (done.code, done.err) == (0, ""), done
        books.append(contents(made.site)["survey.pdf"])
    assert books[0] == books[1]
    metadata = PdfReader(BytesIO(books[0])).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def test_date_of_the_book_can_be_set_from_outside(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(86400 * 366))
    assert small.survey("build").code == 0
    metadata = PdfReader(small.site / "survey.pdf").metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.year == 1971
