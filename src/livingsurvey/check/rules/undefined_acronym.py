"""TAB032."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.acronyms import acronyms, may_be_used
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem

_USES = 2
# What a title begins with and a colon follows is the name of what the work made: `ZEN: An optimizing compiler`.
_NAME = re.compile(r"([A-Z]{2,5})\b[^:]{0,20}:")


@rule("TAB032", severity="warning")
def undefined_acronym(survey: Survey) -> Iterator[Problem]:
    """A chapter uses an acronym again and again and nowhere says what it stands for.

    A survey has readers from other fields, and one who comes by a search reads this chapter and no other. Spell the
    words out where they first stand, with the acronym in brackets; or define the acronym in the glossary, for all
    chapters. Names of systems that the store has works on, units, and acronyms that everybody knows (GPU,
    HTTP) need no explanation, nor does one that stands in a chapter only once.

    Wrong:

        Each party keeps its share in MPC. The cost of MPC is traffic.

    Right:

        Each party keeps its share in multi-party computation (MPC). The cost of MPC is traffic.
    """
    names = frozenset(
        found[1] for each in survey.references.values() if (found := _NAME.match(each["title"].replace("{", "")))
    )
    known = (
        frozenset(word.text for term in survey.glossary.terms for word in term.words)
        if survey.glossary
        else frozenset()
    )
    for chapter in survey.chapters:
        unknown = may_be_used(chapter, _USES) - names - known
        unknown -= chapter.document.explained_acronyms if unknown else frozenset()
        used = acronyms(chapter) if unknown else {}
        for word in (word for word in used.keys() & unknown if len(used[word]) >= _USES):
            message = f"`{word}` stands here {len(used[word])} times and nothing says what it means"
            hint = f"write `the words in full ({word})` here, or define it in glossary.yml"
            yield Problem(used[word][0], message, hint)
