"""TAB005."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.evidence_map import problems
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.generated_blocks import generated_blocks
from livingsurvey.syntax.problem import Problem


@rule("TAB005", fix="unsafe")
def unreadable_evidence_map(survey: Survey) -> Iterator[Problem]:
    """An evidence map asks for facets that the taxonomy does not have, or for something else that cannot be drawn.

    The page would show the block's own lines. `rows` and `columns` are ids of two facets of `taxonomy.yml`; `count`,
    which may be left out, is `references`, `chapters` or `rows`.

    Wrong:

        /// evidence-map | rows=challenge columns=perspectives
        ///

    Right:

        /// evidence-map | rows=challenges columns=perspectives
        ///
    """
    for chapter in survey.chapters:
        if "evidence-map" not in chapter.source.text:
            continue  # so that a chapter is not read for a block that it does not have
        for block in generated_blocks(chapter.document):
            if block.name == "evidence-map":
                yield from problems(survey.taxonomy, block)
