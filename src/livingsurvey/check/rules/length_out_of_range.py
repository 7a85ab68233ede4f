"""DOC012."""

from collections.abc import Iterator

from livingsurvey.check.pages.extent import amiss, title_place
from livingsurvey.check.rule import rule
from livingsurvey.config import Length
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_ANY = Length()


@rule("DOC012", severity="warning", scope="chapter")
def length_out_of_range(survey: Survey) -> Iterator[Problem]:
    """A page has fewer or more words than the survey wants of its kind.

    The setting `length` says how many: `length: {chapter: {words: [900, 2500]}}` below `extra.survey`, by the page's
    `kind`. Words are counted as a reader meets them: headings, paragraphs, lists, notes and captions; not front matter,
    tables, code, formulas, citations and images.

    Wrong: a chapter of 4,100 words in a survey whose chapters have 900 to 2,500.

    Right: two chapters of 2,000 words, each with a question of its own.
    """
    for chapter in survey.chapters:
        wanted = survey.settings.length.get(chapter.kind, _ANY).words
        if wanted != _ANY.words and (found := amiss(chapter.words, wanted, "word")):
            hint = (
                "shorten it, or make two of it" if found.too_many else "say more, or let another page have its matter"
            )
            yield Problem(title_place(chapter), found.message(chapter.kind), hint)
