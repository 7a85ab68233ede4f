"""The book as PDF held to PDF/A-2a and PDF/UA-1 by a checker that is not ours, and to its size."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Project
from in_memory import survey_of
from pypdf import PdfReader
from test_epub import FILES

from livingsurvey.build import pdf as pdf_module
from livingsurvey.build.pdf import pdf
from livingsurvey.build.pdf_packing import packed
from livingsurvey.render.book import Book, book
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import volume

Faults = Callable[[bytes], dict[str, set[str]]]
NO_FONT = "漢"


@pytest.fixture(scope="module")
def faults(need: Callable[..., Path]) -> Faults:
    """What the checker finds, as the rules that are broken of each standard."""
    found = find_spec("page")
    place = Path(found.origin) if found and found.origin else Path("nowhere")
    need("page-validation", "python -m pip install 'page-validation>=0.11,<0.12'", place)
    import page

    def of(data: bytes) -> dict[str, set[str]]:
        reports = {profile: page.validate_pdf_bytes(data, profile=profile) for profile in ("2a", "ua1")}
        for report in reports.values():
            assert report.is_compliant is not bool(report.failures)
        return {profile: {each.rule_id for each in report.failures} for profile, report in reports.items()}

    return of


def made(files: dict[str, str | bytes], folder: Path) -> bytes:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    whole = volume(Pages(survey_of(files)))
    return pdf(book(whole.meta, whole.chapters, whole.references), folder / "docs", 0, warn=lambda _: None)


def test_checker_finds_nothing_in_a_book_with_one_of_everything(faults: Faults, tmp_path: Path) -> None:
    files = {path: text.replace(NO_FONT, "H") if isinstance(text, str) else text for path, text in FILES.items()}
    assert faults(made(files, tmp_path)) == {"2a": set(), "ua1": set()}


def test_checker_finds_a_character_without_a_font(faults: Faults, tmp_path: Path) -> None:
    found = faults(made(dict(FILES), tmp_path))
    assert "PDFA2A-NOTDEF-GLYPH-001" in found["2a"]
    assert "PDFUA1-NOTDEF-GLYPH-001" in found["ua1"]


def test_checker_finds_nothing_in_our_survey_and_scholar_takes_it(own: Project, faults: Faults) -> None:
    data = (own.site / "survey.pdf").read_bytes()
    assert faults(data) == {"2a": set(), "ua1": set()}
    assert len(data) < pdf_module.LARGEST
    assert len(data) < 15_000 * len(PdfReader(BytesIO(data)).pages)


def test_streams_that_end_in_a_carriage_return_keep_their_length(faults: Faults) -> None:
    """A validator reads the end of such a stream and the line feed behind it as one line end of two characters."""
    pages = "#for page in range(200) [#page #counter(heading).step() #pagebreak()]"
    sources = (f'#set document(title: "t")\n= {number}\n{pages}' for number in range(30))
    data = next(data for source in sources if b"\r\nendstream" in (data := unpacked(source)))
    assert faults(data)["2a"] == {"PDFA2A-STREAM-LENGTH-001"}
    assert faults(packed(data))["2a"] == set()


def unpacked(source: str) -> bytes:
    import typst

    data = typst.Compiler(source.encode()).compile(format="pdf", timestamp=0, pdf_standards=["a-2a"])
    assert isinstance(data, bytes)
    return data


def test_packing_keeps_every_object_and_makes_a_third_of_a_tagged_book() -> None:
    lines = "\n".join(f"#link(<a{n}>)[to {n}] #metadata(none)<a{n}> and $x_{n}$" for n in range(400))
    data = unpacked(f'#set document(title: "t")\n#set math.equation(alt: "x")\n= A\n{lines}')
    small = packed(data)
    assert len(small) < len(data) / 3
    before, after = PdfReader(BytesIO(data)), PdfReader(BytesIO(small))
    assert after.trailer["/ID"] == before.trailer["/ID"]
    for name in ("/Root", "/Info"):
        assert after.trailer.raw_get(name).idnum == before.trailer.raw_get(name).idnum
    for number in range(1, int(before.trailer["/Size"])):
        assert written(after, number) == written(before, number)
    assert packed(small) == small, "what is packed is left alone"


def written(reader: PdfReader, number: int) -> bytes:
    """An object as pypdf writes it, streams with their bytes as they are."""
    result, found = BytesIO(), reader.get_object(number)
    assert found is not None
    found.write_to_stream(result)
    return result.getvalue()


def test_a_book_too_large_for_scholar_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    warnings: list[str] = []
    text = '#set document(title: "t")\n= A\n' + "\n\n".join(f"#text(fill: rgb({n}, 0, 0))[{n}]" for n in range(9))
    pdf(Book(text), Path(), 0, warn=warnings.append)
    assert warnings == []
    monkeypatch.setattr(pdf_module, "LARGEST", 1_000)
    pdf(Book(text), Path(), 0, warn=warnings.append)
    [warning] = warnings
    assert "Google Scholar takes in no file above" in warning
