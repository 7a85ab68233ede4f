"""BIB031."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.name_fields import name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, people
from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.letters import unaccented, words
from livingsurvey.syntax.problem import Problem


@rule("BIB031", severity="warning", scope="store")
def repeated_author(survey: Survey) -> Iterator[Problem]:
    """A person is named twice in one list of authors or editors.

    The list was put together from two sources, or a name was copied and not changed. Two people of one name on one
    work are rare, but there are some: so nothing is removed for you. Initials alone are no proof, and are not told.

    Wrong:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob and Ann Ash}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob}, title = {First}}
    """
    for field in name_fields(survey, _repeats_words):
        first: dict[tuple[str, ...], WrittenName] = {}
        for name in people(field):
            person = tuple(sorted(words(plain(name.text))))
            if sum(len(word) > 1 for word in person) < 2:
                continue
            known = first.setdefault(person, name)
            if known is not name:
                yield Problem(
                    name.span,
                    f"`{name}` is named here again",
                    "remove one of the two, unless two people have this name",
                    related=(known.span,),
                )


def _repeats_words(value: str) -> bool:
    """A quick test: whoever is named twice repeats two words at least, or is written in two ways of LaTeX's."""
    names = unaccented(value).lower().replace(",", " ").replace(";", " ").split()
    words = [word for word in names if word != "and"]
    return len(words) - len(set(words)) > 1 or "\\" in value
