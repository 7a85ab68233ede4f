"""REF004."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import written
from livingsurvey.syntax.markdown.labels import KINDS, kind_of
from livingsurvey.syntax.problem import Edit, Fix, Problem


@rule("REF004", fix="unsafe")
def broken_cross_reference(survey: Survey) -> Iterator[Problem]:
    r"""A cross-reference names a figure, table, equation or section that no page of the survey has.

    The reader would be sent nowhere. A label is given by `{#fig-x}` behind an image, a heading or a formula, or as the
    id of a caption; any page may refer to it. A plain at sign is written `\@`.

    Wrong:

        ![The workflow](workflow.svg){#fig-workflow}

        As @fig-worfklow shows, data come first.

    Right:

        ![The workflow](workflow.svg){#fig-workflow}

        As @fig-workflow shows, data come first.
    """
    known: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    for name in survey.labels:
        known[kind_of(name) or ""].append(name)
    guesses = Guesses()
    for chapter in survey.chapters:
        for reference in chapter.document.cross_references:
            if reference.label in survey.labels:
                continue
            kind = kind_of(reference.label) or ""
            meant = _of_other_kind(survey, reference.label) or guesses.near(reference.label, known[kind], kind)
            message = f"no page has {'an' if kind[:1] == 'e' else 'a'} {kind} labelled `{reference.label}`"
            if meant:
                sign = "-" if reference.span.text.startswith("-") else ""
                name = meant[0].upper() + meant[1:] if reference.capital else meant
                fix = Fix((Edit(reference.span, sign + written(name)),))
                yield Problem(reference.label_span, message, f"did you mean `{meant}`?", fix=fix)
            else:
                hint = f"give it this label, `{{#{reference.label}}}`, or remove the cross-reference"
                yield Problem(reference.label_span, message, hint)


def _of_other_kind(survey: Survey, label: str) -> str | None:
    """The label that has the same name behind another kind: `tbl-systems` for `fig-systems`."""
    name = label.partition("-")[2]
    return next((other for kind in KINDS if (other := f"{kind}-{name}") in survey.labels), None)
