"""REF005."""

from collections.abc import Iterator

from livingsurvey.check.pages.linked import links
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_FLOATS = ("figure", "table", "equation")


@rule("REF005", severity="warning")
def unreferenced_float(survey: Survey) -> Iterator[Problem]:
    """A figure, table or equation with a label is never referred to.

    What the text does not speak of the reader may pass over, and what has a label was meant to be spoken of. Refer to
    it where its content is discussed, by `@fig-x` or by a link to `#fig-x`; or take the label away. Sections may have
    labels that nobody names.

    Wrong:

        Data come first.

        ![The workflow](workflow.svg){#fig-workflow}

    Right:

        Data come first (@fig-workflow).

        ![The workflow](workflow.svg){#fig-workflow}
    """
    named = {reference.label for chapter in survey.chapters for reference in chapter.document.cross_references}
    named.update(link.fragment for chapter in survey.chapters for link, _ in links(chapter))
    for name, (first, *_) in survey.labels.items():
        if first.kind in _FLOATS and name not in named:
            message = f"the text never refers to the {first.kind} `{name}`"
            yield Problem(first.span, message, f"write `@{name}` or a link to `#{name}` where you speak of it")
