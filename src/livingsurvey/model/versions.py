"""Which entries of a store are versions of one work, or related to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.model.bibliography import Bibliography
from livingsurvey.model.identity import is_preprint, is_published, same_works
from livingsurvey.model.reference import Reference

PUBLISHED, PREPRINT, OTHER, RELATED = "published version", "preprint", "other version", "related work"


@dataclass(frozen=True)
class Version:
    """Another entry, and what it is to the work: one of `PUBLISHED`, `PREPRINT`, `OTHER` and `RELATED`."""

    key: str
    what: str


def versions(bibliography: Bibliography) -> Mapping[str, tuple[Version, ...]]:
    """The versions of each work that has any: entries with its title and first author, and those in `related`.

    An entry that names another in biblatex's `related` (manual, section 3.4) is in turn related to it.
    """
    references = bibliography.references
    found: dict[str, dict[str, str]] = {}
    pairs = [(one, other, OTHER) for same in same_works(references.values()) for one in same for other in same]
    pairs += [(one, other, RELATED) for tie in _related(bibliography) for one, other in (tie, tie[::-1])]
    for one, other, what in pairs:
        if one is not other:
            found.setdefault(one.key, {}).setdefault(other.key, _what(one, other, what))
    return {key: tuple(Version(*other) for other in others.items()) for key, others in found.items()}


def _what(one: Reference, other: Reference, otherwise: str) -> str:
    """What an entry is to another; of a preprint and a published paper the one is the other's version."""
    if is_preprint(one) and is_published(other):
        return PUBLISHED
    if is_published(one) and is_preprint(other):
        return PREPRINT
    return otherwise


def _related(bibliography: Bibliography) -> Iterator[tuple[Reference, Reference]]:
    references = bibliography.references
    for reference in references.values():
        if "related" in reference.fields:
            for key in reference["related"].split(","):
                name = key.strip()
                other = references.get(bibliography.aliases.get(name, name))
                if other is not None:
                    yield reference, other
