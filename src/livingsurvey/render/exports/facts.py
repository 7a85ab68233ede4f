"""What several formats say of a reference, whatever its entry calls that."""

from __future__ import annotations

import re

from livingsurvey.model.kinds import names_archive
from livingsurvey.model.reference import Reference
from livingsurvey.syntax.names import Name

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_CONTAINERS = ("journaltitle", "journal", "booktitle")
# biblatex's words for `type` (manual, 4.9.2.13), and the types of entries that say the same.
_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")


def one_line(text: str) -> str:
    """The text without line ends and other characters that control something."""
    return _CONTROLS.sub(" ", text)


def full_title(reference: Reference) -> str:
    """Title and subtitle, joined as biblatex's `subtitle` is."""
    return ": ".join(part for part in (reference.title, reference["subtitle"]) if part)


def container(reference: Reference) -> str:
    """The journal, book or proceedings that it stands in; the arXiv is none."""
    return next((text for name in _CONTAINERS if (text := reference[name]) and not _is_arxiv(reference, text)), "")


def publisher(reference: Reference) -> str:
    """Who brought it out: a publisher, university or institution; the arXiv for a preprint there."""
    given = (reference[name] for name in _PUBLISHERS)
    found = next((text for text in given if text and "://" not in text and not _is_arxiv(reference, text)), "")
    return found or ("arXiv" if reference.arxiv and reference.kind == "preprint" else "")


def genre(reference: Reference) -> str:
    """What a thesis or report calls itself."""
    word = reference["type"] or (reference.type if reference.type in _GENRES else "")
    return _GENRES.get(word.lower(), word)


def place(reference: Reference) -> str:
    """Where it was brought out."""
    return reference["address"] or reference["location"]


def link(reference: Reference) -> str:
    """Where it can be read: its own address, else the arXiv's page; empty if only its DOI leads there."""
    return reference.url or (f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else "")


def inverted(name: Name) -> str:
    """`van der Maaten, Laurens, Jr`; a body's name as it is."""
    family = " ".join(part for part in (name.particle, name.family) if part)
    if name.suffix:
        return f"{family}, {name.given}, {name.suffix}"
    return name.literal or ", ".join(part for part in (family, name.given) if part)


def pages(reference: Reference, dash: str) -> str:
    """The pages, ranges with this dash and separated by commas."""
    return ", ".join(first + (dash + last if last else "") for first, last in reference.pages)


def _is_arxiv(reference: Reference, venue: str) -> bool:
    return bool(reference.arxiv) and names_archive(venue)
