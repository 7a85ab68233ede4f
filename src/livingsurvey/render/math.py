"""Formulas as MathML in HTML."""

from __future__ import annotations

from markupsafe import Markup

from livingsurvey.syntax.tex import FormulaError, mathml


def formula(tex: str, source: str, display: bool = False) -> Markup:
    """MathML for a formula; one that cannot be read (the checker reports it) shows its `source`, marked."""
    try:
        return Markup(mathml(tex, display))
    except FormulaError as error:
        return Markup('<code class="survey-unknown" title="{}">{}</code>').format(str(error), source)
