"""A .bib file as read: what stands in it, and its entries as references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.bibtex import Bibtex, scan
from livingsurvey.syntax.source import Source


class Reading:
    """A .bib file and what is known of it. All is found out when asked for, from the file's text alone.

    `known` are the macros of the files before it, by lower-case name. Somebody who remembers an earlier reading of the
    same text may answer from memory, and read `file` only for whoever asks for places.
    """

    def __init__(self, source: Source, known: Mapping[str, str]) -> None:
        self.source = source
        self.known = known

    @cached_property
    def file(self) -> Bibtex:
        """The blocks of the file."""
        return scan(self.source, self.known)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every readable entry, in the file's order."""
        return tuple(map(Reference, self.file.entries))

    @cached_property
    def macros(self) -> Mapping[str, str]:
        """The macros that the file itself defines, by lower-case name."""
        return self.file.macros

    @cached_property
    def sound(self) -> bool:
        """Whether all of the file could be read without a guess."""
        return not (self.file.problems or self.file.undefined)


Reader = Callable[[Source, Mapping[str, str]], Reading]
