"""The sizes of images on the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from livingsurvey.render.images import Size, size

# Enough of a photograph to hold what a camera writes before the frame.
_HEAD = 1 << 18


def image_sizes(docs: Path) -> Callable[[str], Size | None]:
    """What tells the pixels of an image by its path below the documents' folder; `None` if it cannot be read."""

    @cache
    def found(path: str) -> Size | None:
        try:
            with (docs / path).open("rb") as file:
                return size(file.read(_HEAD))
        except OSError:
            return None

    return found
