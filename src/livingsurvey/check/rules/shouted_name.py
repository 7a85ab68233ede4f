"""BIB057."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.bodies import body
from livingsurvey.check.store.name_fields import listed, name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, fix_of, people
from livingsurvey.syntax.problem import Edit, Problem

_MARK = re.compile(r"[^\W\d_a-z]{3}")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXL]+")
_PARTICLES = frozenset("VAN VON DER DEN DE DEL DELLA DES DU DI DA DOS LA LE TER TEN ZU ZUM ZUR".split())
_SILENT = frozenset("BCDFGHJKLMNPQRSTVWXZ")  # a word of these alone is an acronym


@rule("BIB057", severity="warning", scope="store", fix="unsafe")
def shouted_name(survey: Survey) -> Iterator[Problem]:
    """A person's name is written in capitals.

    It is printed so, and stands beside the same person's name in other entries as if it were another's. Initials, short
    names and whatever stands in braces are left alone. The fix leaves capitals at the beginnings only: look at it, for
    names such as McDonald and d'Alembert.

    Wrong:

        @misc{ash2020first, author = {ASHTON, ANN and BEECH, Bob}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ashton, Ann and Beech, Bob}, title = {First}}
    """
    for field in name_fields(survey, _MARK.search):
        everybody = [name for name in people(field) if not body(name)]
        half = [name for name in everybody if _family_alone(name)]
        # One `Team COVID` may be what it is called; two names with a family name in capitals are a habit.
        names = [name for name in everybody if _whole(name) or (len(half) > 1 and name in half)]
        if names:
            plain = not any("_" in name.outside for name in names)
            yield Problem(
                names[0].span,
                f"{listed(names)}: a name in capitals",
                "write capitals at the beginnings only",
                related=tuple(name.span for name in names[1:]),
                fix=fix_of(field, [_lowered(name) for name in names] if plain else []),
            )


def _whole(name: WrittenName) -> bool:
    """Whether a person's family name before the comma is in capitals, or without a comma each word of the name."""
    family, comma, _ = name.outside.partition(",")
    words = _WORD.findall(family)
    if comma and any(_shouts(word, 4) for word in words):
        return True
    words = [word for word in _WORD.findall(name.outside) if len(word) > 1]
    if len(words) < 2 or not all(map(str.isupper, words)):
        return False
    return any(_shouts(word, 3) for word in words) if comma else _shouts(words[-1], 4)


def _family_alone(name: WrittenName) -> bool:
    """Whether only the last word of a name without comma is in capitals: `Ann ASHTON`."""
    words = _WORD.findall(name.outside)
    return "," not in name.outside and len(words) > 1 and _shouts(words[-1], 4)


def _shouts(word: str, least: int) -> bool:
    return len(word) >= least and word.isupper() and not _ROMAN.fullmatch(word) and not _SILENT.issuperset(word)


def _lowered(name: WrittenName) -> Edit:
    comma = name.text.find(",")

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        given = -1 < comma < found.start()
        if not word.isupper() or len(word) < (3 if given else 2) or _ROMAN.fullmatch(word):
            return word
        if word in _PARTICLES and not given and _WORD.match(name.text[found.end() :].lstrip()):
            return word.lower()
        return "Mc" + word[2:].capitalize() if word.startswith("MC") and len(word) > 4 else word.capitalize()

    return name.replaced(0, len(name.text), _WORD.sub(lowered, name.text))
