"""DOC004."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

_SAVE = "save it with the encoding UTF-8"


@rule("DOC004", fix="unsafe")
def not_utf8(survey: Survey) -> Iterator[Problem]:
    """A file is not encoded in UTF-8.

    It is read as UTF-16 or UTF-32 if it begins with their mark, else as Windows' cp1252, which may show other letters
    than its author wrote; in a file that is UTF-8 for the most part, only the other bytes are read so. Look at the
    letters, then save the file as UTF-8, or let the fix do it. A file with bytes that mean nothing in cp1252 either was
    written in yet another encoding: it is never edited, since what these bytes were would be lost.

    Wrong: a .bib file from an old program in which `Müller` is stored in Latin-1.

    Right: the same file, saved with the encoding UTF-8.
    """
    for source in survey.sources:
        if source.stray is not None:
            yield _problem(source, source.stray)


def _problem(source: Source, stray: int) -> Problem:
    place = source.span(stray, min(stray + 1, len(source.text)))
    if source.encoding in ("utf-16", "utf-32"):
        message = f"this file is {source.encoding.upper()}, not UTF-8"
    elif source.encoding == "mixed":
        message = "this character is not UTF-8 as the rest of the file is, it was read as cp1252"
    else:
        message = f"this file is not UTF-8, it was read as {source.encoding}"
    if source.lost is not None:
        lost = source.span(source.lost, min(source.lost + 1, len(source.text)))
        line, column = lost.position
        hint = "open it with the encoding that it was written in, and save it as UTF-8; until then it is never edited"
        return Problem(place, f"{message}, but means nothing so at {line}:{column}", hint, related=(lost,))
    # Only what was read by guess may be wrong. The text stays; writing it is what mends the file.
    fix = Fix((Edit(place, place.text),), safe=source.encoding in ("utf-16", "utf-32"))
    return Problem(place, message, _SAVE, fix=fix)
