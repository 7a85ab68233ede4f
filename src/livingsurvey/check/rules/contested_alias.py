"""BIB052."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.bibliography import aliases
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span


@rule("BIB052", scope="store")
def contested_alias(survey: Survey) -> Iterator[Problem]:
    """An alias in `ids` is also the key of another entry, or an alias of one.

    The field `ids` holds the keys that a work had before, so that citations by an old key still work. A citation can
    mean only one work: a key in use wins over an alias, and of two entries the first.

    Wrong:

        @article{ash2020first, title = {First}, ids = {ash2020, beech2021}}
        @article{beech2021, title = {Second}}

    Right:

        @article{ash2020first, title = {First}, ids = {ash2020}}
        @article{beech2021, title = {Second}}
    """
    bibliography = survey.bibliography
    claimed: dict[str, tuple[str, Span]] = {}
    for reference in bibliography.references.values():
        for alias, span in aliases(reference):
            key, where = claimed.setdefault(alias, (reference.key, span))
            if alias in bibliography.stored and alias != reference.key:
                where = bibliography.stored[alias].entry.key_span
                message, hint = f"`{alias}` is the key of another entry ({where})", "take it out of `ids`"
            elif key != reference.key:
                message, hint = f"`{key}` has the alias `{alias}`, too ({where})", "leave it to one of the two"
            else:
                continue
            yield Problem(span, message, hint, related=(where,))
