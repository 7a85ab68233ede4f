"""The text of a reference in the author-year style, after the seventh edition of the APA's Publication Manual.

Which parts a kind of work has, and their order, is as in the style's CSL file (`apa` of the Citation Style Language
project). Titles keep the store's capitals.
"""

from __future__ import annotations

from markupsafe import Markup

from livingsurvey.model.reference import Reference
from livingsurvey.render.dates import accessed, month_and_day
from livingsurvey.render.people import creators, editing, inverted, straight
from livingsurvey.render.reference_parts import (
    DOI,
    arxiv_link,
    container,
    edition,
    emphasised,
    genre,
    link,
    marked,
    page_numbers,
    pages,
    publisher,
    ranges,
    spaced,
    web_address,
)
from livingsurvey.syntax.names import Names, names

# Their titles are plain within the title of what they are part of.
_PARTS = frozenset({"article", "paper", "chapter"})
_STAND_ALONE = frozenset({"book", "chapter", "report", "software", "dataset", "standard", "manuscript", "other"})
_NUMBERED = frozenset({"law", "patent"})
_DESCRIPTIONS = {"software": "Computer software", "dataset": "Dataset"}
_GENRES = {"PhD thesis": "Doctoral dissertation"}


def author_year(reference: Reference, title: Markup, year: str) -> Markup:
    """The text; `title` is the work's title as HTML, `year` its year as the label has it (`2023a`, `n.d.`)."""
    if reference.kind == "law":
        number = _numbered(reference)
        text = Markup("{} ({}).").format(Markup(", ").join([title, number] if number else [title]), year)
    else:
        text = marked([*_head(reference, title, year), *_source(reference)], ".", ".")
    return spaced(text, _address(reference))


def _head(reference: Reference, title: Markup, year: str) -> list[Markup | str]:
    """Names, date and title; of a work by nobody its title, date and description."""
    people, role = creators(reference)
    shown = title if reference.kind in _PARTS and container(reference) else emphasised(title)
    identifier = "; ".join(part for part in _identifiers(reference, role) if part)
    work = spaced(shown, f"({identifier})" if identifier else "")
    description = _description(reference)
    day = month_and_day(reference) if reference.kind == "webpage" else ""
    date = f"({year}, {day})" if day else f"({year})"
    if not people.people:
        return [work, date, description]
    name = inverted(people)
    return [f"{name} ({editing(people)})" if role == "editor" else name, date, spaced(work, description)]


def _identifiers(reference: Reference, role: str) -> list[str]:
    """What stands in parentheses behind a title: other people, number, version, edition, volume and pages."""
    in_container = reference.kind in _PARTS and bool(container(reference))
    found = []
    if role == "author" and reference.editors.people and not in_container:
        found.append(f"{straight(reference.editors, '&')}, {editing(reference.editors)}")
    if translators := names(reference.raw("translator")).people:
        found.append(f"{straight(Names(translators), '&')}, Trans.")
    if reference.kind in ("report", "standard"):
        found.append(_numbered(reference))
    elif reference.kind == "patent":
        found.append(_numbered(reference, "Patent"))
    if reference.kind in _STAND_ALONE and not in_container:
        found.append(_volume(reference))
    return found


def _numbered(reference: Reference, kind: str = "") -> str:
    """`Technical Report TR-17`, `Patent No. 9999999`; nothing without a number."""
    number = reference["number"]
    label = "No." if reference.kind in _NUMBERED or (number.isdecimal() and reference.kind == "report") else ""
    return " ".join(word for word in (genre(reference) or kind, label, number) if word) if number else ""


def _volume(reference: Reference) -> str:
    """`Version 2, 3rd ed., Vol. 4, pp. 55–60`, as far as it is known."""
    version, volume = reference["version"], reference["volume"]
    parts = (version and f"Version {version}", edition(reference), volume and f"Vol. {volume}", pages(reference))
    return ", ".join(part for part in parts if part)


def _description(reference: Reference) -> str:
    """What stands in brackets behind a title: of what form the work is, where one would not know."""
    kind, told = reference.kind, genre(reference)
    if kind == "thesis":
        told = _GENRES.get(told, told)
        parts = [told, publisher(reference)] if _has_address(reference) else [told]
        told = ", ".join(part for part in parts if part)
    elif kind == "manuscript":
        told = told or ("" if _has_address(reference) else "Unpublished manuscript")
    elif kind == "preprint":
        told = told or ("" if _archive(reference) else "Preprint")
    elif kind in ("patent", "standard") or (kind == "report" and reference["number"]):
        told = ""
    else:
        told = told or _DESCRIPTIONS.get(kind, "")
    return f"[{told[:1].upper()}{told[1:]}]" if told else ""


def _source(reference: Reference) -> list[Markup | str]:
    """Where a work appeared, and an arXiv copy of one that appeared elsewhere."""
    kind, within = reference.kind, container(reference)
    if kind == "thesis":
        source = ["" if _has_address(reference) else publisher(reference)]
    elif kind == "preprint":
        return [_archive(reference)]
    elif kind == "article" or (kind == "paper" and within and not reference.editors.people):
        source = [_serial(reference, within)]
    elif kind not in _PARTS or not within:
        source = [_other_publisher(reference)]
    else:
        source = [_book(reference, within), _other_publisher(reference)]
    copy = arxiv_link(reference) if reference.doi or web_address(reference) else ""
    return [*source, copy]


def _serial(reference: Reference, within: str) -> Markup:
    """`*Journal*, *3*(2), 12–19`."""
    issue, eid = reference["number"] or reference["issue"], reference["eid"]
    volume = emphasised(reference["volume"]) + (f"({ranges(issue)})" if issue else "")
    where = f"Article {eid}" if eid else page_numbers(reference)
    return spaced(emphasised(within), emphasised(reference["series"]), volume, where, by=", ")


def _book(reference: Reference, within: str) -> Markup:
    """`In L. Lime (Ed.), *Book* (3rd ed., pp. 55–60)`."""
    editors = reference.editors
    by = f"{straight(editors, '&')} ({editing(editors)})" if editors.people else ""
    volume = _volume(reference)
    return spaced("In", spaced(by, emphasised(within), by=", "), f"({volume})" if volume else "")


def _other_publisher(reference: Reference) -> str:
    """The publisher, unless the work's head names it."""
    found = publisher(reference)
    return "" if any(name.literal == found for name in creators(reference)[0].people) else found


def _archive(reference: Reference) -> str:
    """Where a preprint is deposited."""
    if reference.arxiv:
        return "arXiv"
    return reference["eprinttype"] or reference["archiveprefix"] or container(reference) or publisher(reference)


def _has_address(reference: Reference) -> bool:
    return bool(reference.doi or reference.arxiv or web_address(reference))


def _address(reference: Reference) -> Markup | str:
    """The work's lasting address in full, as a link."""
    if reference.doi:
        return link(reference.doi_address, DOI + reference.doi)
    address = web_address(reference)
    if not address:
        return link(at := f"https://arxiv.org/abs/{reference.arxiv}", at) if reference.arxiv else ""
    seen = accessed(reference) if not reference.date else ""
    return spaced(f"Retrieved {seen}, from" if seen else "", link(address, address))
