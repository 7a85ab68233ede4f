"""The font for formulas: it has what a survey's formulas show, no more, and comes with its licence."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MINIMAL, Project, contents
from fontTools.ttLib import TTFont
from in_memory import survey_of

from livingsurvey.build.math_font import FONT, LICENCE, cut, math_files
from livingsurvey.model.survey import Survey
from livingsurvey.render.math_signs import math_signs


def survey(text: str = "", store: str = "", glossary: str = "") -> Survey:
    return survey_of({"docs/a.md": text, "bibliography/a.bib": store, "docs/glossary.yml": glossary})


def test_letters_are_there_as_formulas_show_them() -> None:
    signs = math_signs(survey(r"$h_\theta = \mathbb{E}[x]$ and $$\sqrt{\mathcal{L}}$$"))
    for shown in ("ℎ", "𝜃", "𝔼", "𝑥", "√", "ℒ", "=", "0"):
        assert shown in signs
    assert "𝑦" not in signs


def test_formulas_in_titles_and_data_count() -> None:
    signs = math_signs(survey(store="@misc{a, title = {With $n > 3f$}}"))
    assert {"𝑛", "𝑓", ">"} <= set(signs)
    assert "𝜔" in math_signs(survey(glossary='terms:\n  - {term: A, definition: "Of $\\\\omega$."}\n'))


def test_without_a_formula_there_is_no_font(tmp_path: Path) -> None:
    for text in ("Costs $5.", "`$x$`", r"A $\nosuchcommand$ that cannot be read."):
        assert math_signs(survey(text)) == ""
        assert not math_files(survey(text), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_font_is_cut_to_its_signs_and_can_lay_them_out() -> None:
    made = cut("(𝑥)√∑′")
    assert made == cut("(𝑥)√∑′"), "the same bytes each time"
    assert len(made) < 20_000
    font = TTFont(io.BytesIO(made))
    assert font.flavor == "woff2"
    assert set(map(chr, font.getBestCmap())) == set("(𝑥)√∑′")
    assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} == {"ssty"}
    variants = font["MATH"].table.MathVariants
    tall = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    assert tall["parenleft"].GlyphAssembly is not None, "parentheses grow with what they hold"
    assert "Open Font License" in font["name"].getDebugName(13)


def test_a_font_is_kept_until_the_signs_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = math_files(survey("$x$"), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("livingsurvey.build.math_font.cut", lambda _: pytest.fail("it was cut again"))
        assert math_files(survey("$x + x$ "), tmp_path) == first
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"damaged")
    assert math_files(survey("$x$"), tmp_path) == first
    assert math_files(survey("$y$"), tmp_path)[FONT] != first[FONT]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert math_files(survey("$x$"), tmp_path / "file")[FONT]


def test_the_licence_stands_beside_the_font(tmp_path: Path) -> None:
    text = math_files(survey("$x$"), tmp_path)[LICENCE].decode()
    assert text.startswith("Copyright 2001-2020 The STIX Fonts Project Authors")
    assert "PERMISSION & CONDITIONS" in text
    assert text.rstrip().endswith("OTHER DEALINGS IN THE FONT SOFTWARE.")


def test_somebodys_own_font_stays(tmp_path: Path) -> None:
    assert not math_files(survey_of({"docs/a.md": "$x$", f"docs/{FONT}": ""}), tmp_path)


@pytest.mark.parametrize("command", [("survey", "build", "--no-pdf"), ("mkdocs", "build", "-q")])
def test_every_way_of_building_makes_it(project: Callable[..., Project], command: tuple[str, ...]) -> None:
    made = project(MINIMAL | {"docs/index.md": "# A\n\n$x$\n"})
    done = made.command(*command)
    assert done.code == 0, done
    assert {FONT, LICENCE} <= contents(made.site).keys()
    assert (made.site / FONT).read_bytes().startswith(b"wOF2")
