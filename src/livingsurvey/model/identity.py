"""Whether entries describe the same work: by an identifier, or by title and first author.

Entries of one key are never compared: the second is either a mistake of its own or corrects the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.identifiers import arxiv_in, isbn
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.letters import words

WHOLE_BOOKS = frozenset({
    "book", "mvbook", "booklet", "collection", "mvcollection", "proceedings", "mvproceedings", "reference",
    "mvreference", "manual",
})  # fmt: skip

_WITH_ISBN = WHOLE_BOOKS - {"booklet", "manual"}

# The types whose works may well share title and author with a paper; all others are papers of some kind.
_KINDS = dict.fromkeys(WHOLE_BOOKS, "book")
_KINDS |= dict.fromkeys(("inbook", "bookinbook", "suppbook"), "part of a book")
_KINDS |= dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis")
_KINDS |= dict.fromkeys(("software", "dataset", "patent", "review", "video", "audio", "artwork"), "no text of its own")
# What tells works of a kind apart that have title and author in common.
_TELLING = {
    "book": ("edition", "volume", "part", "version"),
    "part of a book": ("edition", "volume", "chapter", "pages"),
    "no text of its own": ("edition", "version", "number", "year", "date"),
    "paper": ("part", "version"),
}
# Titles that an author may give to a piece every year.
_RECURRING = frozenset({
    "abstract", "afterword", "booksreceived", "comment", "conclusion", "conclusions", "correction", "discussion",
    "editorial", "editorsnote", "erratum", "foreword", "fromtheeditor", "geleitwort", "guesteditorial", "index",
    "introduction", "introductiontothespecialissue", "letter", "letters", "nachwort", "news", "obituary", "overview",
    "postface", "preface", "prologue", "remarks", "reply", "response", "review", "summary", "vorwort",
})  # fmt: skip

_LINKS = frozenset({"crossref", "xref", "xdata", "related", "entryset"})
_CONTAINERS = frozenset({"xdata", "set"})  # biblatex's types that are no works

_VENUES = ("journal", "journaltitle", "booktitle")


def own(reference: Reference) -> Reference:
    """The reference without what it inherits: an identifier of the whole volume is none of a part."""
    return Reference(reference.entry) if reference.inherited else reference


def doi_of(reference: Reference) -> str:
    """The DOI that the entry itself gives, in lower case: case tells no DOIs apart (DOI Handbook, section 2.4).

    Parts of a book that has one DOI are told apart by their pages or chapters.
    """
    found = own(reference).doi.lower() if reference.entry.field("doi") or reference.entry.field("url") else ""
    if not found:
        return ""
    if _kind(reference) != "part of a book":
        return found
    return " ".join((found, *(reference[name] for name in ("chapter", "pages"))))


def arxiv_of(reference: Reference) -> str:
    """The arXiv identifier that the entry itself gives as `eprint`, or as a DOI (`10.48550/arXiv.2311.08105`)."""
    found = own(reference).arxiv if reference.entry.field("eprint") or reference.entry.field("arxiv") else ""
    given = reference.entry.field("doi")
    return found or (arxiv_in(address(given.value)) if given and "arxiv" in given.value.lower() else "")


def book_isbn_of(reference: Reference) -> str:
    """The ISBN that a whole book itself gives, with its volume, if it says one."""
    if reference.type not in _WITH_ISBN or not (field := reference.entry.field("isbn")):
        return ""
    found = isbn(address(field.value))
    return found and " ".join((found, reference["volume"], reference["part"]))


def identifiers_in_common(one: Reference, other: Reference) -> bool:
    """Whether two entries give the same DOI or arXiv identifier themselves, or are whole books of the same ISBN."""
    return any(fact(one) and fact(one) == fact(other) for fact in (doi_of, arxiv_of, book_isbn_of))


def sharing(references: Iterable[Reference], fact: Callable[[Reference], str]) -> Iterator[tuple[Reference, Reference]]:
    """Each reference that has a fact in common with an earlier one of another key, behind the first such.

    Empty facts are none; entries that name each other by `crossref`, `related` and the like have a right to it.
    """
    first: dict[str, Reference] = {}
    for reference in references:
        if value := fact(reference):
            known = first.setdefault(value, reference)
            if known.key != reference.key and not _linked(known, reference):
                yield known, reference


def same_works(references: Iterable[Reference]) -> Iterator[tuple[Reference, ...]]:
    """Two or more references of different keys with the same title and first author, that nothing tells apart.

    Editions, volumes and parts of a book tell works apart; so do years, where a body reports every year or the title
    is one that comes again ("Editorial").
    """
    by_title: dict[str, dict[str, Reference]] = {}
    for reference in references:
        if reference.type not in _CONTAINERS and (title := _title(reference)):
            by_title.setdefault(title, {}).setdefault(reference.key, reference)
    for title, candidates in by_title.items():
        if len(candidates) == 1:
            continue  # most titles: their authors need not be read
        works: dict[tuple[str, ...], list[Reference]] = {}
        for reference in candidates.values():
            if author := _first_author(reference):
                works.setdefault((author, *_telling(reference, title)), []).append(reference)
        for same in works.values():
            apart = [same[0], *(reference for reference in same[1:] if not _linked(same[0], reference))]
            if len(apart) > 1:
                yield tuple(apart)


def is_preprint(reference: Reference) -> bool:
    """Whether the entry describes a preprint or manuscript: on arXiv, bioRxiv, SSRN or the like, in no venue."""
    return reference.kind in ("preprint", "manuscript")


def is_published(reference: Reference) -> bool:
    """Whether the entry describes a paper that appeared in a journal, a book or proceedings."""
    return _kind(reference) == "paper" and any(reference[name] for name in _VENUES) and not is_preprint(reference)


def _linked(one: Reference, other: Reference) -> bool:
    """Whether one entry names the other as its container, or as related to it."""
    return _names(one, other.key) or _names(other, one.key)


def _names(reference: Reference, key: str) -> bool:
    return any(
        key in [name.strip() for name in field.value.split(",")]
        for field in reference.entry.fields
        if field.name in _LINKS
    )


def _title(reference: Reference) -> str:
    """Title and subtitle without case, accents, blanks and punctuation."""
    return "".join(words(f"{reference['title']} {reference['subtitle']}"))


def _first_author(reference: Reference) -> str:
    """The last word of the first author's family name (particles differ in spelling), or a body's name."""
    people = reference.authors.people or reference.editors.people
    if not people:
        return ""
    name = people[0]
    return "".join(words(name.literal)) or (words(name.family) or [""])[-1]


def _kind(reference: Reference) -> str:
    return _KINDS.get(reference.type, "paper")


def _telling(reference: Reference, title: str) -> tuple[str, ...]:
    """The facts by which works of one title and author can be told apart."""
    kind = _kind(reference)
    facts = [reference[name] for name in _TELLING.get(kind, ())]
    people = reference.authors.people or reference.editors.people
    if title in _RECURRING or people[0].literal:
        facts.append(reference.year)
    return kind, *facts
