"""The keys that chapters cite and no entry has, and those of the store that differ from them by case alone."""

from collections.abc import Iterable, Mapping

from livingsurvey.model.survey import Survey
from livingsurvey.syntax.markdown.citations import Citation, written
from livingsurvey.syntax.problem import Edit


def renamed(citation: Citation, key: str) -> Edit:
    """Puts another key in the place of the one that a citation names. A data file may list bare keys."""
    place = citation.span
    if place == citation.key_span:
        return Edit(place, key)
    return Edit(place, ("-" if place.text.startswith("-") else "") + written(key))


def unknown(survey: Survey) -> tuple[str, ...]:
    """The keys without a work, in the order of their first mention; not those of entries that cannot be read."""
    reported = {entry.key for entry in survey.bibliography.broken}  # by BIB001, where the mistake is
    return tuple(key for key in survey.cited_by if key not in survey.references and key not in reported)


def of_other_case(survey: Survey) -> Mapping[str, tuple[str, ...]]:
    """For each unknown key what the store has that differs from it by case only: keys, or else former keys (`ids`).

    Keys of no work (a set, data for other entries) are none of these: whoever cites them needs another answer.
    """
    spellings = [key for key in unknown(survey) if key not in survey.bibliography.stored]
    wanted = {key.lower() for key in spellings}
    keys, former = (_by_case(known, wanted) for known in (survey.references, survey.bibliography.aliases))
    return {key: tuple(found) for key in spellings if (found := keys.get(key.lower()) or former.get(key.lower()))}


def _by_case(known: Iterable[str], wanted: set[str]) -> dict[str, list[str]]:
    """Those of the known keys that are wanted, by themselves in lower case."""
    found: dict[str, list[str]] = {}
    for key in known if wanted else ():
        if (lower := key.lower()) in wanted:
            found.setdefault(lower, []).append(key)
    return found
