"""The texts of a store that a rule has to look at: few hold the mark that it looks for, and a pattern tells them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Entry, Field, StringMacro
from livingsurvey.syntax.bibtex.edit import literal
from livingsurvey.syntax.source import Span


@dataclass(frozen=True, slots=True)
class Text:
    """A value that stands in the file as one text; `place` is where, without delimiters.

    `entry` is `None` and the field's name empty for a text that `@string` defines.
    """

    field: Field
    place: Span
    entry: Entry | None = None

    @property
    def name(self) -> str:
        """The field's name, in lower case."""
        return self.field.name

    @property
    def text(self) -> str:
        """The text as written."""
        return self.place.text

    def span(self, start: int, end: int) -> Span:
        """The place of a part, by offsets in the text."""
        return Span(self.place.source, self.place.start + start, self.place.start + end)


def field_texts(survey: Survey, mark: re.Pattern[str], names: Container[str]) -> Iterator[Text]:
    """Every text in a field of one of these names that holds a mark."""
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name in names and mark.search(field.value) and (place := literal(field)):
                yield Text(field, place, entry)


def texts(survey: Survey, mark: re.Pattern[str], names: Container[str]) -> Iterator[Text]:
    """Every text in a field of one of these names, or behind a macro, that holds a mark.

    A macro's text is looked at where `@string` defines it, and only there: the value of a field that uses it is none.
    """
    for file in survey.bibliography.files:
        for block in file.blocks:
            if isinstance(block, StringMacro) and mark.search(block.value):
                name, value = block.name_span, block.value_span
                field = Field(file.source, "", block.value, name.start, name.end, value.start, value.end)
                if place := literal(field):
                    yield Text(field, place)
    yield from field_texts(survey, mark, names)
