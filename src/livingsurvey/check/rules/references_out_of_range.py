"""DOC013."""

from collections.abc import Iterator

from livingsurvey.check.pages.extent import amiss, title_place
from livingsurvey.check.rule import rule
from livingsurvey.config import Length
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_ANY = Length()


@rule("DOC013", severity="warning")
def references_out_of_range(survey: Survey) -> Iterator[Problem]:
    """A page cites fewer or more works than the survey wants of its kind.

    The setting `length` says how many: `length: {chapter: {references: [8, 30]}}` below `extra.survey`, by the page's
    `kind`. A work counts once, however often it is cited and by whichever of its keys.

    Wrong: a chapter that rests on two papers, in a survey whose chapters cite 8 works at least.

    Right: the same chapter with the works that its claims come from, or as a section of another.
    """
    for chapter in survey.chapters:
        wanted = survey.settings.length.get(chapter.kind, _ANY).references
        if wanted == _ANY.references:
            continue
        groups = survey.citation_groups(chapter.document)
        works = {citation.key.lower() for group in groups for citation in group.citations}  # as CIT002 reads keys
        if found := amiss(len(works), wanted, "reference"):
            hint = "cite only what a claim rests on" if found.too_many else "cite the works that its claims come from"
            yield Problem(title_place(chapter), found.message(chapter.kind), hint)
