"""The parts of a citation group in brackets: what its semicolons (or commas) separate, as the scanner divides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.syntax.markdown.citations import Citation, CitationGroup


@dataclass(frozen=True, slots=True)
class Item:
    """A citation with its prefix and suffix: its first offset, and the one behind it, where a separator may stand."""

    citation: Citation
    start: int
    end: int


def items(group: CitationGroup, prose: str) -> Iterator[Item]:
    """The items of a group in a text's `prose`, in order; a narrative group is one."""
    start, behind = group.span.start + 1, group.span.end - 1
    if group.narrative:
        yield Item(group.citations[0], group.span.start, group.span.end)
        return
    for number, citation in enumerate(group.citations):
        is_last = number + 1 == len(group.citations)
        limit = behind if is_last else group.citations[number + 1].span.start
        end = prose.find(";", citation.span.end, limit)
        if end < 0 and not is_last:
            end = prose.rfind(",", citation.span.end, limit)
        end = limit if end < 0 else end
        yield Item(citation, start, end)
        start = end + (end < limit)
