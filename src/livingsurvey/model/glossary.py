"""The terms that a survey defines: what `glossary.yml` in the documents' folder says.

The file maps a term to its definition: to a text alone, or to `definition` and, where there are any, `acronym`, `also`
(other words for it) and `see` (other terms). A definition is a paragraph of Markdown that may cite. The form stands in
`schemas/glossary.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markdown.extensions.toc import slugify

from livingsurvey.model.data_text import DataPassage, DataText, data_text
from livingsurvey.model.shape import read
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

GLOSSARY_FILE = "glossary.yml"
GLOSSARY_PAGE = "glossary/index.md"
"""Where the terms are listed if no page of the survey's own has the block for them."""


@dataclass(frozen=True)
class Word:
    """A way to write a term, and where the file says so."""

    text: str
    span: Span


@dataclass(frozen=True)
class Term:
    """A term and its definition; `see` are the terms that a reader is sent on to, by name, acronym or other word."""

    word: Word
    definition: DataText
    acronym: Word | None = None
    also: tuple[Word, ...] = ()
    see: tuple[Word, ...] = ()

    @property
    def name(self) -> str:
        return self.word.text

    @property
    def title(self) -> str:
        """The name, and the acronym behind it: `Differential privacy (DP)`."""
        return f"{self.name} ({self.acronym.text})" if self.acronym else self.name

    @property
    def words(self) -> tuple[Word, ...]:
        """Every way to write it, the name first."""
        return (self.word, *((self.acronym,) if self.acronym else ()), *self.also)


@dataclass(frozen=True)
class Glossary:
    """The terms in the file's order, and what is wrong with it. A term without a definition is not among them."""

    source: Source
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def alphabetical(self) -> tuple[Term, ...]:
        """The terms as a page lists them."""
        return tuple(sorted(self.terms, key=lambda term: (term.name.casefold(), term.name)))

    @property
    def texts(self) -> Iterator[DataText]:
        """The definitions, which are Markdown, in the file's order."""
        return (term.definition for term in self.terms)

    @cached_property
    def passages(self) -> tuple[DataPassage, ...]:
        """The definitions that cite, in the order of the page."""
        found = (DataPassage(term.definition.groups, (term.title,), term.definition) for term in self.alphabetical)
        return tuple(passage for passage in found if passage.groups)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The part of an address that each term has, by its name: `differential-privacy`."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for term in self.alphabetical:
            base = slugify(term.name, "-") or "term"
            slug, number = base, 1
            while slug in taken:
                number += 1
                slug = f"{base}-{number}"
            taken.add(slug)
            found[term.name] = slug
        return found

    def anchor(self, term: Term) -> str:
        """The id of a term's entry on the page that lists them."""
        return f"term-{self.ids[term.name]}"

    @cached_property
    def by_word(self) -> Mapping[str, Term]:
        """The terms by every word for them in small letters; of several that claim one word, the first."""
        found: dict[str, Term] = {}
        for term in self.terms:
            for word in term.words:
                found.setdefault(word.text.casefold(), term)
        return found


def read_glossary(source: Source) -> Glossary:
    """The terms that a glossary.yml defines."""
    root, problems = read(source, "glossary")
    found = (_term(Word(name, span), node) for name, span, node in root.items()) if root else ()
    return Glossary(source, tuple(term for term in found if term), problems)


def _term(word: Word, node: yaml.Node) -> Term | None:
    text = node.get("definition") if isinstance(node.value, dict) else node
    if text is None or not isinstance(text.value, str) or not text.value.strip() or not word.text.strip():
        return None
    acronym = next(_words(node.get("acronym")), None)
    return Term(word, data_text(text), acronym, tuple(_words(node.get("also"))), tuple(_words(node.get("see"))))


def _words(node: yaml.Node | None) -> Iterator[Word]:
    """The words of a list, or the one that stands in its place."""
    for each in node.value if node and isinstance(node.value, tuple) else (node,) if node else ():
        if isinstance(each.value, str) and each.value.strip():
            yield Word(each.value, each.span)
