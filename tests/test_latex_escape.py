"""Unicode as LaTeX, read back by our own reader."""

from __future__ import annotations

import os
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.latex.escape import escaped

EFFORT = int(os.environ.get("SURVEY_EFFORT", "1"))
law = settings(max_examples=300 * EFFORT, derandomize=EFFORT == 1, deadline=None, database=None)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("é", r"{\'e}"),
        ("Müller", r"M{\"u}ller"),
        ("José García", r"Jos{\'e} Garc{\'i}a"),
        ("Šimůnek, Łódź, Çelik", r"{\v S}im{\r u}nek, {\L}{\'o}d{\'z}, {\c C}elik"),
        ("ế", r"{\'{\^e}}"),
        ("e\u0301", r"{\'e}"),
        ("Straße, Østergaard, Ærø", r"Stra{\ss}e, {\O}stergaard, {\AE}r{\o}"),
        ("1–2 — 3", "1--2 --- 3"),
        ("“x” or ‘y’", r"``x'' or {\textquoteleft}y{\textquoteright}"),
        ("a–-b", r"a{\textendash}-b"),
        ("!“x”", r"!{\textquotedblleft}x''"),
        ("α-stable, x ≤ ∞", r"{\ensuremath{\alpha}}-stable, x {\ensuremath{\leq}} {\ensuremath{\infty}}"),
        ("A & B, 50% of #1 in a_b for $5", r"A \& B, 50\% of \#1 in a\_b for \$5"),
        (r"A \& B in $x_{é}$ é", r"A \& B in $x_{é}$ {\'e}"),
        (r"\url{http://ä.org/a_b%20} ü", r"\url{http://ä.org/a_b%20} {\"u}"),
        ("王小明, Παπαδόπουλος", "王小明, Παπαδόπουλος"),
        ("nothing to do", "nothing to do"),
    ],
)
def test_letters_marks_and_signs(text: str, latex: str) -> None:
    assert escaped(text) == latex
    assert plain(latex) == normalize("NFC", plain(text))


letters = st.sampled_from(
    [*"éüßøłçşıñåžőắǧ–—“”‘’«»…°αΩ≤∞×²½€王李\u0301\u0302 -`'!?&%#_$~^{}\\aiZ", r"\'", r"\textbf{", "$x$"]
)


@law
@given(st.lists(letters, max_size=14).map("".join) | st.text(max_size=20))
def test_any_value_is_read_as_the_same_text(value: str) -> None:
    assert normalize("NFC", plain(escaped(value))) == normalize("NFC", plain(value))


@law
@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["L"]), min_size=1, max_size=8))
def test_latin_letters_never_stay_beyond_ascii(text: str) -> None:
    rest = {char for char in escaped(text) if not char.isascii()}
    assert rest <= set("ħĦĸŀĿŉŧŦſĲĳ")
    assert plain(escaped(text)) == text
