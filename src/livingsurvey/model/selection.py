"""Which references of a survey somebody wants: those of chapters, of topics, those that they name, or what is cited."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Mapping

from livingsurvey.model.chapter import Chapter
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import SurveyError


def selected(
    survey: Survey,
    *,
    chapters: Iterable[str] = (),
    topics: Iterable[str] = (),
    keys: Iterable[str] = (),
    cited: bool = False,
) -> tuple[str, ...]:
    """The keys that chapters cite, that have one of the topics, and that are named; without any of these, all keys.

    `cited` leaves out what no chapter cites. Chapters are named by their paths below the documents' folder, or with it;
    topics as the entries' `keywords` have them, in any capitals; works also by keys that they had before. Raises
    `SurveyError` for what the survey does not have.
    """
    chapters, topics, keys = tuple(chapters), tuple(topics), tuple(keys)
    found: dict[str, None] = {}
    for path in chapters:
        found |= dict.fromkeys(survey.cited_in(_chapter(survey, path)))
    for topic in topics:
        found |= dict.fromkeys(_about(survey, topic))
    for key in keys:
        found[_key(survey, key)] = None
    wanted = found if chapters or topics or keys else survey.references
    return tuple(key for key in wanted if not cited or key in survey.cited_by)


def topics(survey: Survey) -> Mapping[str, tuple[str, ...]]:
    """The topics that the store's entries give in their `keywords`, each with the keys of its works.

    A topic is written as the first entry writes it; capitals make no difference.
    """
    names: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for key, reference in survey.references.items():
        for keyword in reference.keywords:
            name = names.setdefault(keyword.casefold(), keyword)
            found.setdefault(name, []).append(key)
    return {name: tuple(dict.fromkeys(found[name])) for name in sorted(found, key=str.casefold)}


def _chapter(survey: Survey, path: str) -> Chapter:
    name = posixpath.normpath(path)
    below = name.removeprefix(survey.settings.docs_dir + "/")
    for candidate in (name, below):
        if candidate in survey.chapter_by_path:
            return survey.chapter_by_path[candidate]
    raise SurveyError(f"there is no chapter `{path}`{_near(below, survey.chapter_by_path)}")


def _about(survey: Survey, topic: str) -> tuple[str, ...]:
    known = topics(survey)
    for name, keys in known.items():
        if name.casefold() == topic.strip().casefold():
            return keys
    if not known:
        raise SurveyError(f"there is no topic `{topic}`; topics stand in the entries' `keywords`, and none has any")
    raise SurveyError(f"there is no topic `{topic}`{_near(topic, known)}")


def _key(survey: Survey, key: str) -> str:
    if (now := survey.canonical(key)) in survey.references:
        return now
    raise SurveyError(f"there is no entry `{key}`{_near(key, survey.references)}")


def _near(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ""
