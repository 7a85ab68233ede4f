"""REF008."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.labels import Label
from livingsurvey.syntax.problem import Problem


@rule("REF008")
def duplicate_label(survey: Survey) -> Iterator[Problem]:
    """A label is given twice in the survey, or another id twice on one page.

    A cross-reference could mean either, and a browser goes to the first. The labels of figures, tables, equations and
    sections (`fig-`, `tbl-`, `eq-`, `sec-`) are unique in the whole survey; any other id on its page.

    Wrong:

        ![Rounds](rounds.svg){#fig-training}

        ![Losses](losses.svg){#fig-training}

    Right:

        ![Rounds](rounds.svg){#fig-rounds}

        ![Losses](losses.svg){#fig-losses}
    """
    for first, *others in survey.labels.values():
        yield from (_problem(first, label, "in the survey") for label in others)
    for chapter in survey.chapters:
        yield from _on_page(chapter)


def _on_page(chapter: Chapter) -> Iterator[Problem]:
    given: dict[str, Label] = {}
    for label in chapter.document.ids:
        first = given.setdefault(label.name, label)
        if label.kind is None and first is not label:
            yield _problem(first, label, "on this page")


def _problem(first: Label, label: Label, where: str) -> Problem:
    what = "label" if label.kind else "id"
    return Problem(
        label.span,
        f"the {what} `{label.name}` is taken: {first.span} has it",
        f"choose another, which nothing else {where} has",
        related=(first.span,),
    )
