"""How many works, chapters or rows of tables have each pair of terms of two facets, as `/// evidence-map` asks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.model.tagging import Tagged, Tagging
from livingsurvey.model.taxonomy import Facet, Taxonomy, Term
from livingsurvey.syntax.markdown.generated_blocks import GeneratedBlock
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

COUNTS = ("references", "chapters", "rows")
"""What a map may count; the first where it does not say."""

_FORM = "write `/// evidence-map | rows=<facet> columns=<facet>`"
_NAMES = ("rows", "columns", "count")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class EvidenceMap:
    """The map of two facets. `found` holds by the terms' keywords what it counts: keys of works, paths of chapters, or
    rows as links name them (`tables/privacy/index.md#tbl-privacy--dp`).

    Only what has a term of both facets is counted, in the totals, too, and each once.
    """

    rows: Facet
    columns: Facet
    count: str
    found: Mapping[str, frozenset[str]]

    @property
    def row_terms(self) -> Sequence[Term]:
        return tuple(self.rows.terms.values())

    @property
    def column_terms(self) -> Sequence[Term]:
        return tuple(self.columns.terms.values())

    def having(self, *terms: Term) -> frozenset[str]:
        """What has all of these terms, and some term of each facet."""
        return self.all.intersection(*(self.found[term.keyword] for term in terms))

    @cached_property
    def all(self) -> frozenset[str]:
        """What has a term of each facet."""
        return self._any(self.row_terms) & self._any(self.column_terms)

    @cached_property
    def most(self) -> int:
        """How much is in the fullest cell."""
        return max(len(self.having(row, column)) for row in self.row_terms for column in self.column_terms)

    def _any(self, terms: Sequence[Term]) -> frozenset[str]:
        return frozenset().union(*(self.found[term.keyword] for term in terms))


def evidence_map(tagging: Tagging, block: GeneratedBlock) -> EvidenceMap | None:
    """The map that a block asks for; `None` where it does not ask for one that there is."""
    taxonomy, asked = tagging.survey.taxonomy, _asked(block)
    if not taxonomy or any(problems(taxonomy, block)):
        return None
    count = asked["count"].text if "count" in asked else COUNTS[0]
    found = {keyword: frozenset(_counted(tagged, count)) for keyword, tagged in tagging.tagged.items()}
    facets = taxonomy.facets
    return EvidenceMap(facets[asked["rows"].text], facets[asked["columns"].text], count, found)


def _counted(tagged: Tagged, count: str) -> Iterable[str]:
    match count:
        case "chapters":
            return (chapter.path for chapter in tagged.chapters)
        case "rows":
            return (f"{each.table.page}#{each.anchor}" for each in tagged.rows)
        case _:
            return tagged.works


def problems(taxonomy: Taxonomy | None, block: GeneratedBlock) -> Iterator[Problem]:
    """Why a block asks for no map that there is."""
    if not taxonomy or not taxonomy.facets:
        hint = "describe facets and terms in taxonomy.yml, or take the block out"
        yield Problem(_opening(block), "an evidence map needs a taxonomy, and this survey has none", hint)
        return
    for word in _words(block):
        name, equals, _ = word.text.partition("=")
        if not equals or name not in _NAMES:
            near = difflib.get_close_matches(name, _NAMES, 1)
            place = word.source.span(word.start, word.start + len(name))
            yield _unknown(
                word, f"`{word.text}` means nothing to an evidence map", place, near if equals else [], _FORM
            )
    asked = _asked(block)
    for name in ("rows", "columns"):
        if name not in asked:
            yield Problem(_opening(block), f"this evidence map does not say what its {name} are", _FORM)
        elif (facet := asked[name].text) not in taxonomy.facets:
            near = difflib.get_close_matches(facet, taxonomy.facets, 1)
            message, hint = f"the taxonomy has no facet `{facet}`", f"choose one of {', '.join(taxonomy.facets)}"
            yield _unknown(asked[name], message, asked[name], near, hint)
    if "rows" in asked and "columns" in asked and asked["rows"].text == asked["columns"].text:
        yield Problem(asked["columns"], "rows and columns of this evidence map are the same facet", "choose another")
    if "count" in asked and asked["count"].text not in COUNTS:
        hint = f"choose one of {', '.join(COUNTS)}"
        yield Problem(asked["count"], f"an evidence map does not count `{asked['count'].text}`", hint)


def _unknown(span: Span, message: str, place: Span, near: Sequence[str], otherwise: str) -> Problem:
    """A word that nothing has; what was probably meant is put in its place."""
    if not near:
        return Problem(span, message, otherwise)
    return Problem(span, message, f"did you mean `{near[0]}`?", fix=Fix((Edit(place, near[0]),)))


def _words(block: GeneratedBlock) -> Iterator[Span]:
    place = block.argument_span
    return (place.source.span(*word.span()) for word in _WORD.finditer(place.source.text, place.start, place.end))


def _opening(block: GeneratedBlock) -> Span:
    """The block's first line."""
    return block.span.source.span(block.span.start, block.argument_span.end)


def _asked(block: GeneratedBlock) -> Mapping[str, Span]:
    """The place of the value of each name that a block gives."""
    found = {}
    for word in _words(block):
        name, equals, _ = word.text.partition("=")
        if equals:
            found[name] = word.source.span(word.start + len(name) + 1, word.end)
    return found
