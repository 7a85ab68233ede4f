"""Images: their sizes as files tell them, and what pages make of them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from in_memory import SETTINGS, Page, survey_of
from markdown import Markdown

from livingsurvey.build.images import image_sizes
from livingsurvey.render.html import LivingSurvey, chapter_html
from livingsurvey.render.images import size
from livingsurvey.render.pages import Pages

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0)
GIF = b"GIF89a" + struct.pack("<HH", 64, 48)
# A comment, an application's segment that itself looks like a frame, fill bytes, and a progressive frame.
JPEG = (
    b"\xff\xd8\xff\xfe\x00\x04ab\xff\xe1\x00\x0b\xff\xc0\x00\x11\x08\x00\x01\x00\x01\xff\xff\xc2\x00\x11\x08"
    + struct.pack(">HH", 300, 400)
    + b"\x03"
)
FILES = {
    PNG: (640, 480),
    GIF: (64, 48),
    JPEG: (400, 300),
    b'<svg xmlns="x" width="120" height="80.4px"/>': (120, 80),
    b"<?xml version='1.0'?>\n<!-- c -->\n<svg viewBox='0 0 30,20' width=\"100%\">": (30, 20),
    b'<svg:svg viewBox="-5 -5 10 10" aria-label="a > b">': (10, 10),
    b'<svg width="10em" height="20">': None,
    b'<svg viewBox="0 0 0 0">': None,
    b'<svg viewBox="0 0 ten 5">': None,
    b"<html><body>": None,
    PNG[:18]: None,
    JPEG[:-4]: None,
    b"\xff\xd8" + b"\xff" * 40: None,
    b"\xff\xd8\xff\xe0\x00\x00": None,
    b"": None,
}


@pytest.mark.parametrize("data", FILES, ids=range(len(FILES)))
def test_sizes_are_read_from_files(data: bytes) -> None:
    assert size(data) == FILES[data]


def test_a_file_that_cannot_be_read_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "folder.png").mkdir()
    sizes = image_sizes(tmp_path)
    assert [sizes(name) for name in ("a.png", "folder.png", "gone.png")] == [(640, 480), None, None]


def shown(text: str, path: str = "part/page.md") -> str:
    """The page's HTML, with its images as MkDocs leaves them: by addresses."""
    survey = survey_of({"mkdocs.yml": SETTINGS, f"docs/{path}": text, "docs/figures/a b.png": "", "docs/b.png": ""})
    pages = Pages(survey, image_size={"figures/a b.png": (640, 480), "b.png": (9, 7)}.get)
    return Markdown(extensions=["attr_list", "pymdownx.blocks.caption", LivingSurvey(pages=pages, path=path)]).convert(
        text
    )


def test_images_have_sizes_and_come_late() -> None:
    assert '<img alt="x" src="../../figures/a%20b.png" loading="lazy" width="640" height="480">' in shown(
        "![x](../../figures/a%20b.png)"
    )
    # As Markdown names the file, where no engine has put its address in.
    assert 'width="640"' in shown("![x](../figures/a%20b.png)")


@pytest.mark.parametrize(
    "text",
    [
        "![x](../../figures/gone.png)",
        "![x](https://example.org/b.png)",
        "![x](//[)",
        "![x](../../../b.png)",
        "![x](../../b.png){width=50%}",
        "![x](../../b.png){height=50}",
    ],
)
def test_a_size_that_is_unknown_or_given_is_let_be(text: str) -> None:
    markup = shown(text)
    assert 'width="9"' not in markup
    assert 'height="7"' not in markup
    assert markup.count('loading="lazy"') == 1


def test_the_image_of_a_figure_leads_to_its_file() -> None:
    caption = "\n\n/// figure-caption\nWords ![c](../../b.png).\n///\n"
    link = '<a class="sv-enlarge" href="../../b.png?a=1&amp;b=2"><img '
    assert shown("![x](../../b.png?a=1&b=2)" + caption).count(link) == 1
    for other in ("![x](../../b.png)", "[![x](../../b.png)](c.md)" + caption, "![x](../../b.png) word"):
        assert "sv-enlarge" not in shown(other)


def test_the_book_has_images_as_they_are() -> None:
    page = Page("![x](a.png){#fig-x}\n")
    markup = chapter_html(page.pages, page.chapter)
    assert "lazy" not in markup
    assert "sv-enlarge" not in markup
