"""LaTeX in values as Unicode text."""

import subprocess
import sys

import pytest

from livingsurvey.syntax.latex import address, plain


@pytest.mark.parametrize(
    "latex",
    [r"\"{u}", r"{\"u}", r"\"u", r"{\"{u}}", r"\" u", r"\"{ u}"],
)
def test_accent_is_understood_in_every_spelling(latex: str) -> None:
    assert plain(f"M{latex}ller").replace(" ", "") == "Müller"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'{\i}\'\i{\'{\i}}\`{\i}", "íííì"),
        (r"\c{c}{\c c}\v{s}\v s\H{o}\~n\^{e}\=a\.z\u{g}\r{a}\k{a}\d{a}\b{d}", "ççššőñêāżğåąạḏ"),
        (r"Erd{\H o}s, {\L}ukasz, \AA ngstr\"om", "Erdős, Łukasz, Ångström"),
        (r"\'{\^e}\d{\^o}", "ếộ"),
        (r"\'\ae", "ǽ"),
        (r"\"{uo}", "üo"),
        (r"\t{oo}", "o\u0361o"),
        (r"Stra{\ss}e, \ae\oe\o\l\aa\O\i", "Straße, æœøłåØı"),
        (r"\o re \ss{} x", "øre ß x"),
        (r"H\'{a} Vu N\~{\^o}", "Há Vu N\u1ed7"),
    ],
)
def test_accents_and_letters(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"R\&D at 50\% of \$1, a\_b \#1", "R&D at 50% of $1, a_b #1"),
        ("1--2 and so---on", "1–2 and so—on"),
        ("``quoted'' don't", "“quoted” don't"),
        ("J.~Doe", "J. Doe"),
        ("?`que!`", "¿que¡"),
        ("{The {B}ig} {{One}}", "The Big One"),
        (r"\emph{a \textbf{b}} {\em c} \textsc{D}\texttt{e}", "a b c De"),
        (r"see \url{http://a.b/~c_d--e?f=1%20\&g} now", "see http://a.b/~c_d--e?f=1%20&g now"),
        (r"\href{http://a.b/~c}{the \emph{page}}", "the page"),
        (r"a\-b\/c\,d\ e\ldots", "abc d e…"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"\textasciitilde{}x\~{}y", "~x~y"),
    ],
)
def test_ligatures_symbols_and_looks(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize("math", ["$a_{b} \\to {C}$", "$$x^{2}$$", r"\(x_{1}\)", r"$\$5$"])
def test_math_stays_as_written(math: str) -> None:
    assert plain(f"{{On}} {math} {{bounds}}") == f"On {math} bounds"


def test_macros_beyond_the_table_are_decoded_by_pylatexenc() -> None:
    assert plain(r"\ensuremath{\alpha} and \textcolor{red}{hi}, 50% \textsuperscript{2}") == "α and hi, 50% 2"


def test_unknown_macros_lose_their_name_only_if_they_have_content() -> None:
    assert plain(r"\noopsort{1973a}x \frobnicate \cite{foo}") == r"1973ax \frobnicate \cite{foo}"


@pytest.mark.parametrize("text", ["Plain title", "über-cool: a/b (c) [d]", "x - y", "", "don't", "50%"])
def test_text_without_latex_is_returned_as_it_is(text: str) -> None:
    assert plain(text) is text


def test_decoding_does_not_load_pylatexenc_without_need() -> None:
    code = (
        "import sys; from livingsurvey.syntax.latex import plain; before = 'pylatexenc.latex2text' in sys.modules;"
        r"plain(r'{\"O}z \emph{x} \url{y}'); assert before or 'pylatexenc.latex2text' not in sys.modules;"
        r"assert plain(r'\textcolor{red}{x}') == 'x'; assert 'pylatexenc.latex2text' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "latex", ["\\", "{", "}", "$", r"\'", r"\c", r"\href{", r"\url{x", r"\foo{", r"\foo[", r"\(", "~"]
)
def test_fragments_never_raise_nor_print(latex: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert plain(f"a {latex}").startswith("a ")
    assert plain(f"{latex} end").endswith("nd")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "piece", ["{", "$", r"\$", r"\"{", r"\href{", r"\foo[", r"\(", r"\foo{", r"\'", "-", "`", r"\'{a "]
)
def test_hostile_values_keep_what_stands_behind_them(piece: str) -> None:
    assert plain(piece * 20_000 + " the end").endswith("end")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"http://a.b/\~{}c/d\_e?x=\%20\&y\#z", "http://a.b/~c/d_e?x=%20&y#z"),
        (r"\url{https://a.b/~c--d}", "https://a.b/~c--d"),
        (r"http://a.b/{\textasciitilde}c$\sim$d\textunderscore e", "http://a.b/~c~d_e"),
        ("10.1000/a--b''c", "10.1000/a--b''c"),
    ],
)
def test_addresses_keep_what_latex_would_turn_into_typography(value: str, text: str) -> None:
    assert address(value) == text
