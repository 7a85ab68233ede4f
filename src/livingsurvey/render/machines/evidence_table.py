"""The evidence map as a table of Markdown, with numbers alone."""

from __future__ import annotations

from collections.abc import Sequence

from livingsurvey.model.evidence_map import evidence_map
from livingsurvey.model.taxonomy import Term
from livingsurvey.render.machines.words import escaped
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock


def evidence_table(pages: Pages, block: GeneratedBlock) -> str | None:
    """The table for the map that a block asks for, if there is such a map."""
    found = evidence_map(pages.tagging, block)
    if not found:
        return None
    columns: list[list[Term]] = [*([term] for term in found.column_terms), []]
    rows: list[list[Term]] = [*([term] for term in found.row_terms), []]
    lines = [[_shown(found.rows.label), *_labels(columns)], ["---"] * (len(columns) + 1)]
    for name, row in zip(_labels(rows), rows, strict=True):
        lines.append([name, *(str(len(found.having(*row, *column))) for column in columns)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _labels(terms: Sequence[Sequence[Term]]) -> list[str]:
    """What stands at the head of each row or column; no term stands for all."""
    return [_shown(each[0].label) if each else "All" for each in terms]


def _shown(label: str) -> str:
    return escaped(label).replace("|", "\\|")
