"""Records of works that have been written already: a site holds each work in many files."""

from __future__ import annotations

from collections.abc import Callable

from livingsurvey.model.reference import Reference

Made = dict[str, str]
"""Records in one format by their works' keys: such as are the same whatever stands beside them."""


def once(made: Made | None, reference: Reference, write: Callable[[Reference], str]) -> str:
    """The record of a work: the one that was made, or one that is written, and kept, now."""
    if made is None:
        return write(reference)
    record = made.get(reference.key)
    if record is None:
        record = made[reference.key] = write(reference)
    return record
