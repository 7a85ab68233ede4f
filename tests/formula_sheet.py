"""Contact sheets of the gallery of formulas, the site's beside the book's: `python tests/formula_sheet.py FOLDER`.

The site's are cut out of a real page, built by `survey build`, as Chromium shows it; the book's are set by typst with
the book's own design. To be looked at: what is wrong with a formula, no assertion knows.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html
import typst
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))  # the command is run from anywhere

from formulas import GALLERY, Formula

from livingsurvey.cli import main
from livingsurvey.render.typst.math import math
from livingsurvey.syntax.tex import mathml

_FILES = {
    "mkdocs.yml": "site_name: Formulas\ntheme: {name: material}\nplugins: [search, survey]\nnav: [index.md]\n",
    "bibliography/works.bib": "",
}
_PER_SHEET = 21
_WIDTH = 620  # CSS pixels of a formula's place on the sheet
_STYLE = """
body { margin: 12px; font: 12px sans-serif; width: 1320px; }
table { border-collapse: collapse; } td { border-top: 1px solid #ccc; padding: 4px 8px; vertical-align: top; }
code { color: #555; font-size: 10px; } img { max-width: 620px; }
"""


def site_formulas(browser: Browser, folder: Path) -> list[bytes]:
    """Pictures of all formulas on a page that `survey build` makes of them in this folder."""
    text = "".join(f"## {formula.name}\n\n$${formula.tex}$$\n\n" for formula in GALLERY)
    for name, content in {**_FILES, "docs/index.md": f"---\ntitle: Formulas\n---\n\n{text}"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    arguments = ["build", "--no-pdf", "--no-epub", "-C", str(folder)]
    done = CliRunner().invoke(main, arguments)
    if done.exit_code:
        raise SystemExit(done.output)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
    page.goto((folder / "site" / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    shown = page.locator("article math")
    assert shown.count() == len(GALLERY), "a formula is missing on the site"
    return [shown.nth(number).screenshot() for number in range(len(GALLERY))]


def book_formulas() -> list[bytes]:
    """Pictures of all formulas as the book sets them, one page each."""
    elements = (lxml.html.fragment_fromstring(mathml(formula.tex, True)) for formula in GALLERY)
    pages = "\n#pagebreak()\n".join(f"#{math(element)}" for element in elements)
    page = "#set page(width: 150mm, height: auto, margin: 2mm, header: none, footer: none)"
    font = (
        '#set text(10.5pt, font: "Libertinus Serif")\n#show math.equation: set text(font: "New Computer Modern Math")'
    )
    found = typst.compile(f"{page}\n{font}\n{pages}".encode(), format="png", ppi=220, ignore_system_fonts=True)
    assert isinstance(found, list)
    assert len(found) == len(GALLERY)
    return found


def sheet(first: int, formulas: Sequence[Formula], pictures: Sequence[tuple[bytes, bytes]]) -> str:
    """A sheet as HTML: these formulas, the number of the first, and of each how the site and how the book shows it."""
    rows = []
    for number, (formula, pair) in enumerate(zip(formulas, pictures, strict=True), first):
        told = f"<td colspan=2><b>{number} {escape(formula.name)}</b> <code>{escape(formula.tex)}</code></td>"
        images = "".join(
            f'<td width={_WIDTH}><img src="data:image/png;base64,{b64encode(data).decode()}" alt=""></td>'
            for data in pair
        )
        rows.append(f"<tr>{told}</tr><tr>{images}</tr>")
    return f"<style>{_STYLE}</style><table>{''.join(rows)}</table>"


def write(target: Path) -> None:
    """Write the sheets into a folder: `formulas-1.png` and so on. Raises `SystemExit` if the site cannot be built."""
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pictures = list(zip(site_formulas(browser, Path(folder)), book_formulas(), strict=True))
        page = browser.new_page(viewport={"width": 1344, "height": 900})
        for number, first in enumerate(range(0, len(GALLERY), _PER_SHEET), 1):
            these = slice(first, first + _PER_SHEET)
            page.set_content(sheet(first + 1, GALLERY[these], pictures[these]))
            page.screenshot(path=target / f"formulas-{number}.png", full_page=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tests/formula_sheet.py FOLDER")
    write(Path(sys.argv[1]))
