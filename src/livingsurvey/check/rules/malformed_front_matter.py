"""DOC001."""

from collections.abc import Iterator

from livingsurvey.check.pages.front_matter import problems
from livingsurvey.check.pages.front_matter_place import unread
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("DOC001", scope="chapter", fix="safe")
def malformed_front_matter(survey: Survey) -> Iterator[Problem]:
    """The front matter of a page cannot be read, a value in it has the wrong form, or a key is misspelt.

    `title` and `description` are texts, `kind` is `chapter`, `part` or `matter`, `status` is `draft`, `checked` or
    `reviewed`, `searched`, `due` and `retired` are dates, `challenges`, `perspectives` and `authors` are lists of
    words; `checked` holds a `date` and a `text`, the first 12 hexadecimal digits of the SHA-256 of what stands behind
    the front matter. What is written otherwise is lost without a word: the page shows no date, and no list finds it.
    Keys of your own may stand beside these, as long as they do not look like a slip for one of them.

    Wrong:

        ---
        title: Federated learning
        serched: 2026-04-31
        ---

    Right:

        ---
        title: Federated learning
        searched: 2026-04-30
        ---
    """
    for chapter in survey.chapters:
        if unread(chapter):
            continue  # which DOC014 tells
        if problem := chapter.front_matter_problem:
            yield problem
        else:
            yield from problems(chapter)
