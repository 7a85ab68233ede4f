"""TAB001."""

import re
from collections.abc import Iterable, Iterator

from livingsurvey.check.guesses import Guesses
from livingsurvey.check.pages.front_matter import LISTS, OURS, THEIRS
from livingsurvey.check.rule import rule
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.model.tagging import named
from livingsurvey.model.taxonomy import Facet, Taxonomy, Term
from livingsurvey.syntax.bibtex.edit import found
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span
from livingsurvey.syntax.yaml import Node

_BETWEEN = re.compile(r"[\W_]+")


@rule("TAB001", fix="safe")
def unknown_term(survey: Survey) -> Iterator[Problem]:
    """A page or an entry names a term that the survey's taxonomy does not have.

    What stands under a facet's id in a front matter, and what an entry's `keywords` name as `facet:term`, are ids of
    terms in `taxonomy.yml`. A page or work with another word is missing on the term's page and in every count. Keywords
    without a facet are free. The fix is safe where a term is written otherwise, as by its label.

    Wrong:

        challenges: [privacy, netwrok-scalability]

    Right:

        challenges: [privacy, network-scalability]
    """
    if not (taxonomy := survey.taxonomy):
        return
    words = _Words(taxonomy)
    for chapter in survey.chapters:
        yield from _in_front_matter(chapter, words)
    for reference in survey.references.values():
        for keyword in reference.keywords:
            if ":" in keyword and not taxonomy.term(keyword):
                yield from _in_keywords(reference, keyword, words)


class _Words:
    """What somebody may have meant by a word that is no term, or no facet."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._guesses = Guesses()

    def facet(self, name: str, word: str) -> Facet | None:
        """The facet whose id is nearly this and which has the word as a term."""
        facet = self.taxonomy.facets.get(self._guesses.near(name, tuple(self.taxonomy.facets), "facets") or "")
        return facet if facet and word in facet.terms else None

    def meant(self, name: str, nodes: Iterable[Node]) -> Facet | None:
        """The facet whose id is nearly that of a list with terms of it."""
        found = (self.facet(name, node.value) for node in nodes if isinstance(node.value, str))
        return next(filter(None, found), None)

    def same(self, facet: Facet, word: str) -> Term | None:
        """The term that has the word as its id or label, in whatever capitals and with whatever between its parts."""
        wanted = _folded(word)
        return next((term for term in facet.terms.values() if wanted in (term.id, _folded(term.label))), None)

    def near(self, facet: Facet, word: str) -> Term | None:
        """The term that has the word as another name, or an id that is nearly this."""
        wanted = _folded(word)
        also = (term for term in facet.terms.values() if wanted in map(_folded, term.also))
        return next(also, None) or facet.terms.get(self._guesses.near(wanted, tuple(facet.terms), facet.id) or "")

    def problem(self, facet: Facet, word: str, span: Span, as_keyword: bool) -> Problem:
        """A word at a place that is no term of a facet."""
        message = f"`{facet.id}` has no term `{word}`" if word else f"a term of `{facet.id}` is missing here"
        same = self.same(facet, word)
        if meant := same or self.near(facet, word):
            text = meant.keyword if as_keyword else meant.id
            fix = Fix((Edit(span, text),), safe=same is not None)
            return Problem(span, message, f"did you mean `{text}`?", fix=fix)
        for other in self.taxonomy.facets.values():
            if word in other.terms:
                return Problem(span, message, f"it is a term of `{other.id}`")
        return Problem(span, message, f"choose one of {', '.join(facet.terms)}, or add it to the taxonomy")


def _folded(word: str) -> str:
    return _BETWEEN.sub("-", word.casefold()).strip("-")


def _in_front_matter(chapter: Chapter, words: _Words) -> Iterator[Problem]:
    for name, key, _ in chapter.front_matter.items() if chapter.front_matter else ():
        if facet := words.taxonomy.facets.get(name):
            for node in named(chapter, name):
                if isinstance(node.value, str) and node.value not in facet.terms:
                    yield words.problem(facet, node.value, node.span, as_keyword=False)
                elif not isinstance(node.value, str) and name not in LISTS:  # of which DOC001 tells
                    hint = f"write each term as one text: {name}: [{next(iter(facet.terms))}]"
                    yield Problem(_first_line(node), f"what `{name}` lists are no terms", hint)
        elif name not in OURS and name not in THEIRS and (facet := words.meant(name, named(chapter, name))):
            fix = None if named(chapter, facet.id) else Fix((Edit(key, facet.id),))
            yield Problem(key, f"the taxonomy has no facet `{name}`", f"did you mean `{facet.id}`?", fix=fix)


def _first_line(node: Node) -> Span:
    return node.span.source.span(node.span.start, node.span.start + len(node.span.text.split("\n")[0]))


def _in_keywords(reference: Reference, keyword: str, words: _Words) -> Iterator[Problem]:
    """What is wrong with a keyword in two parts; one of no facet is free, unless it is a slip for one of a facet."""
    name, _, word = (part.strip() for part in keyword.partition(":"))
    if facet := words.taxonomy.facets.get(name):
        yield words.problem(facet, word, _place(reference, keyword), as_keyword=True)
    elif facet := words.facet(name, word):
        span, meant = _place(reference, keyword), facet.terms[word].keyword
        fix = Fix((Edit(span, meant),)) if span.text == keyword else None
        yield Problem(span, f"the taxonomy has no facet `{name}`", f"did you mean `{meant}`?", fix=fix)


def _place(reference: Reference, keyword: str) -> Span:
    """Where a keyword stands; where it is written in LaTeX, the whole value."""
    field = reference.field("keywords")
    if field is None:
        return reference.entry.key_span
    pattern = re.compile(rf"(?<=[,;{{\"])\s*({re.escape(keyword)})(?=\s*(?:[,;]|\Z))")
    places = (Span(field.source, *match.span(1)) for match, _ in found(field, pattern))
    return next(places, field.value_span)
