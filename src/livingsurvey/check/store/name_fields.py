"""The name fields of a store that a rule has to look at, and how its findings are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.written_names import NAME_FIELDS, WrittenName


def name_fields(survey: Survey, suspect: Callable[[str], object]) -> Iterator[Field]:
    """Every field of names whose value is suspect to a quick test, which spares most of them a closer look."""
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name in NAME_FIELDS and suspect(field.value):
                yield field


def has_name_without_comma(value: str) -> bool:
    """Whether a value holds a name that is not written as `Family, Given`: a quick test."""
    return any("," not in name for name in value.replace(";", " and ").split(" and "))


def listed(names: Sequence[WrittenName]) -> str:
    """The first of some names, and how many there are besides."""
    more = len(names) - 1
    return f"`{names[0]}`" + (f" and {more} more" if more else "")
