"""TAB033."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.glossary import Term, Word
from livingsurvey.model.survey import Survey
from livingsurvey.model.terms import has_inner_capital
from livingsurvey.syntax.problem import Problem


@rule("TAB033")
def repeated_glossary_term(survey: Survey) -> Iterator[Problem]:
    """The glossary has a word twice: as a term, an acronym, or another word for one.

    Where a chapter uses the word, nobody can tell which of two definitions it has. Capitals make a difference where
    both words have one behind their first letter, as `LoRA` and `LoRa` do.

    Wrong:

        Differential privacy: {acronym: DP, definition: A bound on what an output tells of any one person.}
        Data parallelism: {acronym: DP, definition: Every worker has the whole model and a share of the data.}

    Right:

        Differential privacy: {acronym: DP, definition: A bound on what an output tells of any one person.}
        Data parallelism: Every worker has the whole model and a share of the data.
    """
    before: dict[str, list[tuple[Word, Term]]] = {}
    for term in survey.glossary.terms if survey.glossary else ():
        for word in term.words:
            alike = before.setdefault(" ".join(word.text.split()).casefold(), [])
            if same := next((known for known in alike if _is_same(word.text, known[0].text)), None):
                first, other = same
                whose = "this term has it already" if other is term else f"`{other.name}` has it"
                hint = "keep it once" if other is term else "keep it where readers expect it, or make one term of both"
                yield Problem(word.span, f"`{word.text}` stands here again: {whose}", hint, (first.span,))
            alike.append((word, term))


def _is_same(word: str, other: str) -> bool:
    """Whether a text may mean both words, which differ at most in small and capital letters and in blanks."""
    return word.split() == other.split() or not (has_inner_capital(word) and has_inner_capital(other))
