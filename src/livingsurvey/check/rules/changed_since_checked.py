"""LIV003."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("LIV003", severity="warning", scope="chapter")
def changed_since_checked(survey: Survey) -> Iterator[Problem]:
    """The text of a chapter is not the one that was checked.

    `checked` names the day on which somebody read the chapter against its sources, and the text that was read: the
    first 12 hexadecimal digits of the SHA-256 of what stands behind the front matter (UTF-8, line ends LF). Whatever
    has changed since then nobody has vouched for. There is no fix, since only a reader can say that the new text holds.

    Wrong:

        ---
        title: Federated learning
        checked: {date: 2026-05-01, text: 0123456789ab}
        ---

    Right:

        ---
        title: Federated learning
        checked: {date: 2026-06-12, text: 6f7c1a09d2e4}
        ---
    """
    for chapter in survey.chapters:
        check = chapter.checked
        if check and check.text != chapter.body_digest:
            message = f"the text has changed since it was checked on {check.date}"
            hint = f"read what changed, then write the day and `text: {chapter.body_digest}`"
            yield Problem(check.text_span, message, hint)
