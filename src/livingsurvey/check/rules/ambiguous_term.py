"""TAB004."""

from collections.abc import Iterable, Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.taxonomy import Facet, Term
from livingsurvey.syntax.problem import Problem


@rule("TAB004")
def ambiguous_term(survey: Survey) -> Iterator[Problem]:
    """Two facets, or two terms of one facet, have the same label, or a term has another one's label as another word.

    A reader who narrows the bibliography, or reads the head of a table's column, cannot tell which is meant. Terms of
    different facets may have one label, since the facet tells them apart.

    Wrong:

        attacks: {label: Security}
        defences: {label: Security}

    Right:

        attacks: {label: Attacks}
        defences: {label: Defences}
    """
    facets = survey.taxonomy.facets.values() if survey.taxonomy else ()
    yield from _same(facets)
    for facet in facets:
        yield from _same(facet.terms.values())
        labels = {term.label.casefold(): term for term in tuple(facet.terms.values())[::-1]}
        for term in facet.terms.values():
            for word in term.also:
                other = labels.get(word.casefold())
                if other and other is not term:
                    message = f"`{word}`, another word for `{term.id}`, is the label of `{other.id}`"
                    yield Problem(term.span, message, "take the word out, or make one term of both", (other.span,))


def _same(items: Iterable[Facet | Term]) -> Iterator[Problem]:
    first: dict[str, Facet | Term] = {}
    for item in items:
        before = first.setdefault(item.label.casefold(), item)
        if before is not item:
            message = f"`{item.id}` has the label of `{before.id}`"
            yield Problem(item.label_span, message, "give one of them another label", (before.label_span,))
