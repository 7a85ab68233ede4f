"""CIT002."""

from collections.abc import Iterator

from livingsurvey.check.pages.cited_keys import of_other_case, renamed
from livingsurvey.check.rule import rule
from livingsurvey.model.mentions import Mention
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Fix, Problem


@rule("CIT002", fix="safe")
def citation_of_other_case(survey: Survey) -> Iterator[Problem]:
    """A citation names a key of the store in other upper and lower case.

    Keys are told apart by case, as in BibTeX, so the reader would find no reference behind it. Keys that a work had
    before (its `ids`) count as well.

    Wrong:

        Averaging works well [@McMahan2017Communication].

    Right:

        Averaging works well [@mcmahan2017communication].
    """
    for key, candidates in of_other_case(survey).items():
        message = f"there is no entry `{key}`, only one whose key has other case"
        for mention in survey.cited_by[key]:
            span = mention.citation.key_span
            if len(candidates) > 1:
                hint = "write the one that you mean: " + ", ".join(f"`{candidate}`" for candidate in candidates)
                yield Problem(span, f"there is no entry `{key}`, only some whose keys have other case", hint)
            else:
                yield Problem(span, message, f"write `{candidates[0]}`", fix=_fix(mention, candidates[0]))


def _fix(mention: Mention, key: str) -> Fix:
    """Safe unless the group would then cite a work twice, as CIT003 would tell."""
    alike = [citation for citation in mention.group.citations if citation.key.lower() == key.lower()]
    return Fix((renamed(mention.citation, key),), safe=len(alike) == 1)
