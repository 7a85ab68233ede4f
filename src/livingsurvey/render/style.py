"""Labels of citations and the text of references, author-year (APA-like) and numeric (IEEE-like).

A formatter of our own: every CSL processor at hand took tens of seconds for 2,000 references. Author-year is the
default, because numbers would shift with each edit of a living survey.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

from markupsafe import Markup, escape

from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.render.math import formula
from livingsurvey.syntax.mask import formulas
from livingsurvey.syntax.names import Name, Names

# Longer lists of authors are cut in the text of a reference to this many names.
_SHOWN_AUTHORS = 8
_SHORT_TITLE = 5
_RANGE = re.compile(r"(?<=\d)\s*(?:--|-|–)\s*(?=\d)")


@dataclass(frozen=True)
class Label:
    """What a citation of a work shows: `who` and `year` (`2023a`), and its `number` in the numeric style."""

    who: str
    year: str
    number: int


@dataclass(frozen=True)
class Style:
    """How a survey cites: a label and a text for each of its references."""

    survey: Survey

    @property
    def numeric(self) -> bool:
        return self.survey.settings.style == "numeric"

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The labels by key. Works that would look alike get letters by title; numbers follow the first mentions."""
        references = self.survey.references
        alike: dict[tuple[str, str], list[str]] = {}
        for key, reference in references.items():
            alike.setdefault((who(reference), reference.year or "n.d."), []).append(key)
        suffix: dict[str, str] = {}
        for (_, year), keys in alike.items():
            if len(keys) > 1:
                keys.sort(key=lambda key: (references[key].title.casefold(), key))
                suffix |= {key: ("-" if year == "n.d." else "") + _letters(place) for place, key in enumerate(keys)}
        mentioned = [key for key in self.survey.cited_by if key in references]
        order = dict.fromkeys([*mentioned, *references])
        return {
            key: Label(who(references[key]), (references[key].year or "n.d.") + suffix.get(key, ""), number)
            for number, key in enumerate(order, 1)
        }

    def order(self, keys: Iterable[str]) -> list[str]:
        """Keys as a reference list shows them: by number, or by name, year and title."""
        if self.numeric:
            return sorted(keys, key=lambda key: self.labels[key].number)
        return sorted(keys, key=lambda key: (*map(_alphabetical, self._sorting(key)), key))

    def _sorting(self, key: str) -> tuple[str, str, str]:
        reference = self.survey.references[key]
        people = reference.authors.people or reference.editors.people
        first = people[0].literal or people[0].family if people else reference.title
        return first, self.labels[key].year, reference.title

    def text(self, key: str, title_link: str = "") -> Markup:
        """A reference's text as HTML; `title_link` is the address of its own page."""
        reference = self.survey.references[key]
        title = title_html(reference.title or "Untitled")
        if title_link:
            title = Markup('<a class="survey-work" href="{}">{}</a>').format(title_link, title)
        return _numeric(reference, title) if self.numeric else _author_year(reference, title, self.labels[key].year)


def who(reference: Reference) -> str:
    """Whom a label names: families of one or two, `A et al.` for more, a short title for nobody."""
    names = reference.authors if reference.authors.people else reference.editors
    families = [name.literal or _family(name) for name in names.people]
    if not families:
        words = reference.title.split()
        return " ".join(words[:_SHORT_TITLE]) + ("…" if len(words) > _SHORT_TITLE else "") or reference.key
    if len(families) > 2 or names.others:
        return f"{families[0]} et al."
    return " and ".join(families)


def display(name: Name) -> str:
    """A name in full, as one would say it."""
    return name.literal or " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def _family(name: Name) -> str:
    """A family name with its particle: `van der Maaten`."""
    return " ".join(part for part in (name.particle, name.family) if part)


def title_html(title: str) -> Markup:
    """A title with its formulas as MathML."""
    parts, at = [], 0
    for start, end, tex, _ in formulas(title):
        parts += [escape(title[at:start]), formula(tex, title[start:end])]
        at = end
    return Markup("").join([*parts, escape(title[at:])])


def _alphabetical(text: str) -> str:
    """What a text is sorted by: letters without accents and case."""
    return "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))


