"""Names in labels and texts of references: initials, particles, suffixes, and lists of them that are cut."""

from __future__ import annotations

import re
from functools import lru_cache

from livingsurvey.model.reference import Reference
from livingsurvey.syntax.letters import unaccented
from livingsurvey.syntax.names import Name, Names

# In a list that is cut, authors up to here and the last one (APA 7, section 9.8).
_APA_SHOWN = 20
# More authors than these, and only the first is named (IEEE Editorial Style Manual, references).
_IEEE_SHOWN = 6
_SHORT_TITLE = 5
_MARKS = re.compile(r"[\W_]+")
# What alphabetical lists of titles pass over.
_ARTICLE = re.compile(r"\A(?:an?|the)\s+", re.I)
# Works that a body without another author is the author of.
_BY_A_BODY = frozenset({"software", "webpage", "standard"})


def creators(reference: Reference) -> tuple[Names, str]:
    """Who stands at a reference's head, and as what: `author`, `editor`, or `body`, which made it; nobody: `""`."""
    if reference.kind == "law":
        return Names(), ""  # it goes by its title
    if reference.authors.people:
        return reference.authors, "author"
    if reference.editors.people:
        return reference.editors, "editor"
    body = reference["organization"] or reference["publisher"] if reference.kind in _BY_A_BODY else ""
    return (Names((Name(literal=body),)), "body") if body else (Names(), "")


def who(reference: Reference) -> str:
    """Whom a label names: families of one or two, `A et al.` for more, a short title for nobody."""
    names, _ = creators(reference)
    families = [name.literal or family(name) for name in names.people]
    if not families:
        words = reference.title.split()
        return " ".join(words[:_SHORT_TITLE]) + ("…" if len(words) > _SHORT_TITLE else "") or reference.key
    if len(families) > 2 or names.others:
        return f"{families[0]} et al."
    return " and ".join(families)


def editing(editors: Names) -> str:
    """What stands behind the names of one or more editors."""
    return "Eds." if len(editors.people) > 1 or editors.others else "Ed."


def display(name: Name) -> str:
    """A name in full, as one would say it."""
    return name.literal or " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def family(name: Name) -> str:
    """A family name with its particle: `van der Maaten`."""
    return f"{name.particle} {name.family}" if name.particle else name.family


def alphabetical(reference: Reference) -> tuple[tuple[str, str], ...]:
    """What a list by names is sorted by: names and initials as the text shows them, or the title in their place."""
    names, _ = creators(reference)
    if not names.people:
        return ((sortable(_ARTICLE.sub("", reference.title)), ""),)
    return tuple((sortable(name.literal or family(name)), sortable(_initials(name.given))) for name in names.people)


def sortable(text: str) -> str:
    """A text's letters and digits, by which an alphabetical list goes: without accents, case, blanks and marks."""
    return _MARKS.sub("", unaccented(text).casefold())


def inverted(names: Names) -> str:
    """Authors as a list sorted by name begins: `McMahan, H. B., Smith, J., Jr., & Ramage, D.`"""
    shown = [_inverted(name) for name in names.people]
    if names.others:
        return ", ".join(shown) + (", et al." if len(shown) > 1 else " et al.")
    if len(shown) > _APA_SHOWN:
        return ", ".join([*shown[: _APA_SHOWN - 1], f"… {shown[-1]}"])
    return ", ".join(shown[:-1]) + ", & " + shown[-1] if len(shown) > 1 else "".join(shown)


def straight(names: Names, last: str, cut: bool = False) -> str:
    """Names in their usual order, `last` before the last: `H. B. McMahan and D. Ramage`; `cut` names but the first."""
    shown = [_straight(name) for name in names.people]
    if cut and len(shown) + names.others > _IEEE_SHOWN:
        return f"{shown[0]} et al."
    if names.others:
        return ", ".join(shown) + (", et al." if len(shown) > 1 else " et al.")
    if len(shown) < 3:
        return f" {last} ".join(shown)
    return ", ".join(shown[:-1]) + f", {last} {shown[-1]}"


def _inverted(name: Name) -> str:
    if name.literal:
        return name.literal
    return ", ".join(part for part in (family(name), _initials(name.given), name.suffix) if part)


def _straight(name: Name) -> str:
    if name.literal:
        return name.literal
    return " ".join(part for part in (_initials(name.given), family(name), name.suffix) if part)


@lru_cache(maxsize=65536)
def _initials(given: str) -> str:
    """`Jan-Willem B.` as `J.-W. B.`"""
    parts = re.split(r"[\s.]+", given.replace("-", " -"))
    return " ".join(
        ("-" if part.startswith("-") else "") + part.lstrip("-")[0] + "." for part in parts if part.lstrip("-")
    ).replace(" -", "-")
