"""People and bodies in BibTeX's name fields (`author`, `editor`).

Splitting is bibtexparser's, which follows BibTeX's rules for First von Last, Jr (Nicolas Markey, "Tame the BeaST",
section 11). It runs on the LaTeX as written, since braces hold words together; the parts are decoded afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from livingsurvey.syntax.latex import plain

_BRACED = re.compile(r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}")
_DANGLING = re.compile(r"\A(?:and(?:\s+|\Z))+|(?:\s+and)+\Z", re.IGNORECASE)  # an `and` that joins nothing


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in four parts, or in `literal` a body's name, or one that cannot be split; in Unicode."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field in order; `others` tells that the field ends in `and others`."""

    people: tuple[Name, ...] = ()
    others: bool = False


_NOBODY = Names()


def names(value: str) -> Names:
    """The names in a field's value. Never raises: what cannot be split is a literal."""
    if not value:
        return _NOBODY
    parts = [part.strip() for part in split_multiple_persons_names(_DANGLING.sub("", value.strip()))]
    others = bool(parts) and parts[-1].lower() == "others"
    people = (_name(part) for part in parts[: len(parts) - others])
    return Names(tuple(name for name in people if name != Name()), others)


@lru_cache(maxsize=65536)
def _name(value: str) -> Name:
    """The name, split if it is a person's; empty if nothing of it can be seen, as of `{}`."""
    if not _BRACED.fullmatch(value):
        try:
            parts = parse_single_name_into_parts(value)
        except InvalidNameError:
            return Name(literal=_text(value))
        name = Name(*(_text(" ".join(words)) for words in (parts.first, parts.von, parts.last, parts.jr)))
        if name.family:
            return name
    return Name(literal=_text(value))


def _text(latex: str) -> str:
    return plain(latex).strip()
