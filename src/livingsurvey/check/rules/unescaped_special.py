"""BIB048."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.prose import escaped, html_character, prose
from livingsurvey.check.store.texts import texts
from livingsurvey.model.entry_types import NAME_FIELDS, PRINTED
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem

_MARK = re.compile(r"[&%#_^]")
_SPECIAL = re.compile(r"\\.|&(?P<entity>#\d+;|#[xX][\da-fA-F]+;|[A-Za-z\d]+;)|[&%#_^]", re.DOTALL)


@rule("BIB048", severity="warning", scope="store", fix="safe")
def unescaped_special(survey: Survey) -> Iterator[Problem]:
    r"""A character that commands something in LaTeX stands in a text as if it were a letter.

    `&` and `_` stop LaTeX, `#` and `^` do too, and `%` silently swallows the rest of the line. Write `\&`, `\%`, `\#`
    and `\_`; what is a formula goes between dollar signs. Our own pages show `R&D` and `R\&D` alike, so the exported
    bibliography is what gains. Addresses and fields that are not printed may hold any character.

    Wrong:

        @misc{ash2020first, title = {R&D at 100%}}

    Right:

        @misc{ash2020first, title = {R\&D at 100\%}}
    """
    for text in texts(survey, _MARK, PRINTED):
        places = [
            text.span(match.start(), match.start() + 1)
            for match in _SPECIAL.finditer(prose(text.text))
            if not _is_sound(match, text.name)
        ]
        if places:
            char = places[0].text
            hint = f"write `{escaped(char)}`" + (", or put the formula between dollar signs" if char in "_^" else "")
            fix = Fix(tuple(Edit(place, escaped(place.text)) for place in places), safe=True)
            message = f"`{char}` in a text is a command to LaTeX"
            yield Problem(places[0], message, hint, related=tuple(places[1:]), fix=fix)


def _is_sound(match: re.Match[str], name: str) -> bool:
    """Whether a character is escaped, or another rule's matter: HTML, and `&` for `and` between names."""
    if match[0].startswith("\\") or (match["entity"] and html_character(match["entity"]) is not None):
        return True
    before = match.string[: match.start()]
    return name in NAME_FIELDS and match[0].startswith("&") and before.count("{") == before.count("}")
