"""DOC004."""

from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Problem


@rule("DOC004")
def not_utf8(survey: Survey) -> Iterator[Problem]:
    """A file is not encoded in UTF-8.

    It is read as Windows' cp1252, which may show other letters than its author wrote. Save it as UTF-8.

    Wrong: a .bib file from an old program in which `Müller` is stored in Latin-1.

    Right: the same file, saved with the encoding UTF-8.
    """
    for source in survey.sources:
        if source.encoding != "utf-8":
            first = next(index for index, char in enumerate(source.text) if ord(char) > 127)
            yield Problem(source.span(first, first + 1), "this file is not UTF-8", "save it with the encoding UTF-8")
