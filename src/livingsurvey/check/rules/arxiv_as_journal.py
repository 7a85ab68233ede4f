"""BIB038."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import added, renamed, with_value, without
from livingsurvey.syntax.identifiers import arxiv, arxiv_in, version
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Edit, Fix, Problem

_ARXIV = re.compile(r"(?:preprint\s+(?:at\s+)?)?ar\s?xiv(?![^\W_])|corr(?:,?\s*abs/\S*)?[\s,;:.]*$", re.I)
# What is left of such a "journal" without its identifier, if it says nothing more.
_NOTHING_ELSE = re.compile(
    r"(?:\bar\s?xiv(?:\.org)?\b|\bcorr\b|\be-?prints?\b|\bpreprints?\b|\bat\b|\babs\b|\bpdf\b|https?|\[[\w.-]+\]|[\s:;,./()-])*",
    re.I,
)
_VENUES = ("journal", "journaltitle", "booktitle")
_OTHERS = ("misc", "online", "unpublished")  # types that need no venue
_PLACES = ("volume", "number", "pages", "eid")  # where databases put the identifier of such a "journal"


@rule("BIB038", severity="warning", scope="store", fix="unsafe")
def arxiv_as_journal(survey: Survey) -> Iterator[Problem]:
    """An arXiv paper is entered as an article of a journal named arXiv (or CoRR).

    arXiv is no journal: the reference would look like a published one, and has no link. The identifier belongs into
    `eprint`, and the entry is a `@misc`, since an `@article` needs a journal. The fix does all of this at once; it is
    unsafe, because BibTeX's oldest styles (`plain`, `alpha`) do not print `eprint`: a paper that uses one of them would
    lose the identifier.

    Wrong:

        @article{douillard2023diloco, title = {DiLoCo}, journal = {arXiv preprint arXiv:2311.08105}}

    Right:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.08105}, archiveprefix = {arXiv}}
    """
    for reference in survey.bibliography.typed:
        for name in _VENUES:
            field = reference.entry.field(name)
            if field is None or not _ARXIV.match(field.value):
                continue
            found = _identifiers(reference, field)
            identifier = next(iter(found)) if len(found) == 1 else ""
            edits = _edits(reference, field, identifier) if identifier and _says_no_more(field) else ()
            hint = f"write @misc with eprint = {{{identifier or '...'}}} and archiveprefix = {{arXiv}} instead"
            yield Problem(
                field.value_span,
                f"arXiv is no {'book' if name == 'booktitle' else 'journal'}",
                hint,
                fix=Fix(edits) if edits else None,
            )


def _identifiers(reference: Reference, field: Field) -> set[str]:
    """The arXiv identifiers, with their versions, that the entry gives in its "journal" or elsewhere."""
    places = (field, *(reference.entry.field(name) for name in (*_PLACES, "eprint")))
    texts = [address(place.value) for place in places if place]
    found: dict[str, str] = {}
    for text in texts:
        # Without a label, digits are an identifier only where nothing else stands.
        if identifier := arxiv(text) or arxiv_in(text):
            found[identifier] = found.get(identifier) or version(text)
    return {identifier + stated for identifier, stated in found.items()}


def _says_no_more(field: Field) -> bool:
    text = address(field.value)
    return _NOTHING_ELSE.fullmatch(text.replace(arxiv_in(text) + version(text), "")) is not None


def _edits(reference: Reference, field: Field, identifier: str) -> tuple[Edit, ...]:
    """Put eprint and archive in place of the "journal" and of fields that repeat the identifier."""
    entry = reference.entry
    repeating = [place for name in _PLACES if (place := entry.field(name)) and arxiv_in(address(place.value))]
    lacking = [] if entry.field("eprint") else [("eprint", identifier)]
    if not (entry.field("archiveprefix") or entry.field("eprinttype")):
        lacking.append(("archiveprefix", "arXiv"))
    edits = [] if entry.type in _OTHERS else [Edit(entry.type_span, "misc")]
    for place in (field, *repeating):
        if lacking:
            name, value = lacking.pop(0)
            edits += [renamed(place, name), with_value(place, value)]
        else:
            edits.append(without(place))
    edits += [added(entry, name, value) for name, value in lacking]
    return tuple(edits)
