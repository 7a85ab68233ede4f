"""TAB003."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.model.tagging import Tagging
from livingsurvey.syntax.problem import Problem


@rule("TAB003", severity="warning")
def unused_term(survey: Survey) -> Iterator[Problem]:
    """A term of the taxonomy is given to no page, no work and no row of a table.

    Its page would be empty. Either what it stands for is missing in the survey, or whatever is about it does not say
    so: in the front matter of a page, in the `keywords` of an entry, or in a table's column of terms.

    Wrong: a term `verification` in the facet `challenges` that nothing names.

    Right:

        @misc{sun2024zkllm, title = {zkLLM}, keywords = {challenges:verification}}
    """
    if not survey.taxonomy:
        return
    tagged = Tagging(survey).tagged
    for term in survey.taxonomy.terms:
        found = tagged[term.keyword]
        if not (found.chapters or found.works or found.rows):
            hint = f"write `{term.keyword}` into the keywords of a work, or take the term out"
            yield Problem(term.span, f"nothing has the term `{term.keyword}`", hint)
