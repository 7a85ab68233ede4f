"""Formatting of .bib files, which must never change a reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livingsurvey.syntax.bibtex.format import formatted, same_references
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Formatted:
    """A file before and after; where formatting was refused, `refused` says why and both are the same."""

    before: Source
    after: Source
    refused: str = ""

    @property
    def changed(self) -> bool:
        return self.before.text != self.after.text


def fmt(sources: Iterable[Source], managed: frozenset[str] = frozenset()) -> Iterator[Formatted]:
    """Each file in its canonical layout.

    One that would lose or change a reference, that is not UTF-8 or that another program writes (its path is among the
    `managed` ones) stays as it is.
    """
    for source in sources:
        if source.path in managed:
            yield Formatted(source, source, "it is managed: the program that writes it lays it out")
            continue
        after = formatted(source)
        if source.encoding != "utf-8":
            yield Formatted(source, source, "it is not UTF-8; save it so first")
        elif not same_references(source, after):
            yield Formatted(
                source, source, "its references would change, which is a fault of the tool; please report it"
            )
        else:
            yield Formatted(source, after)
