"""TAB031."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("TAB031", severity="warning")
def unused_glossary_term(survey: Survey) -> Iterator[Problem]:
    """No chapter uses a term that the glossary defines.

    A glossary explains what readers meet. Either the chapters write the term in another way, which `also` should name,
    or nobody needs the entry. A term in small letters is found in whichever letters a chapter has it, in singular and
    plural; one with a capital behind its first letter only as it is written.

    Wrong: an entry `Federated learning`, where chapters write `federated training`.

    Right:

        Federated learning:
          definition: Training one model on data that stay where they are.
          also: [federated training]
    """
    for term in survey.terms.unused() if survey.glossary else ():
        hint = "list under `also` how they write it, or take the entry out"
        yield Problem(term.word.span, f"no chapter uses the term `{term.name}`", hint)
