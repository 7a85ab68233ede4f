"""BIB058."""

import re
from collections.abc import Iterator
from itertools import pairwise

from livingsurvey.check.rule import rule
from livingsurvey.check.store.bodies import body
from livingsurvey.check.store.name_fields import listed, name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import fix_of, people
from livingsurvey.syntax.problem import Problem

_OF = re.compile(r"\b(?:of|for|on)\b")  # an `and` behind it may be a part of the name: Department of Health and ...


@rule("BIB058", severity="warning", scope="store", fix="unsafe")
def bare_body(survey: Survey) -> Iterator[Problem]:
    """An organisation or group that is named as an author has no braces around its name.

    BibTeX takes it for a person: `World Health Organization` becomes "Organization, W. H.", stands under O, and is
    cited as "Organization (2020)". Braces keep a name whole. Only names that are certainly no person's are told.

    Wrong:

        @report{who2020first, author = {World Health Organization and Team, Gemini}, title = {First}}

    Right:

        @report{who2020first, author = {{World Health Organization} and {Gemini Team}}, title = {First}}
    """
    for field in name_fields(survey, _has_words):
        everybody = people(field)
        bodies = {name: text for name in everybody if (text := body(name))}
        if bodies:
            names = list(bodies)
            edits = [name.replaced(0, len(name.text), f"{{{text}}}") for name, text in bodies.items()]
            torn = any(
                name in bodies and _OF.search(name.text) and "," not in behind.text
                for name, behind in pairwise(everybody)
            )
            yield Problem(
                names[0].span,
                f"{listed(names)}: a body's name without braces",
                f"write `{{{bodies[names[0]]}}}`, or BibTeX takes it apart as a person's",
                related=tuple(name.span for name in names[1:]),
                fix=fix_of(field, [] if torn else edits),
            )


def _has_words(value: str) -> bool:
    return " " in value or "~" in value
