"""BIB024."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.prose import without_addresses
from livingsurvey.check.store.texts import Text, texts
from livingsurvey.model.entry_types import PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

_MARK = re.compile(r"\\[{}]|\$")
_BRACE = re.compile(r"\\?[{}]|\\.", re.DOTALL)
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*+(?P<sign>\$)")
_SPELT = {"\\{": "\\textbraceleft{}", "\\}": "\\textbraceright{}"}


@rule("BIB024", severity="warning", scope="store", fix="unsafe")
def unbalanced_braces(survey: Survey) -> Iterator[Problem]:
    r"""Braces or dollar signs in a value have no partner for LaTeX.

    BibTeX counts `\{` as a brace and LaTeX does not, so what one finds balanced may stop the other; and a single `$`
    opens a formula that never ends. An amount of money is written `\$100`.

    Wrong:

        @misc{ash2020first, title = {A $100 Laptop}}

    Right:

        @misc{ash2020first, title = {A \$100 Laptop}}
    """
    for text in texts(survey, _MARK, PRINTED):
        yield from _braces(text)
        yield from _dollars(text)


def _braces(text: Text) -> Iterator[Problem]:
    """Braces that are partners for BibTeX, but of which only one counts for LaTeX."""
    opened = []
    for match in _BRACE.finditer(text.text):
        span = text.span(*match.span())
        if match[0].endswith("{"):
            opened.append(span)
        elif match[0].endswith("}") and opened:
            opening = opened.pop()
            if len(opening.text) != len(span.text):
                escaped, plain = (opening, span) if len(opening.text) > len(span.text) else (span, opening)
                hint = f"write both with a backslash or both without, or `{_SPELT[escaped.text]}` for a single one"
                message = f"`{escaped.text}` and `{plain.text}` are no partners for LaTeX"
                yield Problem(escaped, message, hint, related=(plain,))


def _dollars(text: Text) -> Iterator[Problem]:
    """A dollar sign that closes no formula and opens none."""
    dollars = list(_DOLLAR.finditer(without_addresses(text.text)))
    if len(dollars) % 2:
        span = text.span(*dollars[-1].span("sign"))
        fix = Fix((Edit(span, "\\$"),)) if len(dollars) == 1 else None
        yield Problem(
            span, "this `$` opens a formula that never ends", "write `\\$` for the sign, or close it", fix=fix
        )
