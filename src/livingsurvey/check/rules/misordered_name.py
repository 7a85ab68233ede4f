"""BIB028."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.bodies import body
from livingsurvey.check.store.name_fields import has_name_without_comma, listed, name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, fix_of, people
from livingsurvey.syntax.problem import Problem

_MARK = re.compile(r"[\s~,](?:[JjSs]r|III?|IV)\b|\{[^{}\\]+,")
_INITIALS = re.compile(
    r"""
      [^,]*[^\W\d_]{2} [\s~]+
      (?P<initials> (?:[^\W\d_a-z]\.[\s~-]*)+ | [^\W\d_a-z](?:[\s-]?[^\W\d_a-z]){0,2} )
    """,
    re.VERBOSE,
)
# Words in capitals behind a name that are no initials.
_ACRONYMS = frozenset("AB AG AI API AS BV DAO EU II III IT IV LLM ML NLP NV PLC SA SE TV UK UN US USA VM X".split())
_SUFFIX = re.compile(r"[js]r\.?|II|III|IV", re.IGNORECASE)
_BRACED = re.compile(r"\{[^\W\d_][^{},\\]*,\s*(?:[^\W\d_a-z]\.[\s-]*)+[^\W\d_.\s-]*\}")


@rule("BIB028", severity="warning", scope="store", fix="unsafe")
def misordered_name(survey: Survey) -> Iterator[Problem]:
    """The parts of a name stand in an order in which BibTeX takes one for another.

    BibTeX reads `First von Last`, `von Last, First` and `von Last, Jr, First`. Of `Ash A.` it makes a person with the
    family name A., of `Ash, Ann, Jr.` one with the given name Jr.; and braces make a body of a person.

    Wrong:

        @misc{ash2020first, author = {Ash A. and Beech, Bob, Jr. and {Cedar, C.}}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, A. and Beech, Jr., Bob and Cedar, C.}, title = {First}}
    """
    for field in name_fields(survey, _is_suspect):
        persons = [name for name in people(field) if not body(name)]
        orders = (
            ("initials behind a family name without a comma", _with_comma(persons)),
            ("the suffix stands where BibTeX takes it for another part", _with_suffix_in_place(persons)),
            ("a person's name in braces is taken for a body's", _without_braces(persons)),
        )
        for message, better in orders:
            if better:
                names = list(better)
                yield Problem(
                    names[0].span,
                    f"{listed(names)}: {message}",
                    f"write `{' '.join(better[names[0]].split())}`",
                    related=tuple(name.span for name in names[1:]),
                    fix=fix_of(field, [name.replaced(0, len(name.text), text) for name, text in better.items()]),
                )


def _is_suspect(value: str) -> bool:
    return has_name_without_comma(value) or bool(_MARK.search(value))


def _with_comma(names: list[WrittenName]) -> dict[WrittenName, str]:
    """`Ash A.` as `Ash, A.`. Two or three capitals without stops are initials only where other names have them, too."""
    found = {name: match for name in names if (match := _INITIALS.fullmatch(name.outside)) and _mixed(name, match)}
    habit = 2 * len(found) > len(names) > 1
    better = {}
    for name, match in found.items():
        initials = match["initials"]
        if "." in initials or ((habit or len(initials) == 1) and initials not in _ACRONYMS):
            start = match.start("initials")
            better[name] = f"{name.text[:start].rstrip(' ~')}, {name.text[start:]}"
    return better


def _mixed(name: WrittenName, match: re.Match[str]) -> bool:
    """Whether the words before the initials are not initials, or in capitals, themselves."""
    before = name.outside[: match.start("initials")]
    return "." not in before and not before.isupper()


def _with_suffix_in_place(names: list[WrittenName]) -> dict[WrittenName, str]:
    return {name: better for name in names if (better := _suffix_in_place(name))}


def _suffix_in_place(name: WrittenName) -> str:
    """The name as `Last, Jr, First` if its suffix stands elsewhere; else empty."""
    if name.text.count(",") != name.outside.count(","):
        return ""
    parts = [part.split() for part in name.text.replace("~", " ").split(",")]
    last = [" ".join(words[-1:]) for words in parts]
    is_suffix = [bool(_SUFFIX.fullmatch(word)) for word in last]
    match parts, is_suffix:
        case [[_, _, *_] as words], [True] if len(words) > 2:
            return _in_order(words[:-1], last[0])
        case [[_, _, *_] as family, [_]], [False, True]:
            return _in_order(family, last[1])
        case [[_, _, *_] as family, [_, *_] as given], [True, False]:
            return f"{' '.join(family[:-1])}, {last[0]}, {' '.join(given)}"
        case [[_, *_] as family, [_, _, *_] as given], [False, True]:
            return f"{' '.join(family)}, {last[1]}, {' '.join(given[:-1])}"
        case [[_, *_] as family, [_, *_] as given, [_]], [False, False, True]:
            return f"{' '.join(family)}, {last[2]}, {' '.join(given)}"
    return ""


def _in_order(words: list[str], suffix: str) -> str:
    """First von Last as `von Last, Jr, First`."""
    start = next((number for number, word in enumerate(words) if word[0].islower()), len(words) - 1) or len(words) - 1
    return f"{' '.join(words[start:])}, {suffix}, {' '.join(words[:start])}"


def _without_braces(names: list[WrittenName]) -> dict[WrittenName, str]:
    return {name: name.text[1:-1].strip() for name in names if _BRACED.fullmatch(name.text)}
