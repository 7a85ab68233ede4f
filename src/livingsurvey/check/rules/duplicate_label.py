"""REF008."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.shown import data_blocks
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.labels import Label
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("REF008", fix="unsafe")
def duplicate_label(survey: Survey) -> Iterator[Problem]:
    """A label is given twice in the survey, or another id twice on one page.

    A cross-reference could mean either, and a browser goes to the first. The labels of figures, tables, equations and
    sections (`fig-`, `tbl-`, `eq-`, `sec-`) are unique in the whole survey; any other id on its page. A data file, too,
    is shown in one place and referred to from others: two copies would have two numbers, and the book both.

    Wrong:

        ![Rounds](rounds.svg){#fig-training}

        ![Losses](losses.svg){#fig-training}

    Right:

        ![Rounds](rounds.svg){#fig-rounds}

        ![Losses](losses.svg){#fig-losses}
    """
    for first, *others in survey.labels.values():
        for label in others:
            drawn = first.span.text != first.name and label.span.text != label.name
            yield _shown_twice(survey, first, label) if drawn else _problem(first, label, "in the survey")
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


def _shown_twice(survey: Survey, first: Label, label: Label) -> Problem:
    """A block shows a data file, by whose name its label is called, and another block did."""
    chapter = next(each for each in survey.chapters if each.source.path == label.span.source.path)
    blocks = (block for block in data_blocks(chapter, *survey.data_files) if block.span.holds(label.span))
    fix = next((Fix((Edit(block.span, f"See @{label.name}."),)) for block in blocks), None)
    hint = f"refer to it: `@{label.name}` leads there"
    return Problem(label.span, f"`{label.span.text}` is shown already: {first.span}", hint, (first.span,), fix)
