"""Formulas in the book: TeX by way of math-core's MathML, set by typst and read back from the PDF."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import lxml.html
import math_core
import pytest
import typst
from pypdf import PdfReader

from livingsurvey.render.typst.math import math

_TEX = math_core.LatexToMathML(annotation=True)


def from_mathml(markup: str) -> str:
    return math(lxml.html.fragment_fromstring(markup))


def from_tex(tex: str, display: bool = True) -> str:
    return from_mathml(_TEX.convert_with_local_state(tex, displaystyle=display))


def shown(expression: str) -> str:
    """The characters of a formula as they stand in the PDF, without spaces and styles of letters."""
    source = f"#set page(width: 40cm, height: auto)\n#{expression}"
    data = typst.compile(source.encode(), ignore_system_fonts=True, format="pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return unicodedata.normalize("NFKD", "".join(text.split()))


# What papers write, and what of it must be found in the book.
COMMON = {
    r"\frac{a}{b}": "ab",
    r"\sqrt[3]{x} + \sqrt{y}": "xy",
    r"x_i^2 y_{a_b} z^{c}": "xyz",
    r"\sum_{i=1}^{n} i": "∑i=1n",
    r"\int_0^1 f": "∫01f",
    r"\lim_{x \to 0} f(x)": "limx→0f()",
    r"\operatorname*{arg\,min}_{\theta} L": "argminθL",
    r"\left( \frac{1}{2} \right]": "12",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "abcd",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "f1x>0else",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "abc=",
    r"\left\{ \begin{aligned} a &= b \\ d &= c \end{aligned} \right.": "abcd=",
    r"\hat{x} \bar{y} \tilde{z} \vec{v} \overline{ab} \widehat{cd}": "xyzvabcd",
    r"\mathbb{R} \mathcal{L} \mathbf{w} \mathrm{d} \mathfrak{g} \boldsymbol{\theta}": "RLwdgθ",
    r"\underbrace{a+b}_{n}": "a+bn",
    r"\text{if } a \quad b": "ifab",
    r"f'(x)": "f′(x)",
    r"\binom{n}{k}": "nk",
    r"\boxed{x} \cancel{y} \phantom{q}z": "xyz",
    r"\xrightarrow{abc}": "abc",
    r"\|w\|_2^2 \le \langle u, v \rangle": "w2≤u,v",
    r"\begin{array}{c|l} a & b \\ \hline c & d \end{array}": "abcd",
    r"\Pr[\mathcal M(D) \in S] \le e^{\varepsilon} + \delta": "Pr[M∈≤eε+δ",
    r"100\% \# \$ \_": "100%#$_",
    r"\bigl( a \bigr)": "(a)",
    r"1{,}000.5": "1,000.5",
}


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("tex", COMMON)
def test_what_papers_write_is_set(tex: str, display: bool) -> None:
    found = shown(from_tex(tex, display))
    assert set(COMMON[tex]) <= set(found), found


def test_a_formula_is_a_block_or_in_the_line_and_has_its_tex_as_alternative() -> None:
    assert from_tex("x^2").startswith('math.equation(block: true, alt: "x^2"')
    assert from_tex("x^2", display=False).startswith('math.equation(block: false, alt: "x^2"')
    assert 'alt: "a + b"' in from_mathml("<math alttext='a + b'><mi>a</mi></math>")


def test_numbers_of_equations_are_kept() -> None:
    assert 'numbering: _ => "(1)"' in from_tex(r"\begin{equation} x = y \end{equation}")
    assert 'numbering: _ => "(4.2)"' in math(
        lxml.html.fragment_fromstring("<math display=block><mi>x</mi></math>"), "(4.2)"
    )
    lines = shown(from_tex(r"\begin{align} a &= b \\ c &= d \end{align}"))
    assert "(1)" in lines
    assert "(2)" in lines


def test_letters_and_digits_beside_one_another_stay_apart() -> None:
    assert shown(from_mathml("<math><mi>a</mi><mi>b</mi><mn>2</mn><mi>c</mi></math>")) == "ab2c"


@pytest.mark.parametrize(
    "text", ['#eval("1+1")', '#read("/etc/passwd")', "$x$", "\\", '"', "#{", "]", "; , &", "/* x */", "@a <b>"]
)
@pytest.mark.parametrize("element", ["mi", "mn", "mo", "mtext", "ms", "foreign"])
def test_text_never_becomes_code(element: str, text: str) -> None:
    node = lxml.html.fragment_fromstring(f"<math display=block><mrow><{element}></{element}></mrow></math>")
    node[0][0].text = text
    kept = shown(math(node))
    if element != "foreign":
        assert kept == "".join(text.split())


def test_hostile_alternative_text_is_a_string() -> None:
    node = lxml.html.fragment_fromstring("<math><mi>x</mi></math>")
    node.set("alttext", '", $#panic()$) #panic("')
    assert shown(math(node)) == "x"


@pytest.mark.parametrize(
    "markup",
    [
        "<math></math>",
        "<math><mfrac></mfrac><msub></msub><munderover></munderover><mroot></mroot><mmultiscripts></mmultiscripts></math>",
        "<math><mtable></mtable><mtable><mtr></mtr><mtr><mtd><mi>x</mi></mtd></mtr></mtable></math>",
        "<math><unheard><mi>x</mi></unheard><mspace width='many'></mspace><mo minsize='x'>(</mo></math>",
        "<math>" + "<mrow><msqrt>" * 200 + "<mi>x</mi>" + "</msqrt></mrow>" * 200 + "</math>",
        "<math><mmultiscripts><mi>X</mi><mi>a</mi><none></none><mprescripts></mprescripts><mi>b</mi></mmultiscripts></math>",
    ],
)
def test_broken_and_deep_formulas_are_set_all_the_same(markup: str) -> None:
    shown(from_mathml(markup))
