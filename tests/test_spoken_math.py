"""Formulas read aloud: what those hear who do not see them, in the PDF and in the EPUB."""

from __future__ import annotations

from itertools import combinations

import lxml.html
import pytest
from formulas import GALLERY
from in_memory import STORE, survey_of

from livingsurvey.render.html import chapter_html
from livingsurvey.render.pages import Pages
from livingsurvey.render.spoken_math import spoken
from livingsurvey.render.typst.document import body
from livingsurvey.syntax.tex import mathml

# By hand from the TeX, as one would read it to a colleague.
READ = {
    r"\frac{x^2}{n}": "x squared over n",
    r"\frac{a+b}{2}": "the fraction a plus b over 2 end fraction",
    r"w_{t+1} = w_t - \eta g_t": "w sub t plus 1 end sub equals w sub t minus eta g sub t",
    r"\sum_{k=1}^{K} p_k F_k": "the sum from k equals 1 to cap K of p sub k cap F sub k",
    r"\prod_{i \in S} x_i": "the product over i in cap S of x sub i",
    r"\int_0^1 f(x)\,dx": "the integral from 0 to 1 of f open paren x close paren d x",
    r"\lim_{t \to \infty} x_t": "lim as t to infinity of x sub t",
    r"\operatorname*{arg\,min}_{w} L(w)": "arg min over w of cap L open paren w close paren",
    r"\sqrt{d}": "the square root of d",
    r"\sqrt[3]{x+1}": "the cube root of x plus 1 end root",
    r"\left\lVert w \right\rVert_2^2": "the norm of w end norm sub 2 squared",
    r"\hat{\theta} \in \mathbb{R}^d": "theta hat in the reals to the d",
    r"\mathbf{x}^\top \mathcal{D}": "bold x transpose calligraphic cap D",
    r"e^{-\lambda}": "e to the negative lambda",
    r"\binom{n}{k}": "n choose k",
    r"\Pr[A \mid B] < \varepsilon": "Pr of open bracket cap A given cap B close bracket is less than epsilon",
    r"\{ x \mid x > 0 \}": "open brace x such that x is greater than 0 close brace",
    r"f = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "f equals cases: 1, x is greater than 0; 0, else; "
    "end cases",
    r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}": "open bracket the 2 by 2 matrix row 1: 1, 0; row 2: 0, 1; "
    "end matrix close bracket",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}": "line 1: a equals b; line 2: c equals d; end lines",
    r"\underbrace{a+b}_{n}": "brace under a plus b end brace with below n end note",
    r"x_i^{(t)}": "x sub i superscript open paren t close paren end superscript",
}
# What differs in a mark, an alphabet, a case or where a part ends.
ALIKE = [
    *(
        "x",
        "X",
        r"\mathbf{x}",
        r"\mathcal{X}",
        r"\mathscr{X}",
        r"\mathbb{X}",
        r"\mathfrak{X}",
        r"\mathsf{X}",
        r"\mathrm{X}",
    ),
    *(r"\hat{x}", r"\widehat{x}", r"\bar{x}", r"\overline{x}", r"\underline{x}", r"\tilde{x}", r"\vec{x}", r"\dot{x}"),
    *(r"x^{a+b}", r"x^a+b", r"x_{a+b}", r"x_a+b", r"x_{a}^{b}", r"x_{a^b}", r"x^{a_b}", r"{x_a}_b"),
    *(r"\frac{a}{b}+c", r"\frac{a}{b+c}", r"\frac{a+c}{b}", r"\frac{\frac{a}{b}}{c}", r"\frac{a}{\frac{b}{c}}", r"a/b"),
    *(r"\sqrt{x}+1", r"\sqrt{x+1}", r"\sqrt[3]{x}", r"\sum_i^n x", r"\sum_{i^n} x", r"\prod_i^n x"),
    *(
        r"\epsilon",
        r"\varepsilon",
        r"\phi",
        r"\varphi",
        r"\Phi",
        r"\theta",
        r"\vartheta",
        r"a \subset b",
        r"a \subseteq b",
    ),
    *(r"\begin{pmatrix} a & b \end{pmatrix}", r"\begin{pmatrix} a \\ b \end{pmatrix}", r"(a, b)", r"[a, b]"),
]


@pytest.mark.parametrize("tex", READ)
def test_formulas_are_read_as_one_would_read_them(tex: str) -> None:
    assert spoken(mathml(tex, True)) == READ[tex]


def test_no_two_formulas_are_read_alike() -> None:
    formulas = {*ALIKE, *(formula.tex for formula in GALLERY)}
    words = {tex: spoken(mathml(tex, True)) for tex in formulas}
    assert not [(one, other) for one, other in combinations(formulas, 2) if words[one] == words[other]]
    assert all(words.values())


def test_whatever_is_said_can_be_pronounced() -> None:
    said = " ".join(spoken(mathml(formula.tex, True)) for formula in GALLERY)
    assert said.isascii()
    assert "  " not in said
    assert "of of" not in said


def test_formula_that_nobody_can_end_is_still_read() -> None:
    assert spoken("<math>" + "<msqrt>" * 90 + "<mi>x</mi>" + "</msqrt>" * 90 + "</math>").endswith("end root")


# --------------------------------------------------------------------------------- in the book and on the site


def chapter(text: str, language: str = "en", for_book: bool = True) -> lxml.html.HtmlElement:
    theme = f"site_name: Test\ntheme: {{name: material, language: {language}}}\n"
    pages = Pages(survey_of({"mkdocs.yml": theme, "docs/index.md": text, "bibliography/a.bib": STORE}))
    return lxml.html.fromstring(chapter_html(pages, pages.survey.chapters[0]))


def told(text: str, language: str = "en") -> list[str]:
    return [formula.get("alttext") for formula in chapter(text, language).iter("math")]


def test_words_of_a_formula_are_its_alternative_text() -> None:
    assert told("It is $x^2$.\n\n$$\\frac{x}{n}$$\n") == ["x squared", "x over n"]


def test_authors_may_say_it_in_their_words() -> None:
    text = (
        'The loss $L(w)$ {alt="the loss at w"} falls.\n\n'
        "$$\nx^2\n$$ {#eq-square alt='the square'}\n\n$$y$$\n{: alt=\"why\" }\n\nSee @eq-square."
    )
    assert told(text) == ["the loss at w", "the square", "why"]
    root = chapter(text)
    assert "alt=" not in root.text_content()
    assert [node.get("id") for node in root.find_class("sv-equation")] == ["eq-square"]


def test_other_languages_have_the_tex() -> None:
    assert told(r"Es ist $\frac{x}{n}$.", "de") == [r"\frac{x}{n}"]
    assert told('Es ist $x$ {alt="Ix"}.', "de") == ["Ix"]


def test_the_book_says_it_too() -> None:
    pages = Pages(survey_of({"docs/index.md": "It is $x^2$.", "bibliography/a.bib": STORE}))
    written = body(chapter_html(pages, pages.survey.chapters[0]), lambda address: None, path="index.md", level=1)
    assert 'alt: "x squared"' in written.text
