"""Names for paths and ids on the site."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

_LONGEST = 100


def slugs(keys: Iterable[str], spelled: Callable[[str], str] = str) -> Mapping[str, str]:
    """A name for each key that is safe in a path, whatever the file system does with case; stable and unique.

    `spelled` may write out what has no place in a path.
    """
    plain = {key: re.sub(r"[^a-z0-9]+", "-", spelled(key).lower())[:_LONGEST].strip("-") for key in keys}
    shared = Counter(plain.values())
    return {
        key: slug if slug and shared[slug] == 1 and slug != "index" else f"{slug or 'key'}-{_digest(key)}"
        for key, slug in plain.items()
    }


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]
