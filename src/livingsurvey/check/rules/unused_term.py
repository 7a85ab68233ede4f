"""TAB003."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tagging import Tagging
from livingsurvey.syntax.problem import Problem


@rule("TAB003", severity="warning")
def unused_term(survey: Survey) -> Iterator[Problem]:
    """A term of the taxonomy is given to no page and no work.

    Its page would be empty. Either what it stands for is missing in the survey, or whatever is about it does not say
    so: in the front matter of a page, or in the `keywords` of an entry.

    Wrong: a term `verification` in the facet `challenges` that nothing names.

    Right:

        @misc{sun2024zkllm, title = {zkLLM}, keywords = {challenges:verification}}
    """
    if not survey.taxonomy:
        return
    tagged = Tagging(survey).tagged
    for term in survey.taxonomy.terms:
        if not (tagged[term.keyword].chapters or tagged[term.keyword].works):
            hint = f"write `{term.keyword}` into the keywords of a work, or take the term out"
            yield Problem(term.span, f"nothing has the term `{term.keyword}`", hint)
