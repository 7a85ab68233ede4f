"""Fields that are no part of a reference: what a program notes for itself, and what lies on somebody's disk."""

from __future__ import annotations

import re

_BY_PROGRAM = {
    # Files, their groups and ratings, and remarks for oneself: none of a reader's business.
    "JabRef": """file pdf ps owner timestamp creationdate modificationdate groups __markedentry priority printed
        qualityassured ranking readstatus relevance review comment""",
    "BibDesk": "local-url date-added date-modified read rating",
    "Zotero": "collections relations libraryid itemid",
    "BibSonomy": "added-at biburl interhash intrahash username",
    "DBLP": "bibsource",
    "ADS": "adsnote",
    "others": "internal-note private-note posted-at localfile",
}
_PRIVATE = frozenset(name for names in _BY_PROGRAM.values() for name in names.split())
_PRIVATE_PREFIX = re.compile(r"(?:bdsk|citavi|citeulike|comment|jabref|mendeley|papers\d?|readcube|zotero)[-_]|__")
_ON_A_DISK = re.compile(r"\s*(?:file:|[A-Za-z]:[\\/])", re.I)


def is_private(name: str, value: str) -> bool:
    """Whether a field, by its lower-case name, stays at home; so does an address that names a file on a disk."""
    if name in ("url", "howpublished"):
        return _ON_A_DISK.match(value) is not None
    return name in _PRIVATE or _PRIVATE_PREFIX.match(name) is not None
