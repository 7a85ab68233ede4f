"""Python's collection of cyclic garbage, paused where a million objects are made that make none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Leave cyclic garbage alone meanwhile.

    Reading a large survey makes a million objects that do not refer back to themselves. To look through them again and
    again, as Python does while their number grows, would take a good part of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collection_rare() -> Iterator[None]:
    """Look for cyclic garbage a hundred times less often meanwhile.

    For a build, in which most of what is made stays to the end. Templates leave cycles behind, so that never to look
    would cost memory.
    """
    before = gc.get_threshold()
    gc.set_threshold(100 * before[0], *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
