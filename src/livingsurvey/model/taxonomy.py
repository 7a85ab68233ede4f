"""The terms by which a survey orders its works and chapters: what `taxonomy.yml` in the documents' folder says.

The file maps the id of a facet to its `label`, `description`, `color` and `terms`, and the id of a term to the same but
for `terms`, and to `also`, other words for it. Chapters name terms in their front matter, in a list under the facet's
id; entries name them among their `keywords`, as `facet:term`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from livingsurvey.model.shape import read
from livingsurvey.syntax import yaml
from livingsurvey.syntax.problem import Problem
from livingsurvey.syntax.source import Source, Span

TAXONOMY_FILE = "taxonomy.yml"
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442")
"""Colours that colour-blind readers can tell apart, after Okabe and Ito's "Color Universal Design" (2008)."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
# What a page says of itself under these names, and what the bibliography's address does, is something else.
_FACTS = frozenset("title description kind status searched due retired authors checked tags hide search".split())
_IN_ADDRESS = frozenset("find sort topic year type venue chapter".split())


@dataclass(frozen=True)
class Term:
    """A term of a facet; `span` is where its id stands, `label_span` its label. The colour is as `#0072b2`."""

    facet: str
    id: str
    label: str
    span: Span
    label_span: Span
    description: str = ""
    color: str = PALETTE[0]
    also: tuple[str, ...] = ()

    @property
    def keyword(self) -> str:
        """As entries name it."""
        return f"{self.facet}:{self.id}"


@dataclass(frozen=True)
class Facet:
    """A way to order works, with its terms by id in the file's order; `span` is where its id stands."""

    id: str
    label: str
    span: Span
    label_span: Span
    description: str = ""
    color: str = PALETTE[0]
    terms: Mapping[str, Term] = field(default_factory=dict)


@dataclass(frozen=True)
class Taxonomy:
    """The facets by id in the file's order, and what is wrong with the file. What does not fit is not among them."""

    source: Source
    facets: Mapping[str, Facet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def terms(self) -> Iterator[Term]:
        """All terms, facet by facet."""
        return (term for facet in self.facets.values() for term in facet.terms.values())

    def term(self, keyword: str) -> Term | None:
        """The term that a keyword names (`challenges:privacy`)."""
        facet, _, term = keyword.partition(":")
        return self.facets[facet].terms.get(term) if facet in self.facets else None

    def sorted(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """The terms in the file's order, each once."""
        wanted = {term.keyword for term in terms}
        return tuple(term for term in self.terms if term.keyword in wanted)


def read_taxonomy(source: Source) -> Taxonomy:
    """The facets and terms that a taxonomy.yml describes."""
    root, misfits = read(source, "taxonomy")
    given = root.get("facets") if root else None
    if root is None or given is None:
        return Taxonomy(source, problems=misfits)
    named = [(id_, span, node) for id_, span, node in given.items() if _ID.fullmatch(id_)]
    found = {
        id_: _facet(id_, span, node, PALETTE[number % len(PALETTE)])
        for number, (id_, span, node) in enumerate(named)
        if id_ not in _FACTS | _IN_ADDRESS
    }
    facets = {id_: facet for id_, facet in found.items() if facet.terms}
    return Taxonomy(source, facets, (*misfits, *(problem for id_, span, _ in named for problem in _taken(id_, span))))


def _taken(id_: str, span: Span) -> Iterator[Problem]:
    """A facet whose id means something else where it would stand."""
    if id_ in _FACTS:
        yield Problem(span, f"`{id_}` means something else in a front matter", "give the facet another id")
    elif id_ in _IN_ADDRESS:
        yield Problem(span, f"the bibliography has a facet `{id_}` of its own", "give this one another id")


def _facet(id_: str, span: Span, node: yaml.Node, color: str) -> Facet:
    color = _color(node, color)
    given = node.get("terms")
    terms = {
        term: _term(id_, term, place, each, color)
        for term, place, each in (given.items() if given else ())
        if _ID.fullmatch(term)
    }
    label, place = _label(node, id_, span)
    return Facet(id_, label, span, place, _text(node, "description"), color, terms)


def _term(facet: str, id_: str, span: Span, node: yaml.Node, color: str) -> Term:
    label, place = _label(node, id_, span)
    return Term(facet, id_, label, span, place, _text(node, "description"), _color(node, color), _words(node))


def _label(node: yaml.Node, id_: str, span: Span) -> tuple[str, Span]:
    """The label and its place; without one what the id says."""
    if label := _text(node, "label"):
        return label, node.value["label"][1].span
    return id_.replace("-", " ").capitalize(), span


def _text(node: yaml.Node, name: str) -> str:
    found = node.get(name)
    return " ".join(found.value.split()) if found and isinstance(found.value, str) else ""


def _color(node: yaml.Node, otherwise: str) -> str:
    given = _text(node, "color")
    return given.lower() if _COLOR.fullmatch(given) else otherwise


def _words(node: yaml.Node) -> tuple[str, ...]:
    also = node.get("also")
    given = also.value if also and isinstance(also.value, tuple) else ()
    return tuple(each.value for each in given if isinstance(each.value, str))
