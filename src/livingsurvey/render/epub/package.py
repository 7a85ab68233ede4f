"""The package document: what the publication is, what it holds, in which order one reads it (EPUB 3.3, section 5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from livingsurvey.model.work import Person
from livingsurvey.render.epub.text import Text
from livingsurvey.render.machines.facts import licence_address
from livingsurvey.render.pages import Pages
from livingsurvey.render.volume import BookMeta

XHTML = "application/xhtml+xml"
# Languages that are written from right to left, by their codes (ISO 639).
_RIGHT_TO_LEFT = frozenset("ar dv fa he ku ps sd ug ur yi".split())


@dataclass(frozen=True)
class Item:
    """A file of the package: its name in the package document, its path, its kind."""

    id: str
    file: str
    media_type: str
    properties: tuple[str, ...] = ()


def package(pages: Pages, meta: BookMeta, items: Sequence[Item], texts: Sequence[Text], modified: str) -> str:
    """The package document; `modified` is its date as EPUB writes it (section 5.5.5), `items` are in reading order."""
    return str(
        pages.render(
            "epub/package.opf",
            meta=meta,
            identifier=identifier(pages, meta),
            people=[(person.full_name, _filed(person)) for person in pages.survey.work.people],
            licence=licence_address(pages.survey),
            modified=modified,
            accessibility=list(_accessibility(texts)),
            items=items,
            rtl=right_to_left(meta.language),
        )
    )


def identifier(pages: Pages, meta: BookMeta) -> str:
    """What the publication is known by in all its releases: its DOI, else its address, else a name made of facts."""
    if doi := pages.survey.work.doi:
        return f"https://doi.org/{doi}"
    if meta.url:
        return meta.url
    facts = "\n".join([meta.title, *meta.authors])
    return uuid.uuid5(uuid.NAMESPACE_URL, facts).urn


def right_to_left(language: str) -> bool:
    """Whether a language is written so."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


def _filed(person: Person) -> str:
    """A name as a catalogue files it."""
    name = person.name
    if name.literal or not name.family:
        return person.full_name
    return ", ".join(filter(None, [name.family, " ".join(filter(None, [name.given, name.particle])), name.suffix]))


def _accessibility(texts: Sequence[Text]) -> Iterator[tuple[str, str]]:
    """What a reader who does not see, or sees otherwise, can count on (EPUB Accessibility 1.1, section 2)."""
    has = {name for text in texts for name in text.properties}
    images = [alternative for text in texts for _, alternative in text.images]
    pictures = "svg" in has or bool(images)
    told = pictures and all(images)
    yield "accessMode", "textual"
    if pictures:
        yield "accessMode", "visual"
    if not pictures or told:
        yield "accessModeSufficient", "textual"
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] * told + ["MathML"] * ("mathml" in has)
    yield from (("accessibilityFeature", feature) for feature in features)
    yield "accessibilityHazard", "none"
    means = ["headings and a table of contents lead through it"]
    means += ["images have alternative texts"] * told + ["formulas are MathML"] * ("mathml" in has)
    yield "accessibilitySummary", f"Text that adapts to its reader: {'; '.join(means)}. Nothing in it moves or sounds."
