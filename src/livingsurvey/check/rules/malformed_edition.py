"""BIB021."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.bibtex import Field
from livingsurvey.syntax.bibtex.edit import literal, with_value
from livingsurvey.syntax.latex import plain
from livingsurvey.syntax.problem import Fix, Problem

_EDITION = r"(?:edition|edn\.?|ed\.?)"
_AUFLAGE = r"(?:Auflage|Aufl\.?|édition|éd\.|edición|edizione|edição)"
_BEHIND = re.compile(rf"(?P<which>.*?[^\s~,]),?[\s~]*(?<![^\W\d_]){_EDITION}", re.IGNORECASE | re.DOTALL)
_BEFORE = re.compile(rf"{_EDITION}[\s~]*(?P<which>\d+)", re.IGNORECASE)
_FOREIGN = re.compile(rf"(?P<which>\d+)\s*\.?\s*{_AUFLAGE}|.*(?<!\w){_AUFLAGE}.*", re.IGNORECASE | re.DOTALL)
_SPECIAL = re.compile(r"[\\{}&%#$_~^]")  # decoded, and something else if it is written so
_ALONE = re.compile(rf"{_EDITION}", re.IGNORECASE)


@rule("BIB021", severity="warning", scope="store", fix="safe")
def malformed_edition(survey: Survey) -> Iterator[Problem]:
    """An edition says that it is one: `2nd edition`.

    Styles set the word themselves, in the language of the text: what is printed is "2nd edition edition". Write which
    one it is: a number (biblatex makes an ordinal of it), or an ordinal in words (BibTeX's own styles), or what else
    tells it apart (`Revised`).

    Wrong:

        @book{knuth1973art, title = {Fundamental Algorithms}, edition = {2nd edition}}

    Right:

        @book{knuth1973art, title = {Fundamental Algorithms}, edition = {Second}}
    """
    for entry in survey.bibliography.entries:
        for field in entry.fields:
            if field.name == "edition":
                yield from _problem(field)


def _problem(field: Field) -> Iterator[Problem]:
    text = plain(field.value).strip()
    safe = _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text)
    found = safe or _FOREIGN.fullmatch(text) or _ALONE.fullmatch(text)
    if found:
        which = found.groupdict().get("which") or ""
        writable = which and literal(field) and not _SPECIAL.search(which)
        yield Problem(
            literal(field) or field.value_span,
            f"`{text}` says edition itself, and styles say it again",
            f"write `{which}`" if which else "write which edition it is: `Second` or `2`",
            fix=Fix((with_value(field, which),), safe=bool(safe)) if writable else None,
        )
