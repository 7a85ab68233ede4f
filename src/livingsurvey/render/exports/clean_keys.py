r"""Citation keys as they leave: such as BibTeX, biber and `\cite` take, each for one work."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from livingsurvey.syntax.tame_key import tame

_DIGEST = 8


def clean_keys(keys: Iterable[str]) -> Mapping[str, str]:
    """The exported key for each key; one that every program takes is kept.

    From others accents and awkward characters are taken (`gödel1931über`: `godel1931uber`). If the result is already
    another work's key, be it in other capitals (BibTeX sees no difference), a digest of the old key follows it.
    """
    tamed = {key: tame(key) for key in keys}
    taken: dict[str, str] = {}
    for key, name in tamed.items():
        if key == name:
            taken.setdefault(name.lower(), key)
    shared = Counter(name.lower() for key, name in tamed.items() if key != name)
    clean = {key: key for key in taken.values()}
    for key, name in tamed.items():
        if key not in clean:
            alone = name and name.lower() not in taken and shared[name.lower()] == 1
            clean[key] = name if alone else _distinct(key, name or "work", taken)
            taken[clean[key].lower()] = key
    return {key: clean[key] for key in tamed}


def _distinct(key: str, name: str, taken: Mapping[str, str]) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()
    lengths = range(_DIGEST, len(digest) + 1)
    return next(made for length in lengths if (made := f"{name}-{digest[:length]}").lower() not in taken)
