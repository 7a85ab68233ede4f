"""LaTeX in values as Unicode text."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingsurvey.syntax.latex import address, decoded, plain, undecoded

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))


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


def test_symbols_beyond_the_tables_are_looked_up() -> None:
    assert plain(r"5~k\textohm{} \textnumero 7") == "5 kΩ №7"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\"o\"{o}{\"o}{\"{o}}\"{{o}}", "ööööö"),
        (r"\'{\'e}\.{\i}\.I", "é\u0301iİ"),
        ("\\accent127 u\\accent'177 u{\\accent\"7F u}\\accent19 e", "üüüé"),
        (r"\h{a}\textcommabelow{s}\polhk{e}\ocirc{u}\ohorn", "ảșęůơ"),
        (r"\tilde{o}\hat o\ddot{u}", "õôü"),
        (r"\textcyrillic{\CYRM\cyri\cyrr} \cyrchar\cyrshch", "Мир щ"),
        (r"\textgreek{\textalpha}\textOmega", "αΩ"),
        (r"Gel\cprime fand", "Gelʹfand"),
        (r"\'{\textsc{e}} \'{} \~{}x \c{} y", "é ' ~x  y"),
    ],
)
def test_accents_and_scripts_in_rarer_spellings(latex: str, text: str) -> None:
    assert plain(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"10\textsuperscript{-2}, CO\textsubscript{2}, 1\textsuperscript{st}", "10⁻², CO₂, 1st"),
        (r"a `single' one, the users' and don't", "a ‘single’ one, the users' and don't"),
        (r"Uses `code`", "Uses `code`"),
        (r"at http://a.b/~c--d_e?f=1%20\&g, {http://a.b/{\~{}}c}", "at http://a.b/~c--d_e?f=1%20&g, http://a.b/~c"),
        (r"\textcolor{red}{a \'e} \color[rgb]{1,0,0}b\hspace*{1em}c", "a é bc"),
        (r"\texorpdfstring{$\alpha$}{alpha} \foreignlanguage{german}{Stra{\ss}e}", "alpha Straße"),
        (r"\nicefrac{1}{2} \frac{\alpha}{b}", "1/2 α/b"),
        (r"\ensuremath{\alpha} \ensuremath{x_{2}}", "α $x_{2}$"),
        (r"\mynote{M\"uller -- {\'e}}", "Müller – é"),
        (r"\{a\} \%20 50% % not a comment", "{a} %20 50% % not a comment"),
    ],
)
def test_macros_with_arguments_and_addresses(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_sort_keys_are_not_shown() -> None:
    assert plain(r"{\noopsort{1973b}}1973 \printfirst{1980}{1974} {\SortNoop{a}Title}") == "1973 1980 Title"


def test_what_cannot_be_decoded_stays_and_is_told_with_its_place() -> None:
    value = r"\thetool: {\'e} \frobnicate{} \cite[p. 3]{foo}, \mynote{text}, \today\ \foo{open"
    assert plain(value) == r"\thetool: é \frobnicate{} \cite[p. 3]{foo}, text, \today \foo{open"
    assert [value[start:end] for start, end in undecoded(value)] == [
        r"\thetool", r"\frobnicate", r"\cite", r"\today", r"\foo",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [r"{\'E}mile \& \emph{x} $\frobnicate$", r"\url{http://a.b/\foo}", "plain", r"a\\b"])
def test_nothing_is_undecoded(value: str) -> None:
    assert undecoded(value) == ()


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("{BERT}: Pre-training of {Deep Nets}", ["BERT", "Deep Nets"]),
        ("{The Whole}", ["The Whole"]),
        (r"{{A} b {C}} {\"O}sten and {\'E}cole", ["A b C"]),
        (r"\emph{E. coli} in {M{\"u}ller}", ["E. coli", "Müller"]),
        (r"  {A}\&B ", ["A"]),
        ("none", []),
        ("{}", []),
        ("{unclosed End", ["unclosed End"]),
        ("closed} {End}", ["End"]),
        (r"\url{http://A.b} {$x$} {\noopsort{A}}B", ["http://A.b", "$x$"]),
    ],
)
def test_braces_protect_case(value: str, parts: list[str]) -> None:
    found = decoded(value)
    assert found.text == plain(value).strip()
    assert [found.text[start:end] for start, end in found.protected] == parts


def test_formulas_are_told_from_dollars() -> None:
    found = decoded(r"From \$5 to \$6 in $O(n)$ or \(x\) with \ensuremath{y^2}")
    assert [found.text[start:end] for start, end in found.math] == ["$O(n)$", r"\(x\)", "$y^2$"]


@pytest.mark.parametrize("text", ["Plain title", "über-cool: a/b (c) [d]", "x - y", "", "don't", "50%"])
def test_text_without_latex_is_returned_as_it_is(text: str) -> None:
    assert plain(text) is text


def test_decoding_does_not_load_pylatexenc_without_need() -> None:
    code = (
        "import sys; from livingsurvey.syntax.latex import plain; before = 'pylatexenc.latex2text' in sys.modules;"
        r"plain(r'{\"O}z \emph{x} \url{y}'); assert before or 'pylatexenc.latex2text' not in sys.modules;"
        r"assert plain(r'\textohm') == 'Ω'; assert 'pylatexenc.latex2text' in sys.modules"
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
    "piece",
    ["{", "$", r"\$", r"\"{", r"\href{", r"\foo[", r"\(", r"\foo{", r"\'", "-", "`", r"\'{a ", r"\'{", r"\emph{",
      r"\foo ", "http://", r"\frac{1}", "{\\\"o}", "\\"],
)  # fmt: skip
def test_hostile_values_keep_what_stands_behind_them(piece: str) -> None:
    assert plain(piece * 20_000 + " the end").endswith("end")


@pytest.mark.parametrize("macro", ["", r"\emph", r"\foo", r"\textsuperscript", r"\textcolor{red}", r"\'", r"\frac{1}"])
def test_deep_nesting_is_decoded(macro: str) -> None:
    depth = 20_000
    assert plain(f"{macro}{{" * depth + "e" + "}" * depth + " the end").endswith(" the end")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"http://a.b/\~{}c/d\_e?x=\%20\&y\#z", "http://a.b/~c/d_e?x=%20&y#z"),
        (r"\url{https://a.b/~c--d}", "https://a.b/~c--d"),
        (r"http://a.b/{\textasciitilde}c$\sim$d\textunderscore e", "http://a.b/~c~d_e"),
        ("10.1000/a--b''c", "10.1000/a--b''c"),
        (r"10.1002/(SICI)1097{\textless}1::AID$>$3.0.CO;2-B", "10.1002/(SICI)1097<1::AID>3.0.CO;2-B"),
        (r"\href{https://a.b/\_c}{the page}", "https://a.b/_c"),
        (r"https://a.b/\mymacro", r"https://a.b/\mymacro"),
    ],
)
def test_addresses_keep_what_latex_would_turn_into_typography(value: str, text: str) -> None:
    assert address(value) == text


PIECES = st.sampled_from([
    "{", "}", "a", "B ", "\\", "$", "~", "--", "``", "'", "`", " ", "%", "[", "]", "\n", "http://a.b/~c", r"\'", r"\c",
    r"\"{o}", r"\url{", r"\href{", r"\emph{", r"\textsuperscript{", r"\ensuremath{", r"\frac{", r"\textcolor{", r"\foo",
    r"\foo{", r"\cite[1]{", r"\noopsort{", r"\accent", "127 ", r"\{", r"\(", r"\)", r"\i", "\u0301", "é",
])  # fmt: skip


@settings(max_examples=400 * EFFORT, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_value_is_decoded_and_every_place_is_one(value: str) -> None:
    found = decoded(value)
    assert found.text == plain(value).strip()
    for ranges, text in ((found.protected, found.text), (found.math, found.text), (found.undecoded, value)):
        ends = [place for start_and_end in ranges for place in start_and_end]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(value[start] == "\\" and value[start:end] in found.text for start, end in found.undecoded)
    assert all(found.text[start] in "$\\" for start, _ in found.math)


@settings(max_examples=100 * EFFORT, deadline=None)
@given(st.text(st.characters(exclude_characters="\\{}$~`'-"), max_size=20))
def test_any_text_without_latex_stands_for_itself(text: str) -> None:
    assert plain(text) == plain(f"{{{text}}}") == text
