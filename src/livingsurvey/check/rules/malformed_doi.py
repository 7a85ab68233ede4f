"""BIB012."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from livingsurvey.check.rule import rule
from livingsurvey.check.store.identifier_fields import misplaced, stated
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.addresses import running
from livingsurvey.syntax.bibtex.edit import with_value
from livingsurvey.syntax.identifiers import doi, doi_in
from livingsurvey.syntax.problem import Fix, Problem

_TRAILING = ".,;"
_PREFIX = re.compile(r"\b10\.\d{4,9}/")


@rule("BIB012", scope="store", fix="unsafe")
def malformed_doi(survey: Survey) -> Iterator[Problem]:
    """A DOI has not the form of one.

    It begins with `10.` and four to nine digits, then come a slash and a suffix without blanks (DOI Handbook, section
    2.2). Its link would lead nowhere. Where another reading of what stands there is a DOI, an unsafe fix writes that
    one; none is ever looked up or guessed.

    Wrong:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events}, doi = {359545.359563}}

    Right:

        @article{lamport1978time, title = {Time, Clocks, and the Ordering of Events}, doi = {10.1145/359545.359563}}
    """
    for reference, field, text in stated(survey, "doi"):
        found = doi(text)
        if (found and text[-1] not in _TRAILING) or misplaced(reference, "doi", text) or running(text):
            continue
        reading = _reading(text)
        fix = Fix((with_value(field, reading),)) if reading else None
        yield Problem(field.value_span, *_words(text, reading), fix=fix)


def _reading(text: str) -> str:
    """The DOI that the text may have meant, of its own characters; empty if none can be seen, or several."""
    if len(_PREFIX.findall(text)) > 1:
        return ""
    for other in (text, "".join(text.split()), unquote(text)):
        if found := (doi(other) or doi_in(other)).rstrip(_TRAILING):
            return found
    return ""


def _words(text: str, reading: str) -> tuple[str, str]:
    meant = f"is it `{reading}`?" if reading else "look it up at the publisher's, or remove the field"
    if len(_PREFIX.findall(text)) > 1:
        return "more than one DOI", "keep that of this work; one of a related work can go into `note`"
    if doi(text):
        return f"the DOI ends in `{text[-1]}`", meant
    if re.search(r"\s", text):
        return "a blank in the DOI", meant
    if "://" in text:
        return "an address stands in place of the DOI", meant
    if not re.match(r"10\.", text):
        return f"`{text}` is no DOI: it does not begin with `10.`", meant
    if "/" not in text:
        return f"`{text}` is no DOI: there is no slash behind the prefix", meant
    return f"`{text}` is no DOI", meant
