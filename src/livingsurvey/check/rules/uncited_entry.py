"""BIB003."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import written
from livingsurvey.syntax.problem import Problem


@rule("BIB003", severity="warning")
def uncited_entry(survey: Survey) -> Iterator[Problem]:
    """An entry of the store is cited in no chapter.

    It would stand in the bibliography without a reader learning why. Cite it where it belongs, or take it out. A volume
    to which other entries refer by `crossref` or `xref` counts as used.

    Wrong: an entry `lamport1982byzantine` in the store, and no chapter that names it.

    Right:

        Generals may be traitors [@lamport1982byzantine].
    """
    if not survey.chapters:
        return
    for key, reference in survey.references.items():
        if key not in survey.cited_by and key not in survey.bibliography.parents:
            yield Problem(
                reference.entry.key_span,
                f"no chapter cites `{key}`",
                f"cite it with [{written(key)}], or remove the entry",
            )
