"""The signs of a survey's formulas, which its pages need a font for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

from livingsurvey.model.survey import Survey
from livingsurvey.render.reference_parts import full_title
from livingsurvey.syntax.markdown.mask import formulas
from livingsurvey.syntax.tex import FormulaError, mathml

_TAG = re.compile(r"<[^<>]*>")
# What an element draws without a sign of its own in the text (MathML Core, 3.3.3).
_DRAWN = {"<msqrt": "√", "<mroot": "√"}
# A formula may have a number, and a text a hyphen; these are few, and whoever edits a formula need not load a new font.
_ALWAYS = "0123456789+-−=()[]{}|,.;:/ "
_DATA = (".yml", ".yaml")


def math_signs(survey: Survey) -> str:
    """Every sign that the formulas of chapters, titles and data files show, in order; empty without a formula."""
    found: set[str] = set()
    for tex, display in _formulas(survey):
        with suppress(FormulaError):  # such a formula is shown as it was written
            markup = mathml(tex, display)
            found.update(unescape(_TAG.sub("", markup)))
            found.update(sign for element, sign in _DRAWN.items() if element in markup)
    if not found:
        return ""
    return "".join(sorted({*found, *filter(None, map(_slanted, found)), *_ALWAYS} - {"\n", "\t"}))


def _formulas(survey: Survey) -> Iterator[tuple[str, bool]]:
    for chapter in survey.chapters:
        yield from ((tex, display) for _, tex, display in chapter.document.formulas)
    titles = map(full_title, survey.references.values())
    # A quoted text of YAML has two backslashes for one.
    data = (source.text.replace("\\\\", "\\") for source in survey.sources if source.path.endswith(_DATA))
    for text in (*titles, *data):
        if "$" in text:
            yield from ((tex, display) for _, _, tex, display in formulas(text))


def _slanted(sign: str) -> str | None:
    """What a letter alone in its element is shown as (MathML Core, 2.1.1, "math-auto"); `None` for what stays."""
    if sign == "h":
        return "ℎ"  # Unicode has it at another place than its fellows
    if sign in "ıȷ":
        return {"ı": "𝚤", "ȷ": "𝚥"}[sign]
    name = unicodedata.name(sign, "").replace("LATIN", "MATHEMATICAL ITALIC").replace("LETTER ", "")
    if name.startswith("GREEK"):
        name = name.replace("GREEK", "MATHEMATICAL ITALIC")
    with suppress(KeyError):
        return unicodedata.lookup(name) if name.startswith("MATHEMATICAL ITALIC") else None
    return None
