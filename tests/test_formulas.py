"""The gallery of formulas in the book: each set with all its parts, and nothing that the standards forbid.

How they look is for eyes: `make formulas` draws them, the site's beside the book's.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import lxml.html
import pytest
import typst
from formulas import GALLERY, Formula
from typst_source import accents, fences, limits, matrices

from livingsurvey.build.pdf import STANDARDS
from livingsurvey.render.elements import tag
from livingsurvey.render.typst.math import ELEMENTS, math
from livingsurvey.syntax.tex import mathml

# What of TeX makes the parts that are looked for: so that the gallery's lists cannot forget one.
_PAIRS = re.compile(r"\\left(?![a-z])|\\begin\{(?:[pbvBV]matrix|d?cases)\}")
_TABLES = re.compile(r"\\begin\{(?:[a-zA-Z]?matrix|d?cases|array|gathered)\}|\\substack")
_ACCENTS = re.compile(
    r"\\(?:wide|over|under|)(?:hat|tilde|bar|vec|dot|ddot|check|breve|mathring|line|rightarrow|leftarrow|brace)\b"
)
_UNMARKED = re.compile(r"\\(?:rightarrow|leftarrow|line|brace)\b")
_BELOW = re.compile(r"\\(?:sum|prod|bigcup|min|max|sup|inf|lim|limsup|Pr|operatorname\*\{[^{}]*\})_")


def elements(formula: Formula, display: bool = True) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(mathml(formula.tex, display))


def source(formula: Formula) -> str:
    written = math(elements(formula))
    return written[written.index(", $") + 3 :]


@pytest.mark.parametrize("formula", GALLERY, ids=lambda formula: formula.name)
def test_the_book_sets_every_part(formula: Formula) -> None:
    written = source(formula)
    assert fences(written) == formula.fences
    assert limits(written) == formula.limits
    assert matrices(written) == formula.matrices
    assert accents(written) == formula.accents


@pytest.mark.parametrize("formula", GALLERY, ids=lambda formula: formula.name)
def test_the_gallery_forgets_no_part(formula: Formula) -> None:
    assert len(formula.fences) == len(_PAIRS.findall(formula.tex))
    assert len(formula.matrices) == len(_TABLES.findall(formula.tex))
    assert len(formula.accents) == len(_ACCENTS.findall(formula.tex)) - len(_UNMARKED.findall(formula.tex))
    assert len(formula.limits) >= len(_BELOW.findall(formula.tex))


def test_the_gallery_is_large_and_without_repetition() -> None:
    assert len(GALLERY) >= 120
    assert len({formula.tex for formula in GALLERY}) == len({formula.name for formula in GALLERY}) == len(GALLERY)


@pytest.mark.parametrize("display", [True, False])
def test_all_formulas_keep_to_the_standards_of_the_book(display: bool) -> None:
    written = "\n\n".join(f"#{math(elements(formula, display))}" for formula in GALLERY)
    opening = '#set document(title: "Formulas")\n#show math.equation: set text(font: "New Computer Modern Math")'
    compiler = typst.Compiler(f"{opening}\n= Formulas\n{written}".encode(), ignore_system_fonts=True)
    data, warnings = compiler.compile_with_warnings(format="pdf", timestamp=0, pdf_standards=list(STANDARDS))
    assert data
    assert [warning.message for warning in warnings] == []


def test_the_book_gives_no_name_of_its_own_to_what_formulas_call() -> None:
    template = (files("livingsurvey.render") / "templates/book.typ").read_text("utf-8")
    own = set(re.findall(r"^#let ([\w-]+)", template, re.MULTILINE))
    called = {name for formula in GALLERY for name in re.findall(r"([a-z][\w-]*)[(.]", source(formula))}
    assert len(own) > 20
    assert {"accent", "frac"} <= called
    assert own & called == set()


def test_the_book_knows_every_element_that_formulas_are_made_of() -> None:
    made = {tag(node) for formula in GALLERY for node in elements(formula).iter()}
    inside_words = {"b", "i", "code", "span"}
    assert made - inside_words <= {"math", "mtr", "mtd", *ELEMENTS}


@pytest.mark.parametrize(
    "tex", [r"\overline{X}", r"\underline{X}", r"\vec{b}", r"\overline{\underline{x} + \overline{y}}"]
)
def test_lines_and_arrows_are_no_signs_that_browsers_put_beside_their_letters(tex: str) -> None:
    markup = mathml(tex, True)
    assert not any(map(unicodedata.combining, markup))
    assert "accent" not in markup  # where it would touch them
    assert lxml.html.fragment_fromstring(markup).tag == "math"


def test_three_dots_are_one_sign() -> None:
    assert '<mo lspace="0" rspace="0">…</mo>' in mathml(r"x_1, \dots, x_n", True)
    assert '<mo lspace="0" rspace="0">⋯</mo>' in mathml(r"x_1 + \dots + x_n", True)
    assert mathml(r"1.5", True).count("…") == 0
