"""BIB049."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.inheritance import Tie
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("BIB049", scope="store", fix="unsafe")
def dangling_parent(survey: Survey) -> Iterator[Problem]:
    """An entry draws on a parent that is not there, or on itself.

    `crossref`, `xref` and `xdata` name other entries by their keys. Where no entry has the key, or entries refer to
    each other in a circle, nothing is inherited and the reference lacks what its author thought it had.

    Wrong:

        @inproceedings{ash2020first, title = {First}, crossref = {procedings2020}}
        @proceedings{proceedings2020, title = {Proceedings}, year = 2020}

    Right:

        @inproceedings{ash2020first, title = {First}, crossref = {proceedings2020}}
        @proceedings{proceedings2020, title = {Proceedings}, year = 2020}
    """
    bibliography = survey.bibliography
    reported = {entry.key for entry in bibliography.broken}  # by BIB001, where the mistake is
    known = list(bibliography.stored)
    by_case = {key.lower(): key for key in known}
    guesses = Guesses()
    for tie in bibliography.ties:
        parent = bibliography.named(tie.key)
        if parent is None and tie.key not in reported:
            yield _missing(tie, by_case.get(tie.key.lower()) or guesses.near(tie.key, known))
        elif parent and tie.field.name == "xdata" and parent.type != "xdata":
            message = f"`{tie.key}` is no @xdata entry, so nothing is copied from it"
            yield Problem(tie.span, message, "refer to it by `crossref`, or make it @xdata", (parent.type_span,))
    for circle in bibliography.circles:
        way = " -> ".join(f"`{key}`" for key in (circle[0].child.key, *(tie.key for tie in circle)))
        related = tuple(tie.span for tie in circle[:-1])
        yield Problem(circle[-1].span, f"this entry inherits from itself: {way}", "take one of these out", related)


def _missing(tie: Tie, guess: str | None) -> Problem:
    message = f"`{tie.child.key}` refers to `{tie.key}`, and there is no such entry"
    if not guess:
        return Problem(tie.span, message, f"add that entry, or take `{tie.field.name}` out")
    literal = tie.span.text == tie.key
    fix = Fix((Edit(tie.span, guess),)) if literal else None
    return Problem(tie.span, message, f"did you mean `{guess}`?", fix=fix)
