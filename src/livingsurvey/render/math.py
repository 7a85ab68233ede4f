"""Formulas as MathML in HTML."""

from __future__ import annotations

import re

from markupsafe import Markup

from livingsurvey.render.spoken_math import spoken
from livingsurvey.syntax.tex import FormulaError, mathml

# A `\label` would put an id of the author's choice among those that we make.
_ID = re.compile(r"""(<[a-z]+(?: [a-z-]+="[^"]*")*?) id="[^"]*\"""")


def equation(markup: Markup, label: str, number: str) -> Markup:
    """A displayed formula with the id by which one refers to it, and its number at the margin."""
    shown = Markup('<span class="sv-equation-number">({})</span>').format(number) if number else ""
    return Markup('<span class="sv-equation" id="{}"><span class="sv-formula">{}</span>{}</span>').format(
        label, markup, shown
    )


def in_words(tex: str, display: bool, language: str) -> str:
    """How a formula is read aloud in a survey of this language: in English words, in other languages as TeX."""
    if language and not language.lower().startswith("en"):
        return " ".join(tex.split())
    try:
        return spoken(mathml(tex, display))
    except FormulaError:
        return ""


def formula(tex: str, source: str, display: bool = False, alternative: str = "") -> Markup:
    """MathML for a formula; one that cannot be read (the checker reports it) shows its `source`, marked.

    An `alternative` text is for programs that do not know MathML, or is told instead (MathML 3, section 2.2.1).
    """
    try:
        markup = Markup(_ID.sub(r"\1", mathml(tex, display)))
        told = Markup('<math alttext="{}"').format(alternative)
        return markup.replace(Markup("<math"), told, 1) if alternative else markup
    except FormulaError as error:
        return Markup('<code class="sv-unknown" title="{}">{}</code>').format(str(error), source)
