"""The text of a reference in the numeric style, after the IEEE's Editorial Style Manual.

Which parts a kind of work has, and their order, is as in the style's CSL file (`ieee` of the Citation Style Language
project). Titles keep the store's capitals.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from livingsurvey.model.reference import Reference
from livingsurvey.render.dates import accessed, day, month, year
from livingsurvey.render.people import creators, editing, straight
from livingsurvey.render.reference_parts import (
    Parts,
    arxiv_link,
    container,
    edition,
    emphasised,
    genre,
    link,
    marked,
    pages,
    place,
    publisher,
    quoted,
    ranges,
    spaced,
    web_address,
)
from livingsurvey.syntax.names import Names

_ITALIC_TITLES = frozenset({"book", "law", "software", "standard"})


def numeric(reference: Reference, title: Markup) -> Markup:
    """The text without its number; `title` is the work's title as HTML."""
    people, role = creators(reference)
    names = straight(people, "and", cut=role != "editor")
    if role == "editor":
        names = f"{names}, {editing(people)}"
    # The title of an `@inbook` may be that of the book.
    kind = "book" if reference.kind == "chapter" and not container(reference) else reference.kind
    shown = emphasised(title) if kind in _ITALIC_TITLES else quoted(title)
    sentences = _FORMS.get(kind, _other)(reference, [names, shown])
    *before, last = [[part for part in sentence if part] for sentence in sentences if any(sentence)]
    access = _access(reference)
    end = "," if kind == "article" and reference.doi else "."  # an article's DOI is one more of its parts
    text = [marked(sentence, ",", ".") for sentence in before]
    return spaced(*text, marked([*last, arxiv_link(reference)], ",", end), access)


# Each form gives a text's sentences, as parts with commas between them, from names and title on.


def _article(reference: Reference, head: Parts) -> list[Parts]:
    where = f"Art. no. {reference['eid']}" if reference["eid"] else pages(reference)
    return [[*head, emphasised(container(reference)), *_locators(reference), where, month(reference)]]


def _paper(reference: Reference, head: Parts) -> list[Parts]:
    series = f"in {reference['series']}" if reference["series"] else ""
    volume = f"vol. {reference['volume']}" if reference["volume"] else ""
    proceedings = [*head, _within(reference), _editors(reference), series, volume]
    imprint = [_imprint(reference), month(reference), pages(reference)]
    return [proceedings, imprint] if series else [[*proceedings, *imprint]]


def _chapter(reference: Reference, head: Parts) -> list[Parts]:
    series = f"in {reference['series']}" if reference["series"] else ""
    book = [_within(reference), *_locators(reference), _editors(reference), series]
    return [[*head, *book, _imprint(reference), year(reference), _chapter_number(reference), pages(reference)]]


def _book(reference: Reference, head: Parts) -> list[Parts]:
    series = f"in {reference['series']}" if reference["series"] else ""
    imprint = [_imprint(reference), year(reference), _chapter_number(reference), pages(reference)]
    return [[*head, *_locators(reference), series], imprint]


def _thesis(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, genre(reference), publisher(reference), year(reference)]]


def _report(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, publisher(reference), place(reference), _number(reference), month(reference)]]


def _preprint(reference: Reference, head: Parts) -> list[Parts]:
    where = "" if reference.arxiv else reference["eprinttype"] or container(reference) or publisher(reference)
    return [[*head, day(reference), emphasised(where)]]


def _software(reference: Reference, head: Parts) -> list[Parts]:
    version, made = reference["version"], day(reference)
    told = f"Version {version}" if version else ""
    return [[*head, told], [f"({made})" if made else ""], [genre(reference)], [publisher(reference)]]


def _standard(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, _number(reference), place(reference), day(reference)]]


def _law(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, _number(reference)], [year(reference)]]


def _patent(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, reference["number"], day(reference)]]


def _webpage(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, _publisher_beside(reference), day(reference)]]


def _manuscript(reference: Reference, head: Parts) -> list[Parts]:
    return [[*head, publisher(reference), pages(reference), day(reference)]]


def _other(reference: Reference, head: Parts) -> list[Parts]:
    work = [*head, emphasised(container(reference)), *_locators(reference)]
    return [work, [publisher(reference), pages(reference), day(reference)]]


_FORMS: dict[str, Callable[[Reference, Parts], list[Parts]]] = {
    "article": _article,
    "paper": _paper,
    "chapter": _chapter,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "software": _software,
    "standard": _standard,
    "law": _law,
    "patent": _patent,
    "webpage": _webpage,
    "manuscript": _manuscript,
}


def _within(reference: Reference) -> Markup:
    within = container(reference)
    return Markup("in ") + emphasised(within) if within else Markup("")


def _editors(reference: Reference) -> str:
    """`L. Lime and M. Myrtle, Eds.`, unless they stand at the head."""
    editors = reference.editors if reference.authors.people else Names()
    return f"{straight(editors, 'and')}, {editing(editors)}" if editors.people else ""


def _locators(reference: Reference) -> list[str]:
    volume, issue = reference["volume"], reference["number"] or reference["issue"]
    return [edition(reference), f"vol. {volume}" if volume else "", f"no. {ranges(issue)}" if issue else ""]


def _chapter_number(reference: Reference) -> str:
    return f"ch. {reference['chapter']}" if reference["chapter"] else ""


def _imprint(reference: Reference) -> str:
    """`Berlin: Forest Press`."""
    return ": ".join(part for part in (place(reference), publisher(reference)) if part)


def _number(reference: Reference) -> str:
    """`Technical Report TR-17`."""
    return " ".join(part for part in (genre(reference), reference["number"]) if part)


def _publisher_beside(reference: Reference) -> str:
    found = publisher(reference)
    return "" if any(name.literal == found for name in creators(reference)[0].people) else found


def _access(reference: Reference) -> Markup | str:
    """The work's lasting address: its DOI, else the page with the day on which it was seen."""
    address = web_address(reference)
    if reference.doi and (reference.kind != "webpage" or not address):
        return Markup("doi: {}.").format(link(reference.doi_address, reference.doi))
    if not address:
        return ""
    seen = accessed(reference, short=True)
    online = "[Online]." if seen or reference.kind == "webpage" else ""
    return spaced(f"Accessed: {seen}." if seen else "", online, "Available:", link(address, address))
