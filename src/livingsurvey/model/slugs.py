"""Names for paths and ids on the site."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

_LONGEST = 100
# Names that pages of ours have where the works have theirs.
_TAKEN = re.compile(r"index|page-\d+")


def slugs(keys: Iterable[str], spelled: Callable[[str], str] = str) -> Mapping[str, str]:
    """A name for each key that is safe in a path, whatever the file system does with case; stable and unique.

    `spelled` may write out what has no place in a path.
    """
    plain = {key: _plain(spelled(key)) for key in keys}
    shared = Counter(plain.values())
    return {
        key: slug if slug and shared[slug] == 1 and not _TAKEN.fullmatch(slug) else f"{slug or 'key'}-{_digest(key)}"
        for key, slug in plain.items()
    }


def former_slugs(aliases: Mapping[str, str], taken: Collection[str]) -> Mapping[str, str]:
    """The names that works had under the keys in `aliases`, and the key of each now; none of those `taken` today.

    Where a key would have had the name of another one, it had the longer one that tells such keys apart.
    """
    shared: dict[str, set[str]] = {}
    for alias, key in aliases.items():
        shared.setdefault(_plain(alias), set()).add(key)
    found = {}
    for alias, key in aliases.items():
        plain = _plain(alias)
        alone = plain and plain not in taken and len(shared[plain]) == 1
        found[plain if alone else f"{plain or 'key'}-{_digest(alias)}"] = key
    return {slug: key for slug, key in found.items() if slug not in taken}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:_LONGEST].strip("-")


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]