def _letters(place: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _initials(given: str) -> str:
    parts = re.split(r"[\s.]+", given.replace("-", " -"))
    return " ".join(
        ("-" if part.startswith("-") else "") + part.lstrip("-")[0] + "." for part in parts if part.lstrip("-")
    ).replace(" -", "-")


def _people(names: Names, inverted: bool) -> str:
    """A list of names: `McMahan, H. B., & Ramage, D.` or, not inverted, `H. B. McMahan and D. Ramage`."""

    def one(name: Name) -> str:
        if name.literal:
            return name.literal
        family = _family(name)
        initials = _initials(name.given)
        if inverted:
            return ", ".join(part for part in (family, initials, name.suffix) if part)
        return " ".join(part for part in (initials, family, name.suffix) if part)

    shown = [one(name) for name in names.people[:_SHOWN_AUTHORS]]
    last = " & " if inverted else " and "
    if names.others or len(names.people) > _SHOWN_AUTHORS:
        return ", ".join(shown) + ("," if inverted or len(shown) > 1 else "") + " et al."
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + ("," if inverted or len(shown) > 2 else "") + last + shown[-1]


def _whence(reference: Reference, within: str) -> Markup:
    """Venue, volume, number, pages and publisher, as far as they are known; `within` is the word before a book."""
    venue, publisher = reference.venue, reference["publisher"]
    parts: list[Markup | str] = []
    if venue and not (venue == "arXiv" and reference.arxiv):  # its link says so already
        in_book = reference.type in ("inproceedings", "incollection", "inbook", "conference")
        parts.append(Markup("{}<em>{}</em>").format(f"{within} " if in_book else "", venue))
    volume, number = reference["volume"], reference["number"]
    if volume:
        parts.append(Markup("<em>{}</em>{}").format(volume, f"({number})" if number else ""))
    elif number:
        parts.append(number)
    if pages := reference["pages"]:
        parts.append(("pp. " if re.search(r"\d\D+\d", pages) else "p. ") + _RANGE.sub("–", pages))
    if publisher and publisher != venue:
        parts.append(publisher)
    return Markup(", ").join(parts)


def _links(reference: Reference) -> Markup:
    """The addresses that a reader may want: DOI, else arXiv, else the work's own; an arXiv copy beside a DOI."""
    links = []
    if reference.doi:
        links.append(Markup('<a href="{}">doi:{}</a>').format(reference.doi_address, reference.doi))
    if reference.arxiv:
        links.append(Markup('<a href="https://arxiv.org/abs/{0}">arXiv:{0}</a>').format(reference.arxiv))
    if reference.url and not links:
        shown = re.sub(r"^https?://(www\.)?|/$", "", reference.url)
        links.append(Markup('<a href="{}">{}</a>').format(reference.url, shown))
    return Markup(" ").join(links)


def _sentence(text: Markup | str) -> Markup:
    """With a full stop, unless it ends with a mark of its own."""
    bare = re.sub(r"<[^>]*>", "", text).rstrip()
    return escape(text) + ("" if not bare or bare[-1] in ".?!" else ".")


def _author_year(reference: Reference, title: Markup, year: str) -> Markup:
    people = _people(reference.authors, inverted=True)
    if not people and reference.editors.people:
        people = _people(reference.editors, inverted=True) + (
            " (Eds.)" if len(reference.editors.people) > 1 else " (Ed.)"
        )
    book = reference.type in ("book", "phdthesis", "mastersthesis", "techreport")
    shown = Markup("<em>{}</em>").format(title) if book else title
    head = escape(f"{people} ({year}).") if people else Markup("{} ({}).").format(shown, year)
    parts = [head, _sentence(shown) if people else "", _sentence(_whence(reference, "In")), _links(reference)]
    return Markup(" ").join(part for part in parts if part)


def _numeric(reference: Reference, title: Markup) -> Markup:
    people = _people(reference.authors, inverted=False)
    if not people and reference.editors.people:
        people = _people(reference.editors, inverted=False) + (
            ", Eds." if len(reference.editors.people) > 1 else ", Ed."
        )
    parts = [people, Markup("“{}”").format(title), _whence(reference, "in"), reference.year]
    return Markup(" ").join([_sentence(Markup(", ").join(part for part in parts if part)), _links(reference)]).strip()
