"""The store: every reference of the survey's .bib files, by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from livingsurvey.model.correction import corrected
from livingsurvey.model.inheritance import NO_WORKS, TIES, Lineage, Tie, keys, ties
from livingsurvey.model.reading import Reader, Reading
from livingsurvey.model.reference import Reference
from livingsurvey.syntax.bibtex import Bibtex, Broken, Entry
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span


@dataclass(frozen=True)
class Bibliography:
    """The references of some .bib files. Of entries that share a key, the first counts.

    `managed` are the paths of files that another program writes. An entry of any other file whose key one of them has
    is no entry of its own but a correction of that one, wherever it stands; see `corrected`. `reader` reads one file.
    """

    sources: tuple[Source, ...]
    managed: frozenset[str] = frozenset()
    reader: Reader = field(default=Reading, compare=False, repr=False)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The files as read, in order; a macro of one file is known in those behind it."""
        macros: dict[str, str] = {}
        readings = []
        for source in self.sources:
            reading = self.reader(source, dict(macros))
            macros |= reading.macros
            readings.append(reading)
        return tuple(readings)

    @cached_property
    def files(self) -> tuple[Bibtex, ...]:
        """The files and what stands in them."""
        return tuple(reading.file for reading in self.readings)

    @property
    def entries(self) -> Iterator[Entry]:
        """Every readable entry as it stands, file by file."""
        for file in self.files:
            yield from file.entries

    @property
    def problems(self) -> Iterator[Problem]:
        """What could not be read, or only with a guess."""
        for reading in self.readings:
            yield from () if reading.sound else reading.file.problems

    @property
    def undefined(self) -> Iterator[Problem]:
        """The macros that nothing before their use defines, in it or in the files before."""
        for reading in self.readings:
            yield from () if reading.sound else reading.file.undefined

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """The entries that could not be read at all; their keys are known as far as reading came."""
        unsound = (reading.file for reading in self.readings if not reading.sound)
        broken = (block for file in unsound for block in file.blocks if isinstance(block, Broken))
        return tuple(block for block in broken if block.type not in ("string", "preamble", "comment"))

    @cached_property
    def _firsts(self) -> tuple[Mapping[str, Reference], Mapping[str, Reference]]:
        """Of the survey's own files and of the managed ones: the first entry with each key."""
        firsts: tuple[dict[str, Reference], dict[str, Reference]] = ({}, {})
        for managed, reference in self._all:
            firsts[managed].setdefault(reference.key, reference)
        return firsts

    @property
    def _all(self) -> Iterator[tuple[bool, Reference]]:
        """Every readable entry, and whether its file is a managed one."""
        for reading in self.readings:
            managed = reading.source.path in self.managed
            yield from ((managed, reference) for reference in reading.references)

    @cached_property
    def duplicates(self) -> tuple[tuple[Entry, Entry], ...]:
        """Each entry whose key was there before, behind the first that has it; corrections are none."""
        return tuple(
            (first.entry, reference.entry)
            for managed, reference in self._all
            if (first := self._firsts[managed][reference.key]) is not reference
        )

    @cached_property
    def corrections(self) -> tuple[tuple[Entry, Entry], ...]:
        """Each entry of a managed file that the survey's own files correct, and its correction."""
        own, managed = self._firsts
        return tuple((first.entry, own[key].entry) for key, first in managed.items() if key in own)

    @cached_property
    def _corrected(self) -> tuple[Reference, ...]:
        """Every entry without what it inherits; those that are corrected, corrected, and their corrections left out."""
        own, managed = self._firsts
        found = []
        for _, reference in self._all:
            first, correction = managed.get(reference.key), own.get(reference.key)
            if correction and reference is first:
                found.append(Reference(corrected(first.entry, correction.entry)))
            elif not (first and reference is correction):
                found.append(reference)
        return tuple(found)

    @cached_property
    def stored(self) -> Mapping[str, Reference]:
        """All that has a key, corrected, without what it inherits: besides works what other entries only draw on."""
        found: dict[str, Reference] = {}
        for reference in self._corrected:
            found.setdefault(reference.key, reference)
        return found

    @cached_property
    def _whole(self) -> tuple[Reference, ...]:
        """Every entry with what it inherits."""
        inherited = self._lineage.inherited
        return tuple(
            Reference(reference.entry, fields)
            if _is_tied(reference) and (fields := inherited(reference.entry))
            else reference
            for reference in self._corrected
        )

    @cached_property
    def typed(self) -> tuple[Reference, ...]:
        """Every work as a reference, in the files' order; those whose key is taken, too."""
        return tuple(reference for reference in self._whole if reference.type not in NO_WORKS)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The references by key, in the files' order."""
        found: dict[str, Reference] = {}
        for reference in self.typed:
            found.setdefault(reference.key, reference)
        return found

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Keys that a work had before (biblatex's `ids`), and the one it has now. A key in use is nobody's alias."""
        found: dict[str, str] = {}
        for reference in self._corrected:
            for alias, _ in aliases(reference):
                if alias not in self.stored:
                    found.setdefault(alias, reference.key)
        return found

    def named(self, key: str) -> Entry | None:
        """The entry that a key or an alias names, be it a work or not; `None` if there is none."""
        reference = self.stored.get(self.aliases.get(key, key))
        return reference.entry if reference else None

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Each place where an entry names a parent, whether there is such an entry or not."""
        return tuple(tie for reference in self._corrected if _is_tied(reference) for tie in ties(reference.entry))

    @cached_property
    def parents(self) -> frozenset[str]:
        """The keys of the entries that others name as their parents."""
        return frozenset(entry.key for tie in self.ties if (entry := self.named(tie.key)))

    @cached_property
    def _lineage(self) -> Lineage:
        return Lineage(self.named)

    @cached_property
    def circles(self) -> tuple[tuple[Tie, ...], ...]:
        """Entries that are their own ancestors, as the ties that lead from one of them back to it."""
        return tuple(self._lineage.circles) if self._whole else ()


def aliases(reference: Reference) -> Iterator[tuple[str, Span]]:
    """The keys that a work had before, each with its place."""
    if "ids" in reference.fields and reference.type not in NO_WORKS and (field := reference.entry.field("ids")):
        yield from keys(field)


def _is_tied(reference: Reference) -> bool:
    return not TIES.isdisjoint(reference.fields)
