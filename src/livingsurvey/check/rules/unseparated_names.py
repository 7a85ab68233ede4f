"""BIB046."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.bodies import body
from livingsurvey.check.store.name_fields import name_fields
from livingsurvey.check.store.run_together import joints
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, fix_of, people, whole
from livingsurvey.syntax.problem import Problem

_LOOSE = re.compile(
    r"\A\s*(?:and(?:\s+|\Z))+|(?<!\s)(?<!\sand)(?:\s++and)++\s*+\Z|(?<=\sand)(?:\s++and)++(?=\s)", re.IGNORECASE
)
_SEMICOLON = re.compile(r"(?<!\s)(?:\s++and(?=[\s;]))?\s*+;[\s;]*+(?:and\s++)?", re.IGNORECASE)
_COMMA_BEHIND = re.compile(r"[\s~]*,(?:[\s~]*,)*(?=[\s~]*(?:\Z|;)|[\s~]+and(?![^\s~;]))", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_IN_BRACES = re.compile(r"\{(?=[^{}]*\sand\s)\s*[^{},]+,[^{},]+?(?:\sand\s+[^{},]+,[^{},]+?)+\}")


@rule("BIB046", severity="warning", scope="store", fix="safe")
def unseparated_names(survey: Survey) -> Iterator[Problem]:
    r"""Names are not joined by `and`, or an `and` joins nothing.

    Between names BibTeX knows only `and`. What stands between commas, semicolons or `\&` is one name to it, and what
    `and` joins in braces is one body. The fix is safe where nobody could read the list in another way.

    Wrong:

        @misc{ash2020first, author = {Ash, Ann; Beech, Bob and}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob}, title = {First}}
    """
    for field in name_fields(survey, _is_suspect):
        everything = whole(field)
        yield from _loose(everything)
        yield from _semicolons(everything)
        for name in people(field):
            if not body(name):
                yield from _run_together(name)
            if name.text.lower() != "and":
                yield from _comma_behind(everything, name)
        yield from _in_braces(everything)


def _is_suspect(value: str) -> bool:
    """A quick test: most names are a word, a comma, and something behind."""
    if value.startswith("{") or ";" in value or "&" in value:
        return True
    for name in f" {value.lower()} ".split(" and "):
        family, comma, given = name.strip().partition(",")
        if not family or family.startswith("and ") or (comma and (not given or "," in given or " " in family)):
            return True
    return False


def _loose(everything: WrittenName) -> Iterator[Problem]:
    for loose in _LOOSE.finditer(everything.outside):
        left = loose.end() - loose.start() < len(everything.text)
        yield Problem(
            everything.part(*loose.span()),
            "this `and` joins nothing",
            "remove it, or add the name that is missing" if left else "write the names here",
            fix=fix_of(everything.field, [everything.replaced(*loose.span(), "")] if left else [], safe=True),
        )


def _semicolons(everything: WrittenName) -> Iterator[Problem]:
    found = [joint.span() for joint in _SEMICOLON.finditer(everything.outside)]
    if found:
        pieces = [piece for piece in everything.outside.split(";") if piece.strip().lower() not in ("", "and")]
        last = len(everything.text)
        edits = [everything.replaced(start, end, " and " if start > 0 and end < last else "") for start, end in found]
        yield Problem(
            everything.part(*found[0]),
            "a semicolon between names",
            "write `and`",
            related=tuple(everything.part(*place) for place in found[1:]),
            fix=fix_of(everything.field, edits if pieces else [], safe=all(map(_LETTER.search, pieces))),
        )


def _run_together(name: WrittenName) -> Iterator[Problem]:
    joined = joints(name)
    if joined:
        hint = "write `and` between the names"
        yield Problem(
            name.span,
            f"`{name}` is one name to BibTeX",
            hint if joined.certain else f"{hint}, or braces around it if it is a body's",
            fix=fix_of(name.field, [name.replaced(*place, " and ") for place in joined.places], joined.certain),
        )


def _comma_behind(everything: WrittenName, name: WrittenName) -> Iterator[Problem]:
    end = name.start - everything.start + len(name.text)
    if comma := _COMMA_BEHIND.match(everything.outside, end):
        place = end, comma.end()
        fix = fix_of(everything.field, [everything.replaced(*place, "")], safe=True)
        yield Problem(everything.part(*place), f"a comma behind the name `{name}`", "remove it", fix=fix)


def _in_braces(everything: WrittenName) -> Iterator[Problem]:
    if _IN_BRACES.fullmatch(everything.text.strip()):
        braces = [everything.text.index("{"), everything.text.rindex("}")]
        yield Problem(
            everything.part(braces[0], braces[0] + 1),
            "these braces make one body of several people",
            "remove them",
            fix=fix_of(everything.field, [everything.replaced(brace, brace + 1, "") for brace in braces]),
        )
