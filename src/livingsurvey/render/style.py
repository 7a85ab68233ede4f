"""Labels of citations and the text of references, author-year (APA-like) and numeric (IEEE-like).

A formatter of our own: every CSL processor at hand took tens of seconds for 2,000 references. Author-year is the
default, because numbers would shift with each edit of a living survey.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from livingsurvey.model.survey import Survey
from livingsurvey.render.author_year import author_year
from livingsurvey.render.dates import year
from livingsurvey.render.numeric import numeric
from livingsurvey.render.people import alphabetical, sortable, who
from livingsurvey.render.reference_parts import full_title, title_html

_UNDATED = "n.d."


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
        """The labels by key. Works that would look alike get letters in the order of a list; numbers follow the first
        mentions, and then the store.
        """
        references = self.survey.references
        alike: dict[tuple[str, str], list[str]] = {}
        for key, reference in references.items():
            alike.setdefault((who(reference), year(reference) or _UNDATED), []).append(key)
        label: dict[str, tuple[str, str]] = {}
        for (name, date), keys in alike.items():
            if len(keys) == 1:
                label[keys[0]] = name, date
                continue
            hyphen = "" if date[-1].isdigit() or date.endswith("–") else "-"
            for place, key in enumerate(sorted(keys, key=self._places.__getitem__)):
                label[key] = name, date + hyphen + _letters(place)
        mentioned = [key for key in self.survey.cited_by if key in references]
        order = dict.fromkeys([*mentioned, *references])
        return {key: Label(*label[key], number) for number, key in enumerate(order, 1)}

    def order(self, keys: Iterable[str]) -> list[str]:
        """Keys as a reference list shows them: by number, or by names, year and title."""
        if self.numeric:
            return sorted(keys, key=lambda key: self.labels[key].number)
        return self.by_author(keys)

    def by_author(self, keys: Iterable[str]) -> list[str]:
        """Keys by names, year and title."""
        return sorted(keys, key=self._places.__getitem__)

    @cached_property
    def _places(self) -> Mapping[str, tuple[object, ...]]:
        """What a list by names is sorted by, for each key; without a date first, still to come last."""
        places = {}
        for key, reference in self.survey.references.items():
            date, told = reference.date, year(reference)
            when = (1, date.year) if date else (2 if told else 0, 0)
            places[key] = (alphabetical(reference), when, told, sortable(full_title(reference)), key)
        return places

    def text(self, key: str, title_link: str = "") -> Markup:
        """A reference's text as HTML; `title_link` is the address of its own page."""
        before, title, behind = self._known_texts.get(key) or self._made(key)
        if title_link:
            title = f'<a class="sv-work" href="{escape(title_link)}">{title}</a>'
        return Markup(before + title + behind)

    @cached_property
    def _known_texts(self) -> dict[str, tuple[str, str, str]]:
        """What stands before a text's title, the title, and what stands behind it: made once, shown on many pages."""
        return {}

    def _made(self, key: str) -> tuple[str, str, str]:
        reference = self.survey.references[key]
        marked = Markup("<a>{}</a>").format(title_html(full_title(reference) or "Untitled"))
        text = numeric(reference, marked) if self.numeric else author_year(reference, marked, self.labels[key].year)
        before, _, rest = str(text).partition("<a>")  # our own links all have an address
        title, _, behind = rest.partition("</a>")
        self._known_texts[key] = parts = before, title, behind
        return parts

    def listed(self, key: str) -> Markup:
        """A reference's text behind its number, if the style has numbers, for lists that do not set it apart."""
        return Markup("[{}] {}").format(self.labels[key].number, self.text(key)) if self.numeric else self.text(key)


def _letters(place: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
