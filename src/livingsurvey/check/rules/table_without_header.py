"""A11Y002."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.elements import elements
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown import plain_text
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Span

_EMPTY = re.compile(r"(?:[\s|*_]|<!--.*?-->|<br */?>)*", re.S)
_LAYOUT_ROLES = ("presentation", "none")


@rule("A11Y002", severity="warning", scope="chapter")
def table_without_header(survey: Survey) -> Iterator[Problem]:
    """A table does not name its columns.

    A screen reader says the head of the column before each cell; without it a table is a heap of values. The cell in
    the corner may stay empty.

    Wrong:

        |        |     |
        |--------|-----|
        | FedAvg | 45  |

    Right:

        | Method | Rounds |
        |--------|--------|
        | FedAvg | 45     |
    """
    for chapter in survey.chapters:
        for table in chapter.document.tables:
            head = chapter.source.span(table[0].start, table[0].end)
            if _is_empty(head):
                yield Problem(head, "this table does not name its columns", "write what they hold into its first row")
        for element in elements(chapter, "table"):
            if element.tag.value("role") not in _LAYOUT_ROLES and not any(tag.name == "th" for tag in element.inner):
                place = chapter.source.span(element.tag.start, element.tag.end)
                yield Problem(place, "this table does not name its columns", "put their names into `<th>` cells")


def _is_empty(row: Span) -> bool:
    """Whether nothing is written in the cells of a row; an image is something."""
    return "![" not in row.text and _EMPTY.fullmatch(plain_text(row.text)) is not None
