"""Formulas as MathML in HTML."""

from __future__ import annotations

import re

from markupsafe import Markup

from livingsurvey.syntax.tex import FormulaError, mathml

# A `\label` would put an id of the author's choice among those that we make.
_ID = re.compile(r"""(<[a-z]+(?: [a-z-]+="[^"]*")*?) id="[^"]*\"""")


def equation(markup: Markup, label: str, number: str) -> Markup:
    """A displayed formula with the id by which one refers to it, and its number at the margin."""
    shown = Markup('<span class="sv-equation-number">({})</span>').format(number) if number else ""
    return Markup('<span class="sv-equation" id="{}"><span class="sv-formula">{}</span>{}</span>').format(
        label, markup, shown
    )


def formula(tex: str, source: str, display: bool = False, alternative: bool = False) -> Markup:
    """MathML for a formula; one that cannot be read (the checker reports it) shows its `source`, marked.

    Where programs may not know MathML, TeX is its `alternative` text (MathML 3, section 2.2.1).
    """
    try:
        markup = Markup(_ID.sub(r"\1", mathml(tex, display)))
        told = Markup('<math alttext="{}"').format(" ".join(tex.split()))
        return markup.replace(Markup("<math"), told, 1) if alternative else markup
    except FormulaError as error:
        return Markup('<code class="sv-unknown" title="{}">{}</code>').format(str(error), source)
