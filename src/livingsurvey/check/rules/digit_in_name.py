"""BIB029."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.bodies import body
from livingsurvey.check.store.name_fields import listed, name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, fix_of, people
from livingsurvey.syntax.problem import Problem

_SIGNS = "*†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"[\d{_SIGNS}]|\$")
_AFFILIATION = re.compile(
    rf"""
      [\s~]*+ (?: \\textsuperscript\s*+\{{[^{{}}]*+\}} | \$[^$]*+\$ | [{_SIGNS}]++ )
    | (?<=[^\W\d_]) \.? \d++ (?: ,\d++ )*+ [{_SIGNS}]*+ (?![^\W_])
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"\b[2-9](?:nd|rd|th)\b")  # Astor, 4th, John Jacob


@rule("BIB029", severity="warning", scope="store", fix="unsafe")
def digit_in_name(survey: Survey) -> Iterator[Problem]:
    """A name has a digit or a footnote mark in it.

    Mostly it was copied from a title page with the mark of an affiliation, and will be printed with it. A body or a
    pseudonym that has a digit in its name stands in braces, which keeps it whole.

    Wrong:

        @misc{ash2020first, author = {Ash1, Ann and Beech, Bob*}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob and {3GPP}}, title = {First}}
    """
    for field in name_fields(survey, _MARK.search):
        names = [name for name in people(field) if _MARK.search(_ORDINAL.sub("", name.outside)) and not body(name)]
        if names:
            marks = [(name, mark) for name in names for mark in _AFFILIATION.finditer(name.outside)]
            certain = all(_a_person_without_marks(name) for name in names)
            hint = "remove the mark" if certain else f"remove it; if it belongs to the name, write `{{{names[0]}}}`"
            yield Problem(
                names[0].span,
                f"{listed(names)}: a digit or mark in a name",
                hint,
                related=tuple(name.span for name in names[1:]),
                fix=fix_of(field, [name.replaced(*mark.span(), "") for name, mark in marks] if certain else []),
            )


def _a_person_without_marks(name: WrittenName) -> bool:
    """Whether two words without digits remain when the marks are taken away."""
    rest = _AFFILIATION.sub("", name.outside)
    return len(rest.replace(",", " ").split()) > 1 and not _MARK.search(_ORDINAL.sub("", rest))
