"""BIB014."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import misplaced, stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.identifiers import isbn
from livingsurvey.syntax.problem import Problem

_SEPARATOR = re.compile(r"\s*(?:[,;/]|\band\b|\([^()]*\))\s*")
_BLANKS = re.compile(r"\s+")
_LABEL = re.compile(r"^\s*e?-?isbn(?:-?1[03](?!\d))?\s*:?\s*", re.I)
_DIGITS = re.compile(r"[\dX]", re.I)


@rule("BIB014", scope="store")
def malformed_isbn(survey: Survey) -> Iterator[Problem]:
    """An ISBN has a wrong number of digits, or a wrong check digit.

    It has 13 digits, before 2007 also 10, of which the last checks the others (ISBN Users' Manual, section 4): where it
    does not fit, a digit is mistyped or two are swapped. Hyphens do not matter.

    Wrong:

        @book{knuth1997art, title = {The Art of Computer Programming}, isbn = {0-201-89683-5}}

    Right:

        @book{knuth1997art, title = {The Art of Computer Programming}, isbn = {0-201-89683-4}}
    """
    for reference, field, text in stated(survey, "isbn"):
        if isbn(text) or misplaced(reference, "isbn", text):
            continue
        for part in filter(None, _SEPARATOR.split(text)):  # a field may hold those of several bindings
            if not isbn(part) and not all(map(isbn, _BLANKS.split(part))):
                yield Problem(field.value_span, *_words(part))
                break


def _words(text: str) -> tuple[str, str]:
    bare = _LABEL.sub("", text)
    digits = "".join(_DIGITS.findall(bare)).upper()
    if re.search(r"[^\dXx\s\-‐-―.]", bare) or "X" in digits[:-1]:
        return f"`{text}` is no ISBN", "write its 10 or 13 digits only, with or without hyphens"
    if len(digits) not in (10, 13):
        return f"the ISBN `{bare}` has {len(digits)} digits", "an ISBN has 10 or 13; compare it with the book"
    due = next((digit for digit in "0123456789X" if isbn(digits[:-1] + digit)), "")
    if not due:
        return f"the ISBN `{bare}` begins with neither 978 nor 979", "compare it with the book"
    return (
        f"the ISBN `{bare}` is mistyped",
        f"the check digit should be {due}, not {digits[-1]}, or another digit is wrong; compare it with the book",
    )
