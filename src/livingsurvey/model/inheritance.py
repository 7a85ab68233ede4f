"""What an entry takes from others: `crossref` and `xdata` (biblatex manual, 2.4.1 and 3.13.6, appendix B).

BibTeX gives a child all that it lacks under the same name; biblatex knows besides that the title of a book is the
`booktitle` of what stands in it. A field of an entry's own wins over what it inherits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from livingsurvey.syntax.bibtex import Entry, Field
from livingsurvey.syntax.bibtex.edit import found
from livingsurvey.syntax.source import Span

# Fields in which an entry names others as its parents; an `xref` is a tie without inheritance.
TIES = frozenset({"crossref", "xref", "xdata"})
# Entries for the use of other entries, which no reader sees as works.
NO_WORKS = frozenset({"xdata", "set"})

_KEY = re.compile(r"[^\s,]+")
_PARTS = ("title", "subtitle", "titleaddon")
# Who takes the parent's title as what: types of parents, types of children, and what goes before `title`.
_TITLES = (
    ("mvbook", "book inbook bookinbook suppbook", "main"),
    ("mvcollection mvreference", "collection reference incollection inreference suppcollection", "main"),
    ("mvproceedings", "proceedings inproceedings conference", "main"),
    ("book", "inbook bookinbook suppbook", "book"),
    ("collection reference", "incollection inreference suppcollection", "book"),
    ("proceedings", "inproceedings conference", "book"),
    ("periodical", "article suppperiodical", "journal"),
)
_OTHER_TITLES = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")
_AUTHORS = (("mvbook", "book"), ("inbook", "bookinbook", "suppbook"))
# What is said of the parent as an entry, or names the parent alone: its DOI and address are not the child's.
_ITS_OWN = TIES | frozenset(
    """
    ids entryset entrysubtype execute label options presort related relatedoptions relatedstring relatedtype shorthand
    shorthandintro sortkey doi eprint eprinttype eprintclass archiveprefix primaryclass arxiv pmid pmcid url urldate
    file abstract annotation annote
    """.split()
)
_NOT_DATA = TIES | {"ids"}
# Of these a child that has one takes none of the others: its year with the parent's date would be two dates.
_FAMILIES = (("date", "year", "month", "day"), ("journal", "journaltitle"), ("address", "location"))
_FAMILY = {name: family for family in _FAMILIES for name in family}


@dataclass(frozen=True)
class Tie:
    """An entry's word that another is its parent, in the field `crossref`, `xref` or `xdata`; `span` is the key's."""

    child: Entry
    field: Field
    key: str
    span: Span


def keys(field: Field) -> Iterator[tuple[str, Span]]:
    """The keys that a field lists (`ids`, `xdata`, ...), each with its place; the field's if it stands in a macro."""
    places = list(found(field, _KEY))
    if places:
        yield from ((match[0], span) for match, span in places)
    else:
        yield from ((key, field.value_span) for key in _KEY.findall(field.value))


def ties(entry: Entry) -> Iterator[Tie]:
    """The parents that an entry names; those whose data it copies come first, as biber takes them."""
    for name in ("xdata", "crossref", "xref"):
        if field := entry.field(name):
            yield from (Tie(entry, field, key, span) for key, span in keys(field))


class Lineage:
    """Who inherits what from whom. Parents that nobody has and circles give nothing; `circles` holds the latter."""

    def __init__(self, find: Callable[[str], Entry | None]) -> None:
        """`find` gives the entry that a key or an alias names."""
        self._find = find
        self._full: dict[str, tuple[Field, ...]] = {}  # own and inherited fields, by key
        self._open: dict[str, Tie | None] = {}  # the keys on the way from a child to its parents
        self.circles: list[tuple[Tie, ...]] = []

    def inherited(self, entry: Entry) -> tuple[Field, ...]:
        """The fields that an entry has from its parents and their parents, by the names that they have here."""
        for tie in _giving(entry):
            if parent := self._find(tie.key):
                self._resolve(parent)
        own = {field.name for field in entry.fields}
        return tuple(field for field in self._combined(entry) if field.name not in own)

    def _resolve(self, entry: Entry) -> None:
        """Work out the fields of an entry, its parents' first. Without recursion: a chain may be of any length."""
        waiting: list[tuple[Entry, Tie | None]] = [(entry, None)]
        while waiting:
            entry, _ = waiting[-1]
            if entry.key not in self._full and entry.key not in self._open:
                self._open[entry.key] = waiting[-1][1]
                above = [(parent, tie) for tie in _giving(entry) if (parent := self._find(tie.key))]
                self.circles += [self._circle(tie, parent) for parent, tie in above if parent.key in self._open]
                waiting += [(parent, tie) for parent, tie in reversed(above) if parent.key not in self._open]
            else:
                if entry.key in self._open:
                    del self._open[entry.key]
                    self._full[entry.key] = self._combined(entry)
                waiting.pop()

    def _circle(self, last: Tie, first: Entry) -> tuple[Tie, ...]:
        """The ties that lead from an entry back to itself."""
        way = list(self._open)
        behind = way[way.index(first.key) + 1 :]
        return (*(tie for key in behind if (tie := self._open[key])), last)

    def _combined(self, entry: Entry) -> tuple[Field, ...]:
        """The fields of an entry and those that its parents, as far as they are worked out, give it."""
        fields: dict[str, Field] = {}
        for field in entry.fields:
            fields.setdefault(field.name, field)
        for tie in _giving(entry):
            parent = self._find(tie.key)
            if parent is None:
                continue
            had = frozenset(fields)
            for field in _passed_on(self._full.get(parent.key, ()), parent.type, tie):
                if had.isdisjoint(_FAMILY.get(field.name, ())):
                    fields.setdefault(field.name, field)
        return tuple(fields.values())


def _giving(entry: Entry) -> Iterator[Tie]:
    return (tie for tie in ties(entry) if tie.field.name != "xref")


def _passed_on(fields: Iterable[Field], parent: str, tie: Tie) -> Iterator[Field]:
    """What a parent of a type gives, under the child's names: what has a name of its own there comes first."""
    if tie.field.name == "xdata":
        yield from (field for field in fields if field.name not in _NOT_DATA and parent == "xdata")
        return
    names = _names(parent, tie.child.type)
    for field in fields:
        yield from (field._replace(name=name) for name in names.get(field.name, ()))
    yield from (field for field in fields if field.name not in names and field.name not in _ITS_OWN)


@cache
def _names(parent: str, child: str) -> Mapping[str, tuple[str, ...]]:
    """The names under which a child of a type has fields of a parent of a type, where they differ."""
    names: dict[str, tuple[str, ...]] = {}
    for parents, children, prefix in _TITLES:
        if parent in parents.split() and child in children.split():
            names |= {part: (prefix + part,) for part in _PARTS} | dict.fromkeys(_OTHER_TITLES, ())
    if parent in _AUTHORS[0] and child in _AUTHORS[1]:
        names["author"] = ("author", "bookauthor")
    return names
