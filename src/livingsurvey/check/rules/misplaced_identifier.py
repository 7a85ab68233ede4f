"""BIB039."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import KINDS, misplaced, stated
from livingsurvey.model.reference import Reference
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import added, renamed, with_value, without
from livingsurvey.syntax.identifiers import version
from livingsurvey.syntax.latex import address
from livingsurvey.syntax.problem import Edit, Fix, Problem

_NAMES = {
    "doi": "a DOI",
    "eprint": "an arXiv identifier",
    "isbn": "an ISBN",
    "issn": "an ISSN",
    "url": "an address",
}
_FIELDS = ("doi", "eprint", "isbn", "issn", "pmid", "url", "volume", "number", "pages")


@rule("BIB039", scope="store", fix="unsafe")
def misplaced_identifier(survey: Survey) -> Iterator[Problem]:
    """An identifier of one kind stands in the field of another, such as an arXiv identifier in `doi`.

    Its link leads nowhere, and nobody who looks for the work by its identifier finds it. The unsafe fix renames the
    field if the entry lacks the right one, or removes it if the right one says the same.

    Wrong:

        @misc{douillard2023diloco, title = {DiLoCo}, doi = {arXiv:2311.08105}}

    Right:

        @misc{douillard2023diloco, title = {DiLoCo}, eprint = {2311.08105}, archiveprefix = {arXiv}}
    """
    for name in _FIELDS:
        for reference, field, text in stated(survey, name):
            if right := misplaced(reference, name, text):
                edits = _edits(reference, field, right, text)
                hint = f"move it to `{right}`" + (", with archiveprefix = {arXiv}" if right == "eprint" else "")
                yield Problem(
                    field.value_span,
                    f"`{name}` holds {_NAMES[right]}",
                    hint,
                    fix=Fix(edits) if edits else None,
                )


def _edits(reference: Reference, field: Field, right: str, text: str) -> tuple[Edit, ...]:
    entry, normal = reference.entry, KINDS[right](text)
    if there := entry.field(right):
        same = KINDS[right](address(there.value)).lower() == normal.lower()
        return (without(field),) if same else ()
    stated_version = version(text) if right == "eprint" else ""
    moved = (renamed(field, right), with_value(field, normal + stated_version))
    if right == "eprint" and not (entry.field("archiveprefix") or entry.field("eprinttype")):
        return (*moved, added(entry, "archiveprefix", "arXiv"))
    return moved
