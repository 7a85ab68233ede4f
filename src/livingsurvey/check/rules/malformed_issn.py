"""BIB015."""

import re
from collections.abc import Iterator

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import misplaced, stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.identifiers import issn
from livingsurvey.syntax.problem import Problem

_SEPARATOR = re.compile(r"\s*(?:[,;/]|\band\b|\([^()]*\))\s*|(?<=[\dXx])\s+(?=\d)")
_LABEL = re.compile(r"^\s*[ep]?-?issn(?:-?l)?\s*:?\s*", re.I)
_DIGITS = re.compile(r"[\dX]", re.I)


@rule("BIB015", scope="store")
def malformed_issn(survey: Survey) -> Iterator[Problem]:
    """An ISSN has not eight digits, or a wrong check digit.

    It is written as two groups of four, of which the last digit (or `X`) checks the others (ISSN Manual, section 1.3).

    Wrong:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events}, issn = {0001-0783}}

    Right:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events}, issn = {0001-0782}}
    """
    for reference, field, text in stated(survey, "issn"):
        if issn(text) or misplaced(reference, "issn", text):
            continue
        for part in filter(None, _SEPARATOR.split(text)):  # on paper and online, a journal has two
            if not issn(part):
                yield Problem(field.value_span, *_words(part))
                break


def _words(text: str) -> tuple[str, str]:
    bare = _LABEL.sub("", text)
    digits = "".join(_DIGITS.findall(bare)).upper()
    if re.search(r"[^\dXx\s\-‐-―]", bare) or "X" in digits[:-1]:
        return f"`{text}` is no ISSN", "write it as 1234-5679"
    if len(digits) != 8:
        return f"the ISSN `{bare}` has {len(digits)} digits", "an ISSN has 8; compare it with the journal"
    due = next(digit for digit in "0123456789X" if issn(digits[:4] + "-" + digits[4:7] + digit))
    return (
        f"the ISSN `{bare}` is mistyped",
        f"the check digit should be {due}, not {digits[-1]}, or another digit is wrong; compare it with the journal",
    )
