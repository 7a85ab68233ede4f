"""The store: every reference of the survey's .bib files, by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.bibtex import Bibtex, Broken, Entry, scan
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source


@dataclass(frozen=True)
class Bibliography:
    """The references of some .bib files. Of entries that share a key, the first counts."""

    sources: tuple[Source, ...]

    @cached_property
    def files(self) -> tuple[Bibtex, ...]:
        """The files, read in order; a macro of one file is known in those behind it."""
        macros: dict[str, str] = {}
        files = []
        for source in self.sources:
            file = scan(source, macros)
            macros |= file.macros
            files.append(file)
        return tuple(files)

    @property
    def entries(self) -> Iterator[Entry]:
        """Every readable entry, file by file."""
        for file in self.files:
            yield from file.entries

    @property
    def problems(self) -> Iterator[Problem]:
        """What could not be read, or only with a guess."""
        for file in self.files:
            yield from file.problems

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """The entries that could not be read at all; their keys are known as far as reading came."""
        broken = (block for file in self.files for block in file.blocks if isinstance(block, Broken))
        return tuple(block for block in broken if block.type not in ("string", "preamble", "comment"))

    @cached_property
    def typed(self) -> tuple[Reference, ...]:
        """Every readable entry as a reference, in the files' order; those whose key is taken, too."""
        return tuple(Reference(entry) for entry in self.entries)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The references by key, in the files' order."""
        found: dict[str, Reference] = {}
        for reference in self.typed:
            found.setdefault(reference.key, reference)
        return found

    @cached_property
    def duplicates(self) -> tuple[tuple[Entry, Entry], ...]:
        """Each entry whose key was there before, behind the first that has it."""
        return tuple(
            (first, entry) for entry in self.entries if (first := self.references[entry.key].entry) is not entry
        )
