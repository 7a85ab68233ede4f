"""BIB042."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.entry_types import PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import StringMacro
from livingsurvey.syntax.invisible import named
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Span

# Control codes; marks without width; marks of direction. The joiners of Persian and of emoji are letters there, and
# junk only between Latin ones. Of what turns the direction of words round, SEC007 tells.
_NOTHING = (
    r"[\x00-\x08\x0e-\x1f\x7f\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff"
    r"\ufff9-\ufffb]|(?<=[ -~])[\u200c\u200d](?=[ -~])"
)
_MARK = re.compile(rf"{_NOTHING}|(?P<fixed>[\xa0\u2007\u202f])|(?P<blank>[\u2028\u2029])")


@rule("BIB042", severity="warning", scope="store", fix="safe")
def control_character(survey: Survey) -> Iterator[Problem]:
    r"""A value or a key holds a character that one cannot see.

    Control codes, soft hyphens, spaces without width and marks of direction come along when text is copied from a PDF
    or a web page. They break searching, sorting and LaTeX. A no-break space is written `~` in BibTeX.

    Wrong: a title in which a space without width stands inside the word "Federated".

    Right:

        @misc{ash2020first, title = {Federated Learning}}
    """
    for file in survey.bibliography.files:
        for block in file.blocks:
            if isinstance(block, StringMacro) and not block.value.isprintable():
                yield from _in_value(block.value_span, printed=True)
        for entry in file.entries:
            if not entry.key.isprintable() and (found := _MARK.search(entry.key)):
                yield Problem(entry.key_span, f"the key holds {named(found[0])}", "give it a key that one can type")
            for field in entry.fields:
                if not field.value.isprintable():  # ten times faster than the pattern, and nearly always the answer
                    yield from _in_value(field.value_span, field.name in PRINTED)


def _in_value(value: Span, printed: bool) -> Iterator[Problem]:
    """All the invisible characters of a value as one problem."""
    edits = [
        Edit(Span(value.source, *match.span()), "~" if match["fixed"] else " " if match["blank"] else "")
        for match in _MARK.finditer(value.source.text, value.start, value.end)
        if printed or not match["fixed"]
    ]
    if edits:
        places = [edit.span for edit in edits]
        message = f"{named(places[0].text)} stands here"
        if len(edits) > 1:
            message += f", the first of {len(edits)} characters that one cannot see"
        hint = f"write `{edits[0].text}`" if edits[0].text.strip() else "remove it"
        yield Problem(places[0], message, hint, related=tuple(places[1:]), fix=Fix(tuple(edits), safe=True))
