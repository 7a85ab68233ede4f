"""TAB018."""

from collections.abc import Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.rule import rule
from livingsurvey.model.shown import table_blocks
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span


@rule("TAB018", fix="unsafe")
def unknown_table(survey: Survey) -> Iterator[Problem]:
    """A chapter shows a comparison table that there is not.

    Behind the stroke stands the name of a file below `tables`, without `.yml`. Readers would see the block as text.

    Wrong:

        /// comparison | wyas-to-average
        ///

    Right:

        /// comparison | ways-to-average
        ///
    """
    guesses, known = Guesses(), list(survey.tables)
    for chapter in survey.chapters:
        for block in table_blocks(chapter):
            if block.argument not in survey.tables:
                span = _place(block)
                message = f"there is no table `{block.argument}`" if block.argument else "this names no table"
                if meant := guesses.near(block.argument, known):
                    yield Problem(span, message, f"did you mean `{meant}`?", fix=Fix((Edit(span, meant),)))
                else:
                    yield Problem(span, message, "write the name of a file in `tables`, without .yml")


def _place(block: GeneratedBlock) -> Span:
    """Where a block names what it shows; all of its first line where it does not."""
    line = block.span.text.split("\n", 1)[0].rstrip()
    at = line.rfind(block.argument) if block.argument else 0
    start = block.span.start + at
    return block.span.source.span(start, start + len(block.argument or line))
