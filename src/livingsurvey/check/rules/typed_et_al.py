"""BIB030."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.name_fields import name_fields
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex.written_names import WrittenName, fix_of, people, typed_others, written_names
from livingsurvey.syntax.problem import Edit, Problem

_MARK = re.compile(r"\bet[\s~.\\]++al|others|\.\.\.|…|dots", re.IGNORECASE)
_JOINT = re.compile(r"(?:[\s~,]|(?<=[\s~,])and(?=[\s~,]))*\Z", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![^\s~,])et[\s~.\\]++al(?:ii|ia)?\b", re.IGNORECASE)


@rule("BIB030", severity="warning", scope="store", fix="safe")
def typed_et_al(survey: Survey) -> Iterator[Problem]:
    """A list of names ends in a typed "et al." instead of `and others`.

    BibTeX takes "et al." for a person or a part of one. Of `and others` each style makes what it prints for people who
    are not named: "et al.", "and others", "u. a.".

    Wrong:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob et al.}, title = {First}}

    Right:

        @misc{ash2020first, author = {Ash, Ann and Beech, Bob and others}, title = {First}}
    """
    for field in name_fields(survey, _MARK.search):
        named = len(people(field))
        written = [name for name in written_names(field) if name.text]
        for name in written:
            last = typed_others(name) if name is written[-1] else None
            typed = last or _WITHIN.search(name.text)
            if typed is None or name.text == "others":
                continue
            end = bool(last and named and not _WITHIN.search(name.text[: typed.start()]))
            yield Problem(
                name.part(*typed.span()),
                f"`{typed[0].strip()}` is typed where a name should stand",
                "write `and others`" if end else "name the people; `and others` may follow them",
                fix=fix_of(field, [_and_others(name, typed.start())] if end else [], safe=True),
            )


def _and_others(name: WrittenName, start: int) -> Edit:
    """Put `others` behind the `and` that stands before it, or make one."""
    before = len(_JOINT.sub("", name.text[:start]))
    return name.replaced(before, len(name.text), " and others" if before else "others")
