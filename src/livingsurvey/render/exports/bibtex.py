"""Export as BibTeX, printed by bibtexparser's writer: macros expanded, each field in braces."""

from __future__ import annotations

from collections.abc import Iterable

from bibtexparser import library as objects
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat, write

from livingsurvey.model.reference import Reference


def bibtex(references: Iterable[Reference]) -> str:
    """The references as a .bib file in UTF-8, in the given order; values keep their LaTeX."""
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.trailing_comma = True
    layout.block_separator = "\n"
    library = objects.Library([_entry(reference) for reference in references])
    return write(library, layout)


def _entry(reference: Reference) -> Entry:
    fields: dict[str, Field] = {}
    for field in reference.entry.fields:
        fields.setdefault(field.name, Field(field.name, f"{{{field.value}}}"))
    return Entry(reference.type, reference.key, list(fields.values()))
