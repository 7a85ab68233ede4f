"""Export as BibTeX, for BibTeX's styles and for biblatex with biber: each entry stands alone.

Macros are expanded, inherited fields written out and links to entries that stay behind left out; keys are such as every
program takes (the old key stays as biblatex's `ids`). Fields that biblatex calls otherwise have BibTeX's names, which
biber takes as well (biblatex manual, 2.2.5); a `date` is repeated as `year` and `month`, which BibTeX's styles print
and biber passes over. What a program noted for itself stays at home; see `private_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from bibtexparser import library as objects
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat, write

from livingsurvey.model.entry_types import ADDRESS_FIELDS, NAME_FIELDS
from livingsurvey.model.reference import Reference
from livingsurvey.render.exports.clean_keys import clean_keys
from livingsurvey.render.exports.made import Made, once
from livingsurvey.render.exports.private_fields import is_private
from livingsurvey.syntax import dates
from livingsurvey.syntax.bibtex.value import MONTHS
from livingsurvey.syntax.latex.escape import escaped
from livingsurvey.syntax.names import names

# biblatex's names of fields and types, and BibTeX's, which biber maps back.
_OLD_NAMES = {
    "journaltitle": "journal",
    "location": "address",
    "annotation": "annote",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
}
_OLD_TYPES = {
    ("thesis", "phdthesis"): "phdthesis",
    ("thesis", "mathesis"): "mastersthesis",
    ("report", "techreport"): "techreport",
}
_THESES = ("phdthesis", "mastersthesis")
# Fields that name other entries and must not name one that stays behind; those of the parents' are written out.
_LINKS = ("xref", "related")
_PARENTS = ("crossref", "xdata")
_NAMING = frozenset(["ids", *_LINKS])
_OF_RELATED = ("relatedtype", "relatedstring", "relatedoptions")
_MONTH = re.compile(rf"(?<![^\W_])({'|'.join(MONTHS)})(?![^\W_])")
# Fields in which LaTeX's escapes would be read as they stand.
_VERBATIM = ADDRESS_FIELDS | {"ids", "keywords", "langid", "options", *_LINKS}


def bibtex(references: Iterable[Reference], made: Made | None = None, *, latex: bool = False) -> str:
    """The references as a .bib file, in the given order; values keep the LaTeX that they have.

    With `latex`, characters beyond ASCII become LaTeX as far as there is any, and what LaTeX reads as its own is
    escaped; see `escaped`.
    """
    chosen = tuple(references)
    keys = clean_keys(reference.key for reference in chosen)

    def record(reference: Reference) -> str:
        return write(objects.Library([_entry(reference, keys, latex)]), _LAYOUT)

    return "\n".join(
        once(None if latex or _sees_others(reference, keys) else made, reference, record) for reference in chosen
    )


def _layout() -> BibtexFormat:
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.trailing_comma = True
    return layout


_LAYOUT = _layout()


def _sees_others(reference: Reference, keys: Mapping[str, str]) -> bool:
    """Whether an entry reads otherwise among other works: its key is not its own there, or it names some of them."""
    if keys[reference.key] != reference.key:
        return True
    return any(field.name in _NAMING for field in (*reference.entry.fields, *reference.inherited))


def _entry(reference: Reference, keys: Mapping[str, str], latex: bool) -> Entry:
    values: dict[str, str] = {}
    for field in (*reference.entry.fields, *reference.inherited):
        if not is_private(field.name, field.value):
            values.setdefault(field.name, field.value)
    kind = _OLD_TYPES.get((reference.type, values.get("type", "").lower()))
    if kind:
        del values["type"]
    kind = kind or reference.type
    values = {_old_name(name, kind, values): value for name, value in values.items()}
    values = _tied(values, reference.key, keys)
    if "date" in values and "year" not in values:
        values |= _year(reference)
    fields = [Field(name, _written(name, value, latex)) for name, value in values.items()]
    return Entry(kind, keys[reference.key], fields)


def _old_name(name: str, kind: str, values: Collection[str]) -> str:
    """BibTeX's name of a field, unless the entry has a field of that name, too."""
    old = "school" if name == "institution" and kind in _THESES else _OLD_NAMES.get(name, name)
    return name if old in values else old


def _tied(values: Mapping[str, str], key: str, keys: Mapping[str, str]) -> dict[str, str]:
    """The fields with links to entries that are exported with it, and to none else; an old key becomes an alias."""
    tied = {name: value for name, value in values.items() if name not in ("ids", *_PARENTS, *_LINKS)}
    exported = frozenset(keys.values())
    former = dict.fromkeys([*(() if keys[key] == key else (key,)), *_listed(values, "ids")])
    if aliases := [alias for alias in former if alias not in exported]:
        tied["ids"] = ",".join(aliases)
    for name in _LINKS:
        if links := [keys[link] for link in _listed(values, name) if link in keys]:
            tied[name] = ",".join(links)
    if "related" in values and "related" not in tied:
        tied = {name: value for name, value in tied.items() if name not in _OF_RELATED}
    return tied


def _listed(values: Mapping[str, str], name: str) -> list[str]:
    return [item for part in values.get(name, "").split(",") if (item := part.strip())]


def _year(reference: Reference) -> dict[str, str]:
    """The year and month of a biblatex date as BibTeX has them."""
    date = dates.parse(reference["date"])
    if date is None:
        return {}
    month = {"month": MONTHS[date.month - 1]} if 1 <= date.month <= len(MONTHS) else {}
    return {"year": reference.year} | month


def _month(value: str) -> str:
    """A month as a macro, which each style prints in its own way and language; also within `jan # {/} # feb`."""
    if number := dates.month(value):
        return MONTHS[number - 1]
    parts = _MONTH.split(value)
    return " # ".join(part if part in MONTHS else f"{{{part}}}" for part in parts if part) or "{}"


def _written(name: str, value: str, latex: bool) -> str:
    """A value with its delimiters."""
    if name == "month":
        return _month(value)
    if latex and name not in _VERBATIM:
        safe = escaped(value)
        value = safe if name not in NAME_FIELDS or names(safe) == names(value) else value
    return f"{{{value}}}"
