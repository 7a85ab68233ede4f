"""TAB034."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("TAB034", fix="unsafe")
def unknown_see_also(survey: Survey) -> Iterator[Problem]:
    """An entry of the glossary sends the reader on to a term that the glossary does not have, or to itself.

    Under `see` stand terms of the same file, by their names, acronyms or other words.

    Wrong:

        Gossip: {definition: Averaging with neighbours., see: Al-reduce}
        All-reduce: A sum over all that everyone gets.

    Right:

        Gossip: {definition: Averaging with neighbours., see: All-reduce}
        All-reduce: A sum over all that everyone gets.
    """
    glossary = survey.glossary
    if not glossary:
        return
    guesses, words = Guesses(), [word.text for term in glossary.terms for word in term.words]
    for term in glossary.terms:
        others = [word for word in words if word not in {own.text for own in term.words}]
        for word in term.see:
            found = glossary.by_word.get(word.text.casefold())
            if found is term:
                yield Problem(word.span, f"`{term.name}` sends the reader to itself", "take this out")
            elif found is None and (near := guesses.near(word.text, others, among=term.name)):
                fix = Fix((Edit(word.span, near),)) if word.span.text == word.text else None
                yield Problem(word.span, f"there is no term `{word.text}`", f"did you mean `{near}`?", fix=fix)
            elif found is None:
                yield Problem(word.span, f"there is no term `{word.text}`", "add it to the glossary, or take this out")
